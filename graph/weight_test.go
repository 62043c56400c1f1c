package graph

import (
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"heed/rules/fault"
)

// doubling is a document of fragments each of which spreads the next one twice.
func doubling(head, on, each string, levels int, last string) string {
	var b strings.Builder
	b.WriteString(head)
	for i := range levels {
		next := fmt.Sprintf("...F%d", i+1)
		fmt.Fprintf(&b, " fragment F%d on %s { %s }", i, on, strings.ReplaceAll(each, "NEXT", next))
	}
	fmt.Fprintf(&b, " fragment F%d on %s { %s }", levels, on, last)
	return b.String()
}

func nested(levels int) string {
	return "{ departments { edges { node { " + strings.Repeat("parent { ", levels-4) + "id" + strings.Repeat(" }", levels)
}

// What is executed is bounded by what the document says when its fragments are
// written out, not by its length.
func TestWeight(t *testing.T) {
	for name, test := range map[string]struct {
		document string
		key      string
	}{
		"typenames of a mutation":    {doubling("mutation { ...F0 }", "Mutation", "NEXT NEXT", 40, "__typename"), "request.too_many_fields"},
		"typenames of a query":       {doubling("{ ...F0 }", "Query", "NEXT ... { NEXT }", 40, "__typename"), "request.too_many_fields"},
		"schemas":                    {doubling("{ ...F0 }", "Query", "NEXT NEXT", 40, "__schema { description }"), "request.too_many_fields"},
		"types":                      {doubling(`{ __type(name: "ID") { ...F0 } }`, "__Type", "a: ofType { NEXT } b: ofType { NEXT }", 12, "name"), "request.too_many_fields"},
		"two parents each":           {doubling("{ departments { edges { node { ...F0 } } } }", "Department", "a: parent { NEXT } b: parent { NEXT }", 14, "id"), "request.too_many_fields"},
		"a subscription":             {doubling("subscription { statusChanged { ...F0 } }", "StatusEvent", "NEXT NEXT", 30, "cursor"), "request.too_many_fields"},
		"just too deep":              {nested(21), "request.too_nested"},
		"just deep enough":           {nested(20), ""},
		"many fragments, few each":   {doubling("{ ...F0 }", "Query", "NEXT", 40, "viewer { mustChangePassword }"), ""},
		"just too many":              {doubling("{ ...F0 ...F0 ...F0 ...F0 ...F0 }", "Query", "__typename NEXT NEXT", 9, "a: __typename"), "request.too_many_fields"},
		"as many as there may be":    {doubling("{ ...F0 ...F0 }", "Query", "__typename NEXT NEXT", 9, "a: __typename"), ""},
		"two mutations":              {doubling("mutation { ...F0 }", "Mutation", "NEXT NEXT", 5, "sessionEnd(input: {}) { ended }"), "request.one_mutation"},
		"one mutation, and its name": {doubling("mutation { ...F0 __typename }", "Mutation", "NEXT", 5, "sessionEnd(input: {}) { ended }"), ""},
	} {
		doc, errs := gqlparser.LoadQueryWithRules(schema, test.document, rules.NewDefaultRules())
		if errs != nil {
			t.Errorf("%s: %v", name, errs)
			continue
		}
		err := Rules{}.MutateOperationContext(t.Context(), &graphql.OperationContext{Doc: doc, Operation: doc.Operations[0]})
		switch {
		case err == nil && test.key == "":
		case err == nil || fault.From(err.Err).Key != test.key:
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Fragments that spread each other never come so far.
func TestCyclesAreRefused(t *testing.T) {
	for _, document := range []string{
		"mutation { ...A } fragment A on Mutation { ...B } fragment B on Mutation { ...A }",
		"{ departments { edges { node { ...A } } } } fragment A on Department { parent { ...A } }",
		"{ __schema { types { ...A } } } fragment A on __Type { ofType { ...A } }",
	} {
		if _, errs := gqlparser.LoadQueryWithRules(schema, document, rules.NewDefaultRules()); errs == nil {
			t.Errorf("%s is valid", document)
		}
	}
}
