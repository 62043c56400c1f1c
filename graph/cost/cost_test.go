package cost_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"heed/graph/cost"
	"heed/graph/generated"
)

var schema = generated.NewExecutableSchema(generated.Config{}).Schema()

func planOf(t testing.TB, document string) *cost.Plan {
	t.Helper()
	doc, errs := gqlparser.LoadQueryWithRules(schema, document, rules.NewDefaultRules())
	if errs != nil {
		t.Fatalf("%s: %v", document, errs)
	}
	return cost.Of(schema, doc.Operations[0])
}

type vars = map[string]any

func TestEstimate(t *testing.T) {
	const customers = `query Q($first: Int) { customers(first: $first) { edges { node { id tier { key } requirements(first: 5) { edges { node { id } } } } } pageInfo { hasNextPage } } }`
	for _, c := range []struct {
		document  string
		variables vars
		want      int
	}{
		{`{ __typename }`, nil, 1},
		{`{ viewer { mustChangePassword } }`, nil, 1},
		{`{ viewer { member { id department { id } } } }`, nil, 3},
		{`{ a: viewer { member { id } } b: viewer { member { id } } }`, nil, 4},
		{customers, vars{"first": int64(100)}, 801},
		{customers, vars{"first": json.Number("10")}, 81},
		{customers, vars{"first": nil}, 161}, // the default page
		{customers, nil, 161},
		{`{ customers(first: 50) { totalCount pageInfo { hasNextPage } } }`, nil, 1},
		{`{ customers { edges { cursor } } }`, nil, 1},
		{`{ customers(last: 7) { edges { node { id } } } }`, nil, 8},
		{`{ customers(first: 100) { edges { node { requirements(first: 100) { edges { node { id } } } } } } }`, nil, 10201},
		{`query($a: Int, $b: Int) { customers(first: $a) { edges { node { requirements(first: $b) { edges { node { id } } } } } } }`, vars{"a": int64(3), "b": int64(4)}, 19},
		{`query($b: Int) { customers(first: 3) { edges { node { ...R again: requirements(first: $b) { edges { node { id } } } } } } }
			fragment R on Customer { requirements(first: $b) { edges { node { customer { id } } } } }`, vars{"b": int64(4)}, 1 + 3*(1+(1+4*2)+(1+4))},
		// Lists without pages count as three, or as many as there may be.
		{`{ requirements(first: 2) { edges { node { clocks { pauses { reason } } } } } }`, nil, 1 + 2*(1+3*(1+3))},
		{`{ requirementDashboard { byState { count } byUrgency { count } responseOnTimeRate { value } } }`, nil, 8},
		{`query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Requirement { customer { id } } } }`, vars{"ids": []any{"a", "b", "c", "d"}}, 8},
		{`{ nodes(ids: ["a", "b"]) { id } }`, nil, 2},
		// A record is of one type: the dearest counts, with what is asked of all.
		{`{ node(id: "a") { id ... on Requirement { customer { tier { key } } } ... on Customer { tier { key } } } }`, nil, 3},
		{`{ node(id: "a") { ... on Requirement { customer { id } } ...R ... on Customer { tier { key } } ... { id } } } fragment R on Requirement { leadDepartment { id } }`, nil, 3},
		{`query($n: Int) { node(id: "a") { ... on Requirement { customer { tier { key } } } ... on Customer { requirements(first: $n) { edges { node { id } } } } } }`, vars{"n": int64(9)}, 12},
		// A change is ten, and its payload.
		{`mutation { customerCreate(input: {name: "x"}) { customer { tier { key } } cursor } }`, nil, 13},
		{`mutation { ...M } fragment M on Mutation { customerCreate(input: {name: "x"}) { cursor } __typename }`, nil, 11},
		{`subscription { statusChanged { kind actor { displayName } } }`, nil, 2},
	} {
		if got := planOf(t, c.document).Estimate(c.variables); got != c.want {
			t.Errorf("%s with %v: %d, want %d", c.document, c.variables, got, c.want)
		}
	}
}

