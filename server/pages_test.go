package server_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/server/servertest"
)

func TestPages(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "management")
	st := s.Stage(w.A, "management")
	customer := st.ID(t, "customer")
	w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
		for i := range 25 {
			err := tx.Requirement.Create().SetCustomerID(customer).SetTitle(fmt.Sprint(i)).SetOriginalText("x").SetContent("x").
				SetSource(flow.RequirementSourceVisit).SetCollectedAt(w.Clock.Now()).SetCategory(flow.RequirementCategoryOther).
				SetUrgency(flow.UrgencyGeneral).SetDueAt(w.Clock.Now()).SetGrams("").Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
	for _, args := range []string{"first: 0", "first: 101", "first: -1", "last: 0", "last: 101", "first: 1, last: 1", "first: 2147483647"} {
		for _, document := range []string{
			`{ requirements(` + args + `) { edges { cursor } } }`,
			`{ customers(first: 1) { edges { node { requirements(` + args + `) { edges { cursor } } } } } }`,
			`{ customers(first: 1) { edges { node { ...F } } } } fragment F on Customer { requirements(` + args + `) { edges { cursor } } }`,
		} {
			a := s.Do(t, token, document, nil)
			field := strings.SplitN(args, ":", 2)[0]
			if a.Code() != "BAD_USER_INPUT" || a.Errors[0].Extensions["field"] != field || a.Data != nil {
				t.Errorf("%s: %s", document, a.Body)
			}
		}
	}
	if a := s.Do(t, token, `query($n: Int) { requirements(first: $n) { edges { cursor } } }`, vars{"n": 101}); a.Code() != "BAD_USER_INPUT" {
		t.Errorf("by a variable: %s", a.Body)
	}
	if a := s.Do(t, token, `{ events(first: 101) { edges { cursor } } }`, nil); a.Code() != "BAD_USER_INPUT" {
		t.Errorf("events: %s", a.Body)
	}
	for _, args := range []string{"", "(first: null)", "(first: $n)", "(first: null, last: null)"} {
		for _, document := range []string{
			`query($n: Int) { requirements` + args + ` { edges { cursor } } tenant { id @include(if: true) } customers(first: $n) { pageInfo { hasNextPage } } }`,
			`query($n: Int) { customers(first: $n) { edges { node { id requirements` + args + ` { edges { cursor } } } } } }`,
		} {
			for i, variables := range []vars{nil, {"n": nil}} {
				a := s.Do(t, token, document, variables)
				if n := strings.Count(string(a.Body), `"cursor"`); n != 20 || a.Code() != "" {
					t.Errorf("%s, %d: %d of 20: %.300s", document, i, n, a.Body)
				}
			}
		}
	}
	for _, cursor := range []string{"x", "AAAA", strings.Repeat("A", 5000)} {
		a := s.Do(t, token, `query($c: Cursor) { requirements(after: $c) { edges { cursor } } }`, vars{"c": cursor})
		if a.Code() != "BAD_USER_INPUT" {
			t.Errorf("after %.10s: %.300s", cursor, a.Body)
		}
	}
}

// Going from page to page meets every record once, in both directions.
func TestPaging(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token, st := s.Token(t, "management"), s.Stage(w.A, "management")
		for _, n := range []string{"a", "b", "c", "d", "e"} {
			st.ID(t, "requirement.draft."+n)
			st.ID(t, "requirement.received."+n)
		}
		for _, field := range []string{"DUE_AT", "CREATED_AT", "UPDATED_AT", "URGENCY"} {
			for _, direction := range []string{"ASC", "DESC"} {
				for _, way := range []struct{ size, place, end, more string }{
					{"first", "after", "endCursor", "hasNextPage"}, {"last", "before", "startCursor", "hasPreviousPage"},
				} {
					document := fmt.Sprintf(`query($c: Cursor) { requirements(%s: 3, %s: $c, orderBy: {field: %s, direction: %s}) {
						edges { node { id } } pageInfo { %s %s } } }`, way.size, way.place, field, direction, way.more, way.end)
					seen := map[string]int{}
					var cursor any
					for range 10 {
						var got struct {
							Requirements struct {
								Edges    []struct{ Node struct{ ID string } }
								PageInfo map[string]any
							}
						}
						s.Do(t, token, document, vars{"c": cursor}).Into(t, &got)
						for _, e := range got.Requirements.Edges {
							seen[e.Node.ID]++
						}
						cursor = got.Requirements.PageInfo[way.end]
						if got.Requirements.PageInfo[way.more] != true {
							break
						}
					}
					for id, n := range seen {
						if n != 1 {
							t.Errorf("%s %s %s: %s came %d times", field, direction, way.size, id, n)
						}
					}
					if len(seen) != 10 {
						t.Errorf("%s %s %s: %d of 10", field, direction, way.size, len(seen))
					}
				}
			}
		}
	})
}

// A cursor of another order is a mistake of the client's, if it is told at all.
func TestCursorOfAnotherOrder(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token := s.Token(t, "management")
		s.Stage(w.A, "management").ID(t, "requirement.received")
		const of = `query($c: Cursor, $o: %[1]sOrder!) { %[2]s(after: $c, orderBy: $o) { pageInfo { endCursor } } }`
		for _, list := range []struct {
			name, field string
			orders      []string
		}{
			{"Customer", "customers", []string{"NAME", "CREATED_AT", "UPDATED_AT"}},
			{"Requirement", "requirements", []string{"DUE_AT", "CREATED_AT", "URGENCY"}},
			{"Member", "members", []string{"NAME", "CREATED_AT"}},
		} {
			document := fmt.Sprintf(of, list.name, list.field)
			for _, from := range list.orders {
				cursor := s.Do(t, token, document, vars{"o": vars{"field": from, "direction": "ASC"}}).Text(t, list.field+".pageInfo.endCursor")
				for _, to := range list.orders {
					a := s.Do(t, token, document, vars{"c": cursor, "o": vars{"field": to, "direction": "ASC"}})
					if a.Code() != "" && a.Code() != "BAD_USER_INPUT" {
						t.Errorf("%s: from %s to %s: %s", list.field, from, to, a.Body)
					}
				}
			}
		}
	})
}
