package graph

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"

	"heed/authz"
	"heed/ent"
	"heed/graph/generated"
)

// schema is the API's, without what GraphQL itself defines.
var schema = generated.NewExecutableSchema(generated.Config{}).Schema()

// own are the definitions of the API itself.
func own(kinds ...ast.DefinitionKind) []*ast.Definition {
	var all []*ast.Definition
	for _, d := range schema.Types {
		if !d.BuiltIn && !strings.HasPrefix(d.Name, "__") && slices.Contains(kinds, d.Kind) {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b *ast.Definition) int { return strings.Compare(a.Name, b.Name) })
	return all
}

func roots() []*ast.Definition {
	return []*ast.Definition{schema.Query, schema.Mutation, schema.Subscription}
}

// fields are the fields that documents may name, without __schema and __type.
func fields(d *ast.Definition) []*ast.FieldDefinition {
	var all []*ast.FieldDefinition
	for _, f := range d.Fields {
		if !strings.HasPrefix(f.Name, "__") {
			all = append(all, f)
		}
	}
	return all
}

func isRoot(d *ast.Definition) bool { return slices.Contains(roots(), d) }

// Whoever adds a root field says who may run it.
func TestRootsHavePermissions(t *testing.T) {
	for _, d := range roots() {
		for _, f := range fields(d) {
			can, public := f.Directives.ForName("can"), f.Directives.ForName("public")
			if (can == nil) == (public == nil) {
				t.Errorf("%s.%s needs one of @can and @public", d.Name, f.Name)
			}
		}
	}
}

// Every action that @can names is one that roles can have.
func TestActionsAreKnown(t *testing.T) {
	for _, d := range own(ast.Object, ast.Interface) {
		for _, f := range fields(d) {
			can := f.Directives.ForName("can")
			if can == nil {
				continue
			}
			for _, arg := range can.Arguments {
				if a := authz.Action(arg.Value.Raw); !a.Known() {
					t.Errorf("%s.%s: @can(%s: %s) is no action", d.Name, f.Name, arg.Name, a)
				}
			}
		}
	}
}

func TestEverythingIsDescribed(t *testing.T) {
	described := func(what, text string) {
		if utf8.RuneCountInString(strings.TrimSpace(text)) < 4 {
			t.Errorf("%s is not described: %q", what, text)
		}
	}
	for _, d := range own(ast.Object, ast.Interface, ast.InputObject, ast.Enum, ast.Scalar, ast.Union) {
		described(d.Name, d.Description)
		for _, f := range fields(d) {
			described(d.Name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				described(d.Name+"."+f.Name+"("+a.Name+")", a.Description)
			}
		}
		for _, v := range d.EnumValues {
			described(d.Name+"."+v.Name, v.Description)
		}
	}
	for name, d := range schema.Directives {
		if d.Position.Src.BuiltIn {
			continue
		}
		described("@"+name, d.Description)
		for _, a := range d.Arguments {
			described("@"+name+"("+a.Name+")", a.Description)
		}
	}
}

// Words for constants stand beside them in Chinese.
func TestEnumValuesHaveChinese(t *testing.T) {
	for _, d := range own(ast.Enum) {
		for _, v := range d.EnumValues {
			if !strings.ContainsFunc(v.Description, func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }) {
				t.Errorf("%s.%s: %q", d.Name, v.Name, v.Description)
			}
		}
	}
}

// No list of records is without an end: it is paged, or says how long it gets.
func TestListsAreBounded(t *testing.T) {
	for _, d := range own(ast.Object) {
		for _, f := range fields(d) {
			of := schema.Types[f.Type.Name()]
			if f.Type.Elem == nil || of.Kind != ast.Object && of.Kind != ast.Interface {
				continue
			}
			edges := strings.HasSuffix(d.Name, "Connection") && f.Name == "edges"
			if !edges && f.Directives.ForName("max") == nil {
				t.Errorf("%s.%s is a list without end: make it a connection or give it @max", d.Name, f.Name)
			}
		}
	}
}

func TestMutations(t *testing.T) {
	for _, f := range fields(schema.Mutation) {
		name := strings.ToUpper(f.Name[:1]) + f.Name[1:]
		if len(f.Arguments) != 1 || f.Arguments[0].Name != "input" || !slices.Contains([]string{name + "Input!", "VersionedInput!", "ReasonedInput!"}, f.Arguments[0].Type.String()) {
			t.Errorf("%s does not take one input: %sInput!, or one of those that many share", f.Name, name)
		}
		// Newer topics share one payload among the mutations of a record: every type counts for tools that read all of them.
		if of, ok := strings.CutSuffix(f.Type.String(), "Payload!"); !ok || !strings.HasPrefix(name, of) {
			t.Errorf("%s answers with %s, not %sPayload! or that of its record", f.Name, f.Type, name)
		}
	}
}

