package graph

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

// released is the schema that clients rely on: the last release's.
const released = "testdata/schema.graphql"

var release = flag.Bool("release", false, "write testdata/schema.graphql anew, as part of a release")

// Clients of the last release go on working. A change that breaks them stands in
// the CHANGELOG's section [Unreleased] with its name as it is printed here, in
// backquotes.
func TestNothingBreaks(t *testing.T) {
	text, err := os.ReadFile(released)
	if err != nil {
		t.Fatal(err)
	}
	told := unreleased(t)
	for _, b := range breaks(parse(t, string(text)), schema) {
		if !strings.Contains(told, "`"+b.what+"`") {
			t.Errorf("%s: %s, and the CHANGELOG does not tell", b.what, b.why)
		}
	}
	if !*release || t.Failed() {
		return
	}
	var now bytes.Buffer
	formatter.NewFormatter(&now, formatter.WithoutDescription()).FormatSchema(schema)
	if err := os.WriteFile(released, now.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func unreleased(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(text), "## [Unreleased]")
	if !ok {
		t.Fatal("the CHANGELOG has no section [Unreleased]")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	return section
}

func parse(t *testing.T, text string) *ast.Schema {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema", Input: text})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// broken is a change that a client may stumble over.
type broken struct{ what, why string }

// breaks lists what was taken away or became stricter.
func breaks(was, is *ast.Schema) []broken {
	var all []broken
	add := func(what, why string, args ...any) { all = append(all, broken{what, fmt.Sprintf(why, args...)}) }
	for name, before := range was.Types {
		if before.BuiltIn || strings.HasPrefix(name, "__") {
			continue
		}
		now := is.Types[name]
		switch {
		case now == nil:
			add(name, "it is gone")
			continue
		case now.Kind != before.Kind:
			add(name, "it was %s and is %s", before.Kind, now.Kind)
			continue
		}
		for _, v := range before.EnumValues {
			if now.EnumValues.ForName(v.Name) == nil {
				add(name+"."+v.Name, "it is gone")
			}
		}
		for _, of := range slices.Concat(before.Types, before.Interfaces) {
			if !slices.Contains(now.Types, of) && !slices.Contains(now.Interfaces, of) {
				add(name, "it has nothing to do with %s any more", of)
			}
		}
		if now.Kind == ast.InputObject {
			breaksInput(before, now, add)
			continue
		}
		for _, f := range before.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				breaksField(name+"."+f.Name, f, now.Fields.ForName(f.Name), add)
			}
		}
	}
	slices.SortFunc(all, func(a, b broken) int { return strings.Compare(a.what+a.why, b.what+b.why) })
	return all
}

func breaksField(what string, before, now *ast.FieldDefinition, add func(what, why string, args ...any)) {
	if now == nil {
		add(what, "it is gone")
		return
	}
	if !fitsOutput(before.Type, now.Type) {
		add(what, "it was %s and is %s", before.Type, now.Type)
	}
	for _, a := range before.Arguments {
		at := what + "(" + a.Name + ")"
		switch b := now.Arguments.ForName(a.Name); {
		case b == nil:
			add(at, "it is gone")
		case !fitsOutput(b.Type, a.Type):
			add(at, "it was %s and is %s", a.Type, b.Type)
		}
	}
	for _, a := range now.Arguments {
		if before.Arguments.ForName(a.Name) == nil && a.Type.NonNull && a.DefaultValue == nil {
			add(what+"("+a.Name+")", "it must be given now")
		}
	}
}

func breaksInput(before, now *ast.Definition, add func(what, why string, args ...any)) {
	for _, f := range before.Fields {
		at := before.Name + "." + f.Name
		switch g := now.Fields.ForName(f.Name); {
		case g == nil:
			add(at, "it is gone")
		case !fitsOutput(g.Type, f.Type):
			add(at, "it was %s and is %s", f.Type, g.Type)
		}
	}
	for _, f := range now.Fields {
		if before.Fields.ForName(f.Name) == nil && f.Type.NonNull && f.DefaultValue == nil {
			add(now.Name+"."+f.Name, "it must be given now")
		}
	}
}

// fitsOutput tells whether who expects the first type can read the second: the
// same, or with fewer nulls. Inputs fit the other way round.
func fitsOutput(expected, got *ast.Type) bool {
	if expected.NonNull && !got.NonNull || expected.NamedType != got.NamedType {
		return false
	}
	if expected.Elem == nil || got.Elem == nil {
		return expected.Elem == got.Elem
	}
	return fitsOutput(expected.Elem, got.Elem)
}

func TestBreaksAreFound(t *testing.T) {
	const base = `
		interface Thing { id: ID! }
		type Box implements Thing { id: ID!, size(unit: String): Int!, note: String, items: [String!] }
		type Bag { id: ID! }
		union Any = Box | Bag
		enum Colour { RED GREEN }
		input Make { name: String!, colour: Colour }
		type Query { box(make: Make, first: Int! = 1): Box, any: Any }`
	for name, c := range map[string]struct {
		was, is string
		want    []string
	}{
		"nothing":           {"", "", nil},
		"more":              {"note: String", "note: String, more(a: Int, b: Int! = 2): Bag", nil},
		"surer":             {"note: String", "note: String!", nil},
		"a new value":       {"GREEN }", "GREEN BLUE }", nil},
		"freer input":       {"name: String!", "name: String", nil},
		"a freer argument":  {"first: Int! = 1", "first: Int", nil},
		"optional input":    {"colour: Colour }", "colour: Colour, at: String, n: Int! = 3 }", nil},
		"a type":            {"type Bag { id: ID! }\n\t\tunion Any = Box | Bag", "union Any = Box", []string{"Any", "Bag"}},
		"a kind":            {"enum Colour { RED GREEN }", "scalar Colour", []string{"Colour"}},
		"a field":           {", note: String", "", []string{"Box.note"}},
		"a field's type":    {"note: String", "note: Int", []string{"Box.note"}},
		"a field with null": {"): Int!", "): Int", []string{"Box.size"}},
		"a list of nulls":   {"[String!]", "[String]", []string{"Box.items"}},
		"no list":           {"[String!]", "String", []string{"Box.items"}},
		"an argument":       {"size(unit: String)", "size", []string{"Box.size(unit)"}},
		"a strict argument": {"unit: String", "unit: String!", []string{"Box.size(unit)"}},
		"a must":            {"unit: String", "unit: String, of: Int!", []string{"Box.size(of)"}},
		"a value":           {"RED GREEN", "RED", []string{"Colour.GREEN"}},
		"an interface":      {"Box implements Thing", "Box", []string{"Box"}},
		"a member":          {"Box | Bag", "Box", []string{"Any"}},
		"an input":          {", colour: Colour }", " }", []string{"Make.colour"}},
		"a strict input":    {"colour: Colour }", "colour: Colour! }", []string{"Make.colour"}},
		"a must in input":   {"name: String!,", "name: String!, at: String!,", []string{"Make.at"}},
	} {
		is := strings.Replace(base, c.was, c.is, 1)
		if c.was != "" && is == base {
			t.Fatalf("%s: the schema does not say %q", name, c.was)
		}
		var got []string
		for _, b := range breaks(parse(t, base), parse(t, is)) {
			got = append(got, b.what)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
	}
}
