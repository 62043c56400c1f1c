package server_test

import (
	"fmt"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/graph"
	"heed/server"
	"heed/server/servertest"
)

// Short documents that ask for more than anybody can answer are refused before
// they are executed, whoever sends them and by whatever way.
func TestCost(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	doubling := func(head, on, each, last string) string {
		for i := range 40 {
			head += fmt.Sprintf(" fragment F%d on %s { %s }", i, on, strings.ReplaceAll(each, "NEXT", fmt.Sprint("...F", i+1)))
		}
		return head + " fragment F40 on " + on + " { " + last + " }"
	}
	names := doubling("mutation { ...F0 }", "Mutation", "NEXT NEXT", "__typename")
	schemas := doubling("{ ...F0 }", "Query", "NEXT NEXT", "__schema { description }")
	parents := doubling("{ departments { edges { node { ...F0 } } } }", "Department", "a: parent { NEXT } b: parent { NEXT }", "id")
	refused := func(what, code string, body any) {
		t.Helper()
		if code != "COST_EXCEEDED" {
			t.Errorf("%s: %v", what, body)
		}
	}
	for _, document := range []string{names, schemas, parents} {
		for _, token := range []string{"", s.Token(t, "management")} {
			a := s.Do(t, token, document, nil)
			refused(document[:20]+" by POST", a.Code(), string(a.Body))
		}
	}
	a := s.Get(t, schemas)
	refused("by GET", a.Code(), string(a.Body))
	c := s.Dial(t, s.Token(t, "staff"))
	c.Subscribe("1", names, nil)
	m := c.Next()
	refused("by socket", m.Code(), string(m.Payload))
}

// What an operation may cost stands in its answer, and what it has cost: a page
// its records, not those that were asked for.
func TestCostIsTold(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token := s.Token(t, "management")
		var last *servertest.Stage
		for range 3 {
			last = s.Stage(w.A, "management")
			last.ID(t, "requirement.received")
		}
		customer := last.ID(t, "customer")
		for _, c := range []struct {
			document          string
			variables         vars
			requested, actual int
		}{
			{`{ __typename }`, nil, 1, 1},
			{me, nil, 10, 0}, // how many permissions there are is not the point
			{ledger, vars{"first": 100}, 301, 10},
			{customersQuery, vars{"first": 100}, 801, 13}, // 1 + 3 × (customer, tier or none, page) + 3 requirements
			{`{ customers(first: 100) { totalCount pageInfo { hasNextPage } } }`, nil, 1, 1},        // counted, not read
			{`query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, vars{"ids": []any{customer}}, 1, 1}, // as many as ids
			{`{ customers { edges { cursor } edges { node { tier { key } id } } } }`, nil, 41, 41},  // asked for twice at one place: as estimated
			{`mutation { sessionSwitch(input: {tenantSlug: "nowhere"}) { session { expiresAt } } }`, nil, 12, 12},
		} {
			a := s.Do(t, token, c.document, c.variables)
			got := a.Extensions.Cost
			if got == nil || got.RequestedQueryCost != c.requested || c.actual != 0 && got.ActualQueryCost != c.actual || got.ActualQueryCost < 1 {
				t.Errorf("%.80s: %+v, want %d and %d: %.400s", c.document, got, c.requested, c.actual, a.Body)
			}
		}
		// Over a socket and by events, too.
		socket := s.Dial(t, token)
		socket.Subscribe("1", `{ __typename }`, nil)
		const whole = `{"data":{"__typename":"Query"},"extensions":{"cost":{"requestedQueryCost":1,"actualQueryCost":1}}}`
		if m := socket.Next(); string(m.Payload) != whole {
			t.Errorf("by socket: %s", m.Payload)
		}
		if _, data := s.Events(t, token, `{ __typename }`, nil).Read(); data != whole {
			t.Errorf("by events: %s", data)
		}
	})
}

// What costs more than is allowed is refused, and told how much it is.
func TestTooCostly(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.Limits.Cost = 300 })
	token := s.Token(t, "management")
	a := s.Do(t, token, ledger, vars{"first": 100})
	if a.Code() != "COST_EXCEEDED" || a.Data != nil || !contains(a.Errors[0].Message, "301") || !contains(a.Errors[0].Message, "300") {
		t.Errorf("%s", a.Body)
	}
	if c := a.Extensions.Cost; c == nil || c.RequestedQueryCost != 301 || c.ActualQueryCost != 0 {
		t.Errorf("%s", a.Body)
	}
	if a := s.Do(t, token, ledger, vars{"first": 99}); a.Code() != "" {
		t.Errorf("%s", a.Body)
	}
	if a := s.Do(t, token, ledger, nil); a.Code() != "" || a.Extensions.Cost.RequestedQueryCost != 61 {
		t.Errorf("a page that nobody asked for: %s", a.Body)
	}
	c := s.Dial(t, token)
	c.Subscribe("1", ledger, vars{"first": 100})
	if m := c.Next(); m.Code() != "COST_EXCEEDED" {
		t.Errorf("by socket: %s", m.Payload)
	}
}

// The documents of clients are within the limits as they come, with the largest pages.
func TestClientsAreWithinLimits(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.Limits = graph.Limits{} })
	token := s.Token(t, "management")
	for name, document := range documents {
		if name == "Live" {
			continue
		}
		a := s.Do(t, token, document, vars{"first": 100})
		if code := a.Code(); code == "COST_EXCEEDED" || code == "VALIDATION_FAILED" {
			t.Errorf("%s: %s", name, a.Body)
		}
	}
	// The schema grows with what Heed does; what tools ask of it is to stay below what an operation may cost.
	a := s.Do(t, token, introspection, nil)
	t.Logf("introspection costs %+v", a.Extensions.Cost)
	if a.Code() != "" || a.Extensions.Cost.RequestedQueryCost > graph.DefaultCost*9/10 {
		t.Errorf("introspection: %.300s, %+v", a.Body, a.Extensions.Cost)
	}
}

// introspection is what common tools ask for.
const introspection = `query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
  types { ...FullType } directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
fragment FullType on __Type { kind name description specifiedByURL fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
  inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }`
