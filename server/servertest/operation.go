package servertest

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"heed/graph/generated"
)

// Schema is the API's.
var Schema = sync.OnceValue(func() *ast.Schema { return generated.NewExecutableSchema(generated.Config{}).Schema() })

// Roots are the root fields of queries, mutations and subscriptions.
func Roots() []*ast.FieldDefinition {
	s := Schema()
	var all []*ast.FieldDefinition
	for _, d := range []*ast.Definition{s.Query, s.Mutation, s.Subscription} {
		for _, f := range d.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				all = append(all, f)
			}
		}
	}
	return all
}

// IsLive tells whether the field is a subscription's.
func IsLive(f *ast.FieldDefinition) bool { return slices.Contains(Schema().Subscription.Fields, f) }

// Root is the root field of the name.
func Root(t testing.TB, name string) *ast.FieldDefinition {
	t.Helper()
	for _, f := range Roots() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("the schema has no root field %s", name)
	return nil
}

// Operation is a document that runs the root field with all its arguments as
// variables of their names, and selects what can be selected so many levels deep.
func Operation(f *ast.FieldDefinition, depth int) string {
	var defs, args []string
	for _, a := range f.Arguments {
		defs = append(defs, "$"+a.Name+": "+a.Type.String())
		args = append(args, a.Name+": $"+a.Name)
	}
	var b strings.Builder
	b.WriteString(kindOf(f))
	if len(defs) > 0 {
		b.WriteString("(" + strings.Join(defs, ", ") + ")")
	}
	b.WriteString(" { " + f.Name)
	if len(args) > 0 {
		b.WriteString("(" + strings.Join(args, ", ") + ")")
	}
	b.WriteString(selection(f.Type, depth, "") + " }")
	return b.String()
}

func kindOf(f *ast.FieldDefinition) string {
	s := Schema()
	switch {
	case slices.Contains(s.Mutation.Fields, f):
		return "mutation"
	case slices.Contains(s.Subscription.Fields, f):
		return "subscription"
	default:
		return "query"
	}
}

// selection takes every field that needs no argument. Fields of the types of an
// interface get the type's name before theirs, for they differ.
func selection(t *ast.Type, depth int, prefix string) string {
	s := Schema()
	d := s.Types[t.Name()]
	if d.Kind == ast.Scalar || d.Kind == ast.Enum {
		return ""
	}
	fields := []string{"__typename"}
	for _, f := range d.Fields {
		leaf := s.Types[f.Type.Name()].Kind == ast.Scalar || s.Types[f.Type.Name()].Kind == ast.Enum
		needs := slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.NonNull && a.DefaultValue == nil })
		if strings.HasPrefix(f.Name, "__") || needs || !leaf && depth <= 1 {
			continue
		}
		alias := ""
		if prefix != "" {
			alias = prefix + "_" + f.Name + ": "
		}
		fields = append(fields, alias+f.Name+selection(f.Type, depth-1, ""))
	}
	if d.Kind == ast.Interface {
		for _, of := range s.GetPossibleTypes(d) {
			fields = append(fields, "... on "+of.Name+selection(&ast.Type{NamedType: of.Name}, depth, of.Name))
		}
	}
	return " { " + strings.Join(fields, " ") + " }"
}