// Pages in pages in pages do not overflow, however deep.
func TestEstimateIsBounded(t *testing.T) {
	inner := "id"
	for range 30 {
		inner = `customer { requirements(first: $n) { edges { node { ` + inner + ` } } } }`
	}
	p := planOf(t, `query($n: Int) { requirements(first: $n) { edges { node { `+inner+` } } } }`)
	for n, least := range map[int64]int{1: 60, 100: 1 << 40} {
		if got := p.Estimate(vars{"n": n}); got < least || got > 1<<41 {
			t.Errorf("%d: %d", n, got)
		}
	}
}

// What a plan says of the rest of an operation.
func TestPlan(t *testing.T) {
	p := planOf(t, `query($n: Int) { ...A viewer { mustChangePassword } customers(first: $n) { edges { node { ...B ...B contacts { totalCount } } } } }
		fragment A on Query { ... { __typename __schema { description } } } fragment B on Customer { requirements { totalCount } }`)
	if !p.Introspects || p.Roots != 2 || len(p.Pages) != 3 {
		t.Errorf("%v %d %d", p.Introspects, p.Roots, len(p.Pages))
	}
}

// What is asked of the schema costs by how much of it there is, ten things a point.
func TestIntrospectionByLength(t *testing.T) {
	types, fields := len(schema.Types), 0
	for _, d := range schema.Types {
		if d.Kind != ast.InputObject {
			fields += len(d.Fields)
		}
	}
	points := func(objects int) int { return (objects + 19) / 20 }
	for _, c := range []struct {
		document string
		want     int
	}{
		{`{ __schema { description } }`, 1},
		{`{ __type(name: "Customer") { name } }`, 1},
		{`{ __schema { types { name } } }`, points(1 + types)},
		{`{ ...A } fragment A on Query { __schema { types { ...T } } } fragment T on __Type { ... { fields { name } } }`, points(1 + types + fields)},
		{`{ __schema { types { fields { type { name } } } } }`, points(1 + types + 2*fields)},
		// The most around a type are two lists and three non-nulls; around one by its name there is nothing.
		{`{ __schema { types { ofType { fields { name } } fields { type { ofType { ofType { ofType { ofType { ofType { ofType { fields { name } } } } } } } } } } } }`, points(1 + types + 7*fields)},
		{`{ a: __schema { types { name } } b: __schema { types { name } } }`, 2 * points(1+types)},
	} {
		if got := planOf(t, c.document).Estimate(nil); got != c.want {
			t.Errorf("%s: %d, want %d", c.document, got, c.want)
		}
		p := planOf(t, c.document)
		if b := p.Open(nil); b.Actual() != c.want {
			t.Errorf("%s: it has cost %d, want %d", c.document, b.Actual(), c.want)
		}
	}
	// Of a type that is reached by another nobody knows which it is.
	if got := planOf(t, `{ __schema { types { fields { type { fields { name } } } } } }`).Estimate(nil); got < 5*fields {
		t.Errorf("%d", got)
	}
}

// The work is that of the document, not of what it says when it is written out.
func TestFragmentsAreLookedAtOnce(t *testing.T) {
	var b strings.Builder
	b.WriteString("query($n: Int) { departments { edges { node { ...F0 } } } }")
	for i := range 12 {
		fmt.Fprintf(&b, " fragment F%d on Department { a%d: parent { ...F%d } b%d: parent { ...F%d } }", i, i, i+1, i, i+1)
	}
	b.WriteString(" fragment F12 on Department { id }")
	document := strings.Replace(b.String(), "$n: Int", "$n: Int = 1", 1)
	document = strings.Replace(document, "departments {", "departments(first: $n) {", 1)
	if got := planOf(t, document).Estimate(vars{"n": int64(1)}); got != 1+1+(1<<13-2) {
		t.Errorf("%d", got)
	}
}

func BenchmarkEstimate(b *testing.B) {
	p := planOf(b, `query Q($first: Int) { customers(first: $first) { edges { node { id tier { key } requirements(first: 5) { edges { node { id } } } } } } }`)
	variables := vars{"first": int64(20)}
	for b.Loop() {
		p.Open(variables)
	}
}