// node finds every record that has an id, by a permission.
func TestNodes(t *testing.T) {
	prefixes := map[string]bool{}
	for _, d := range own(ast.Object) {
		node := slices.Contains(d.Interfaces, "Node")
		// A SubjectRef refers to a record; it is none.
		if d.Fields.ForName("id") != nil && !node && d.Name != "SubjectRef" {
			t.Errorf("%s has an id and is no Node", d.Name)
		}
		if !node {
			continue
		}
		prefix, ok := ent.Prefixes[d.Name]
		if !ok {
			t.Errorf("%s is a Node without a prefix of its own", d.Name)
			continue
		}
		prefixes[prefix] = true
		if mine[prefix] {
			continue
		}
		if a := nodeActions[prefix]; !a.Known() || a.Verb() != authz.Read {
			t.Errorf("node(id) of a %s asks for %q", d.Name, a)
		}
	}
	for prefix := range nodeActions {
		if !prefixes[prefix] {
			t.Errorf("nodeActions has %s, which is no Node", prefix)
		}
	}
}

func TestConnections(t *testing.T) {
	for _, d := range own(ast.Object) {
		base, ok := strings.CutSuffix(d.Name, "Connection")
		if ok {
			connection(t, d, base)
		}
		for _, f := range fields(d) {
			if !strings.HasSuffix(f.Type.Name(), "Connection") {
				continue
			}
			want := []string{"after", "first", "before", "last"}
			if f.Name == "events" { // the journal is read forward only
				want = want[:2]
			}
			for _, arg := range want {
				if f.Arguments.ForName(arg) == nil {
					t.Errorf("%s.%s does not take %s", d.Name, f.Name, arg)
				}
			}
		}
	}
}

func connection(t *testing.T, d *ast.Definition, base string) {
	t.Helper()
	types := map[string]string{"edges": "[" + base + "Edge!]!", "pageInfo": "PageInfo!", "totalCount": "Int!"}
	if base == "StatusEvent" { // a journal is long and only grows: nobody needs its length
		delete(types, "totalCount")
	}
	for name, want := range types {
		if f := d.Fields.ForName(name); f == nil || f.Type.String() != want {
			t.Errorf("%s.%s is no %s", d.Name, name, want)
		}
	}
	edge := schema.Types[base+"Edge"]
	if edge == nil || edge.Fields.ForName("node").Type.String() != base+"!" || !edge.Fields.ForName("cursor").Type.NonNull {
		t.Errorf("%sEdge has no node and cursor", base)
	}
	node := schema.Types[base]
	if base != "StatusEvent" && base != "RequirementLedger" && !slices.Contains(node.Interfaces, "Node") { // a row of the ledger holds one
		t.Errorf("the records of %s are no Nodes", d.Name)
	}
}

func TestNames(t *testing.T) {
	for _, d := range own(ast.InputObject) {
		if !strings.HasSuffix(d.Name, "Input") && !strings.HasSuffix(d.Name, "Filter") && !strings.HasSuffix(d.Name, "Order") {
			t.Errorf("%s is not named like an input", d.Name)
		}
	}
	for _, d := range own(ast.Object, ast.Interface, ast.InputObject) {
		for _, f := range fields(d) {
			id := f.Name == "id" || f.Name == "ids" || strings.HasSuffix(f.Name, "Id") || strings.HasSuffix(f.Name, "Ids")
			// Ids of other systems and of clauses are texts.
			foreign := f.Name == "externalId" || d.Name == "ExternalRefInput" || f.Name == "clauseIds"
			if id && !foreign && f.Type.Name() != "ID" {
				t.Errorf("%s.%s is a %s", d.Name, f.Name, f.Type)
			}
			if strings.HasSuffix(f.Name, "At") && f.Type.Name() != "Time" {
				t.Errorf("%s.%s is a %s", d.Name, f.Name, f.Type)
			}
		}
		if isRoot(d) {
			continue
		}
		for _, f := range fields(d) {
			if f.Directives.ForName("public") != nil {
				t.Errorf("%s.%s: @public is for root fields", d.Name, f.Name)
			}
		}
	}
}
