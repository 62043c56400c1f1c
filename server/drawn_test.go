package server_test

import (
	"fmt"
	"testing"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/server/servertest"
)

// What a requirement was drawn from and the requirement lead to each other, as far as
// the viewer reads it; requirements of other origins and of other companies stay away.
func TestDrawn(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st, other := s.Stage(w.A, "head.service"), s.Stage(w.A, "head.service")
		management, head, sales := s.Token(t, "management"), s.Token(t, "head.service"), s.Token(t, "head.sales")
		for _, c := range []struct {
			of       flow.SubjectType
			kind     string
			one, two typeid.ID
			list     string
		}{
			{flow.SubjectInteraction, "Interaction", st.ID(t, "interaction.recorded"), other.ID(t, "interaction.recorded"), "interactions"},
			{flow.SubjectResearch, "ResearchActivity", st.ID(t, "research.done"), other.ID(t, "research.done"), "researchActivities"},
		} {
			draw := func(from typeid.ID, by flow.DepartmentType) string {
				t.Helper()
				r := w.Client.Requirement.Create().SetCustomerID(st.ID(t, "customer")).SetTitle("Doors").SetOriginalText("x").SetContent("x").
					SetSource(flow.RequirementSourceVisit).SetCollectedAt(s.Clock.Now()).SetCategory(flow.RequirementCategoryProduct).
					SetUrgency(flow.UrgencyGeneral).SetLeadDepartmentID(w.A.Departments[by].ID).SetDueAt(s.Clock.Now()).
					SetOriginType(c.of).SetOriginID(from).SaveX(w.A.System())
				return string(r.ID)
			}
			ours, theirs, another := draw(c.one, flow.DepartmentService), draw(c.one, flow.DepartmentSales), draw(c.two, flow.DepartmentService)
			document := fmt.Sprintf(`query($id: ID!, $after: Cursor) { node(id: $id) { ... on %s { all: requirements { totalCount edges { node { id origin { type id } } } }
				page: requirements(first: 1, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } }
				counted: requirements { totalCount } } } }`, c.kind)
			a := s.Do(t, management, document, vars{"id": c.one})
			if n, first := a.Get(t, "node.all.totalCount"), a.Text(t, "node.page.edges.0.node.id"); n != 2.0 || first != ours ||
				a.Get(t, "node.page.totalCount") != 2.0 || a.Get(t, "node.page.pageInfo.hasNextPage") != true || a.Get(t, "node.counted.totalCount") != 2.0 {
				t.Errorf("%s: the management reads %s", c.kind, a.Body)
			}
			if a.Text(t, "node.all.edges.0.node.origin.id") != string(c.one) || a.Text(t, "node.all.edges.0.node.origin.type") != string(c.of) {
				t.Errorf("%s: the way back: %s", c.kind, a.Body)
			}
			rest := s.Do(t, management, document, vars{"id": c.one, "after": a.Text(t, "node.page.pageInfo.endCursor")})
			if rest.Text(t, "node.page.edges.0.node.id") != theirs || rest.Get(t, "node.page.pageInfo.hasNextPage") != false {
				t.Errorf("%s: the next page: %s", c.kind, rest.Body)
			}
			a = s.Do(t, head, document, vars{"id": c.one})
			if n, id := a.Get(t, "node.all.totalCount"), a.Text(t, "node.all.edges.0.node.id"); n != 1.0 || id != ours || a.Get(t, "node.page.pageInfo.hasNextPage") != false {
				t.Errorf("%s: the head reads %s", c.kind, a.Body)
			}
			a = s.Do(t, head, fmt.Sprintf(`{ %s(first: 10) { edges { node { id requirements(first: 1) { totalCount edges { node { id } } } } } } }`, c.list), nil)
			var page map[string]struct {
				Edges []struct {
					Node struct {
						ID           string
						Requirements struct {
							TotalCount int
							Edges      []struct{ Node struct{ ID string } }
						}
					}
				}
			}
			a.Into(t, &page)
			found := map[string]string{}
			for _, e := range page[c.list].Edges {
				if of := e.Node.Requirements; of.TotalCount == 1 && len(of.Edges) == 1 {
					found[e.Node.ID] = of.Edges[0].Node.ID
				} else {
					t.Errorf("%s: in a list: %s", c.kind, a.Body)
				}
			}
			if len(found) != 2 || found[string(c.one)] != ours || found[string(c.two)] != another {
				t.Errorf("%s: a list has %v", c.kind, found)
			}
			for name, token := range map[string]string{"another department": sales, "another company": s.TokenOf(t, w.B, "management")} {
				if a := s.Do(t, token, document, vars{"id": c.one}); len(a.Errors) == 0 && a.Get(t, "node") != nil {
					t.Errorf("%s: %s reads %s", c.kind, name, a.Body)
				}
			}
		}
	})
}
