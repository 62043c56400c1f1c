package docs

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// clausesFile is made of clausesSource and of the names of the tests.
const clausesSource, clausesFile = "clauses.in.md", "clauses.md"

// clausesOfD0 is how many clauses the first document has; each is answered but these, which
// are still to come.
const clausesOfD0 = 79

var later = []string{
	"D0-70", "D0-71", "D0-73",
}

const (
	clausesHead = "| Clause | Demands | Where | Other tests |"
	clausesMade = "| Clause | Demands | Where | Tests |"
	aimsHead    = "| Clause | Why it is an aim |"
)

// clauses.md is clauses.in.md with the tests that are named after each clause, as
// they stand; each clause of D0 that is to be answered is shown by a test or is an
// aim, with the reason.
func TestClauses(t *testing.T) {
	tests := testsOf(t)
	made, wrong := clauses(read(t, clausesSource), tests)
	for _, text := range wrong {
		t.Error(text)
	}
	if read(t, clausesFile) == made {
		return
	}
	if !*update {
		t.Fatalf("%s is out of date; run: go test ./docs -update", clausesFile)
	}
	if err := os.WriteFile(clausesFile, []byte(made), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What is missing is told.
func TestClausesAreMissed(t *testing.T) {
	var rows strings.Builder
	for n := 1; n <= clausesOfD0; n++ {
		fmt.Fprintf(&rows, "| D0-%02d | a | b |  |\n", n)
	}
	tests := map[string][]string{"D0-01": {"a.TestD0_01"}, "D9-99": {"a.TestD9_99"}}
	for n := 4; n <= clausesOfD0; n++ {
		id := fmt.Sprintf("D0-%02d", n)
		tests[id] = append(tests[id], "a.Test"+strings.ReplaceAll(id, "-", "_"))
	}
	source := clausesHead + "\n|---|---|---|---|\n" + rows.String() + "\n" + aimsHead + "\n|---|---|\n| D0-02 | |\n"
	_, wrong := clauses(source, tests)
	want := []string{
		"D0-02 is an aim without a sentence", "D0-03 has neither a test nor a reason to be an aim", "a.TestD9_99 is named after D9-99, which has no row",
	}
	if !slices.Equal(wrong, want) {
		t.Errorf("wrong is %q", wrong)
	}
	_, wrong = clauses(strings.Replace(source, "| b |  |", "| b | `a.TestNone` |", 1), tests)
	if !slices.Contains(wrong, "there is no a.TestNone") {
		t.Errorf("wrong is %q", wrong)
	}
}

var (
	quoted  = regexp.MustCompile("`((?:[a-z0-9_/]+\\.)?Test[A-Za-z0-9_]*)`")
	between = regexp.MustCompile(`(D\d)-(\d\d) to D\d-(\d\d)`)
	single  = regexp.MustCompile(`D\d-\d\d`)
)

// clauses fills the table with the tests by clause, and says what is missing.
func clauses(source string, tests map[string][]string) (made string, wrong []string) {
	fail := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	there := map[string]bool{}
	for _, names := range tests {
		for _, name := range names {
			there[name] = true
		}
	}
	var b strings.Builder
	b.WriteString("<!-- made of " + clausesSource + " and the names of the tests by: go test ./docs -update -->\n\n")
	rows, aims := map[string]bool{}, map[string]bool{}
	table := ""
	for line := range strings.Lines(source) {
		line = strings.TrimSuffix(line, "\n")
		for _, m := range quoted.FindAllStringSubmatch(line, -1) {
			if !there[m[1]] {
				fail("there is no %s", m[1])
			}
		}
		cells := strings.Split(strings.Trim(line, "| "), "|")
		switch {
		case line == clausesHead:
			table, line = clausesHead, clausesMade
		case line == aimsHead:
			table = aimsHead
		case !strings.HasPrefix(line, "| D"):
			if !strings.HasPrefix(line, "|") {
				table = ""
			}
		case table == aimsHead:
			id := strings.TrimSpace(cells[0])
			if aims[id] = true; len(cells) < 2 || strings.TrimSpace(cells[1]) == "" {
				fail("%s is an aim without a sentence", id)
			}
		case table == clausesHead:
			other := ""
			if all := strings.Split(line, "|"); len(all) == 6 {
				other = strings.TrimSpace(all[4])
			} else {
				fail("the row %s has not four cells", line)
			}
			var found []string
			for _, id := range idsIn(cells[0]) {
				rows[id] = true
				for _, name := range tests[id] {
					if name = "`" + name + "`"; !slices.Contains(found, name) {
						found = append(found, name)
					}
				}
			}
			if other != "" {
				found = append(found, other)
			}
			line = strings.Join(strings.Split(line, "|")[:4], "|") + "| " + strings.Join(found, ", ") + " |"
		}
		b.WriteString(line + "\n")
	}
	for n := 1; n <= clausesOfD0; n++ {
		id := fmt.Sprintf("D0-%02d", n)
		switch {
		case slices.Contains(later, id):
		case !rows[id]:
			fail("%s has no row", id)
		case len(tests[id]) == 0 && !aims[id]:
			fail("%s has neither a test nor a reason to be an aim", id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(tests)) {
		if id != "" && !rows[id] {
			fail("%s is named after %s, which has no row", tests[id][0], id)
		}
	}
	return b.String(), wrong
}

// idsIn are the clauses that a cell names, those between two as well.
func idsIn(cell string) []string {
	ids := single.FindAllString(cell, -1)
	for _, m := range between.FindAllStringSubmatch(cell, -1) {
		from, _ := strconv.Atoi(m[2])
		to, _ := strconv.Atoi(m[3])
		for n := from + 1; n < to; n++ {
			ids = append(ids, fmt.Sprintf("%s-%02d", m[1], n))
		}
	}
	slices.Sort(ids)
	return ids
}

var named = regexp.MustCompile(`D\d_\d\d`)

// testsOf are the tests of the repository by the clauses in their names, and under ""
// those that are named after none, each as package and name.
func testsOf(t *testing.T) map[string][]string {
	t.Helper()
	tests := map[string][]string{}
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "node_modules" || name == "testdata" || name != ".." && strings.HasPrefix(name, ".") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(file, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		in := path.Dir(strings.TrimPrefix(filepath.ToSlash(file), "../"))
		for _, decl := range parsed.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "Test") || f.Name.Name == "TestMain" {
				continue
			}
			ids := named.FindAllString(f.Name.Name, -1)
			if len(ids) == 0 {
				ids = []string{""}
			}
			for _, id := range ids {
				id = strings.ReplaceAll(id, "_", "-")
				tests[id] = append(tests[id], in+"."+f.Name.Name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, names := range tests {
		slices.Sort(names)
	}
	return tests
}
