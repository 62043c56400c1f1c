package server_test

import (
	"fmt"
	"strings"
	"testing"

	"heed/app/apptest"
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
