package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"heed/app/apptest"
	"heed/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

var update = flag.Bool("update", false, "write the answers of testdata anew, as SQLite gives them")

// example is one use of a document.
type example struct {
	Case      string
	As        string   // the account; nobody when empty
	Records   []string // of the stage, made before
	Variables json.RawMessage
}

// The answers to the documents of testdata, on both databases: what is
// <name>.graphql runs with the examples of <name>.json in a world of its
// folder; <name>.golden has the answers.
func TestGolden(t *testing.T) {
	topics, err := filepath.Glob("testdata/*")
	if err != nil || len(topics) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	databases := map[string]func(testing.TB) *apptest.World{"sqlite": apptest.NewWorld, "postgres": apptest.NewPostgresWorld}
	if *update {
		delete(databases, "postgres")
	}
	for name, fresh := range databases {
		for _, topic := range topics {
			t.Run(name+"/"+filepath.Base(topic), func(t *testing.T) {
				s := servertest.New(t, fresh(t))
				documents, err := filepath.Glob(filepath.Join(topic, "*.graphql"))
				if err != nil {
					t.Fatal(err)
				}
				for _, path := range documents {
					golden(t, s, strings.TrimSuffix(path, ".graphql"))
				}
			})
		}
	}
}

func golden(t *testing.T, s *servertest.Server, path string) {
	t.Helper()
	document, examples := read(t, path)
	var got bytes.Buffer
	for _, e := range examples {
		s.Clock.Set(apptest.Start)
		owner, token := e.As, ""
		if e.As == "" {
			owner = "management"
		} else {
			token = s.Token(t, e.As)
		}
		st := s.Stage(s.A, owner)
		for _, record := range e.Records {
			st.ID(t, record)
		}
		variables := map[string]any{}
		if len(e.Variables) > 0 {
			variables = st.Fill(t, string(e.Variables))
		}
		a := s.Do(t, token, document, variables)
		who := e.As
		if who == "" {
			who = "nobody"
		}
		fmt.Fprintf(&got, "# %s (%s)\n%s\n", e.Case, who, plain(t, st, a.Body))
	}
	file := path + ".golden"
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if g, w := firstDifference(got.String(), string(want)); g != w {
		t.Errorf("%s: the answers differ (go test ./graph -update writes them anew):\n got %s\nwant %s", file, g, w)
	}
}

func read(t *testing.T, path string) (string, []example) {
	t.Helper()
	document, err := os.ReadFile(path + ".graphql")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var examples []example
	if err := json.Unmarshal(text, &examples); err != nil {
		t.Fatalf("%s.json: %v", path, err)
	}
	return string(document), examples
}

func firstDifference(got, want string) (g, w string) {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			return strings.Join(a[min(i, len(a)):min(i+5, len(a))], "\n"), strings.Join(b[min(i, len(b)):min(i+5, len(b))], "\n")
		}
	}
	return "", ""
}

var (
	ids = regexp.MustCompile(`\b[a-z]{3}_[0-9a-z]{26}\b`)
	// What an answer costs is looked at in server/cost_test.go.
	costTold = regexp.MustCompile(`,\n {2}"extensions": \{\n {4}"cost": \{[^{}]*\}\n {2}\}`)
	// What is different in every run, by the places where it stands.
	varying = []struct {
		from *regexp.Regexp
		to   string
	}{
		{regexp.MustCompile(`("(?:cursor|startCursor|endCursor)": )"[^"]+"`), `$1"<cursor>"`},
		{regexp.MustCompile(`("(?:accessToken|refreshToken)": )"[^"]+"`), `$1"<token>"`},
		{regexp.MustCompile(`("url": "/export/)[^"]+"`), `$1<token>"`},
		{regexp.MustCompile(`("url": "/files/[^"?]+\?link=)[^"]+"`), `$1<link>"`},
		{regexp.MustCompile(`("url": "/ledger/)[^"]+"`), `$1<token>"`},
		{regexp.MustCompile(`("path": "/c/)[^"]+"`), `$1<token>"`},
		{regexp.MustCompile(`("path": "/s/)[^"]+"`), `$1<token>"`},
		{regexp.MustCompile(`("code": )"q\d+"`), `$1"<code>"`},
		{regexp.MustCompile(`("token": )"[^"]+"`), `$1"<token>"`},
		{regexp.MustCompile(`FND-(\d{4})-\d+`), `FND-$1-<n>`},
		{regexp.MustCompile(`\bTIER_\d+`), `TIER_<n>`},
		{regexp.MustCompile(`("requestId": )"[^"]*"`), `$1"<request>"`},
		{regexp.MustCompile(`REQ-(\d{4})-\d{5}`), `REQ-$1-<n>`},
		{regexp.MustCompile(`\b(Campaign|Meeting|Page|Report|Customer|Requirement|Department|Guest|Invited|Street|Company|Tier|Calendar|Deadline|Plan|Talk|Indicator|Note|Role|Set|Task|Team|Template|Volume) \d+`), `$1 <n>`},
		{regexp.MustCompile(`\b(guest|invited|visit|chen|company-)\d+`), `$1<n>`},
	}
)

// plain is an answer without what differs from run to run: ids are the stage's
// names, or numbered as they come.
func plain(t *testing.T, st *servertest.Stage, body []byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, body, "", "  "); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	names, others := st.Names(), 0
	text := ids.ReplaceAllStringFunc(costTold.ReplaceAllString(b.String(), ""), func(id string) string {
		if names[id] == "" {
			others++
			names[id] = fmt.Sprintf("<%s %d>", id[:3], others)
		}
		return names[id]
	})
	for _, v := range varying {
		text = v.from.ReplaceAllString(text, v.to)
	}
	return text
}

// Every root field has a document that succeeds and one that does not.
func TestGoldenIsComplete(t *testing.T) {
	succeeds, fails := map[string]bool{}, map[string]bool{}
	documents, err := filepath.Glob("testdata/*/*.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range documents {
		document, examples := read(t, strings.TrimSuffix(path, ".graphql"))
		doc, err := parser.ParseQuery(&ast.Source{Input: document})
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		answers, readErr := os.ReadFile(strings.TrimSuffix(path, "graphql") + "golden")
		if readErr != nil {
			t.Fatal(readErr)
		}
		refused := bytes.Count(answers, []byte("\n  \"errors\": ["))
		for _, root := range doc.Operations[0].SelectionSet {
			field, ok := root.(*ast.Field)
			if !ok {
				t.Fatalf("%s: fields at the root, please", path)
			}
			succeeds[field.Name] = succeeds[field.Name] || refused < len(examples)
			fails[field.Name] = fails[field.Name] || refused > 0
		}
	}
	for _, f := range servertest.Roots() {
		if servertest.IsLive(f) { // server/live_test.go, server/notices_test.go
			continue
		}
		if !succeeds[f.Name] || !fails[f.Name] {
			t.Errorf("%s: succeeds %v, fails %v", f.Name, succeeds[f.Name], fails[f.Name])
		}
	}
}
