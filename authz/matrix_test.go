package authz

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"heed/rules/viewer"
)

var update = flag.Bool("update", false, "write testdata anew")

// The golden table is what Casbin answers, one line an action and one column a
// role, to be read beside the permission matrix of the domain model.
func TestEveryCellOfTheMatrix(t *testing.T) {
	c := company(t, BuiltinGrants()...)
	var b strings.Builder
	fmt.Fprintf(&b, "%-30s TA CM MD DH DM ST AU IA\n", "")
	sets := make([]viewer.Grants, len(columns))
	for i, role := range columns {
		sets[i], _ = grantsOf(t, c, role)
	}
	short := map[viewer.Scope]string{viewer.None: ".", viewer.Own: "o", viewer.Department: "d", viewer.All: "a"}
	for _, a := range All() {
		fmt.Fprintf(&b, "%-30s", a)
		for _, set := range sets {
			fmt.Fprintf(&b, "  %s", short[set[string(a)]])
		}
		b.WriteByte('\n')
	}
	if *update {
		if err := os.WriteFile("testdata/matrix.txt", []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/matrix.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, wanted := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(wanted)) {
		g, w := line(got, i), line(wanted, i)
		if g != w {
			t.Errorf("line %d:\n got %q\nwant %q", i+1, g, w)
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

func TestActions(t *testing.T) {
	seen := map[Action]bool{}
	for _, p := range actions {
		if p.action != ActionOf(p.resource, p.verb) {
			t.Errorf("%s is not %s_%s", p.action, p.resource, p.verb)
		}
		if seen[p.action] {
			t.Errorf("%s stands twice", p.action)
		}
		seen[p.action] = true
		if !slices.Contains(Verb("").Values(), string(p.verb)) {
			t.Errorf("%s has no letter", p.verb)
		}
		if p.action.Resource() != p.resource || p.action.Verb() != p.verb || !p.action.Known() {
			t.Errorf("%s is made of %s and %s", p.action, p.action.Resource(), p.action.Verb())
		}
		if !p.action.reading().Known() {
			t.Errorf("nobody can read what %s is about", p.action)
		}
		allowed := slices.ContainsFunc(BuiltinGrants(), func(g Grant) bool { return g.Action() == p.action && g.Effect == Allow })
		if !allowed {
			t.Errorf("no built-in role has %s", p.action)
		}
	}
	if len(All()) != len(actions) || len(Action("").Values()) != len(actions) {
		t.Error("All and Values leave some out")
	}
	if a := Action("REQUIREMENT_FLY"); a.Known() || a.Resource() != "" || a.Verb() != "" {
		t.Error("an unknown action has parts")
	}
	if got := Resource("").Values(); len(got) != 42 || got[0] != "TENANT" {
		t.Errorf("resources: %v", got)
	}
	if got := Effect("").Values(); !slices.Equal(got, []string{"ALLOW", "DENY"}) {
		t.Errorf("effects: %v", got)
	}
}

func TestBuiltinIsACopy(t *testing.T) {
	roles := Builtin()
	if len(roles) != 8 {
		t.Fatalf("%d roles", len(roles))
	}
	roles[0].Key = "X"
	roles[1].Grants[0].Scope = viewer.None
	if Builtin()[0].Key != TenantAdmin || Builtin()[1].Grants[0].Scope != viewer.All {
		t.Error("a caller changed the built-in roles")
	}
}

func TestParseRefusesMistakes(t *testing.T) {
	head := "| TA | CM | MD | DH | DM | ST | AU | IA\n"
	for name, row := range map[string]string{
		"missing cell":     "TENANT | R a | | | | | |",
		"unknown scope":    "TENANT | R x | | | | | | |",
		"no scope":         "TENANT | R | | | | | | |",
		"unknown letter":   "TENANT | Q a | | | | | | |",
		"unknown action":   "TENANT | C a | | | | | | |",
		"unknown resource": "MOON | R a | | | | | | |",
		"scoped denial":    "TENANT | !R a | | | | | | |",
	} {
		if _, err := parse(head + row); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("mustParse went on")
		}
	}()
	mustParse(head + "MOON | R a | | | | | | |")
}

// The rules that stand above the matrix.
func TestAboveTheMatrix(t *testing.T) {
	c := company(t, BuiltinGrants()...)
	auditor, _ := grantsOf(t, c, Auditor)
	for action := range auditor {
		if v := Action(action).Verb(); v != Read && v != Export {
			t.Errorf("an auditor may %s", action)
		}
	}
	everything, _ := grantsOf(t, c, columns...)
	for action := range everything {
		if v := Action(action).Verb(); v == Approve || v == Export {
			t.Errorf("an integration account with every role may %s", action)
		}
	}
}
