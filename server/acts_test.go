package server_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/flow"
	"heed/server/servertest"
)

// acts are the acts that an answer offers at the path.
func acts(t *testing.T, a *servertest.Answer, path string) []string {
	t.Helper()
	if a.Code() != "" {
		t.Fatalf("%s", a.Body)
	}
	list, ok := a.Get(t, path).([]any)
	if !ok {
		t.Fatalf("no acts at %s: %s", path, a.Body)
	}
	names := make([]string, len(list))
	for i, one := range list {
		names[i] = fmt.Sprint(one)
	}
	return names
}

// The acts are the same whatever else is selected, in lists, by node and in the
// payload of a verb.
func TestActsDoNotDependOnTheSelection(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token, st := s.Token(t, "management"), s.Stage(w.A, "management")
		id := st.ID(t, "requirement.draft")
		s.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.Customer.UpdateOneID(st.ID(t, "customer")).SetTierKey("KEY").Exec(ctx)
		})
		verb := s.Do(t, token, `mutation($in: RequirementReceiveInput!) { requirementReceive(input: $in) { requirement { availableActions } } }`,
			vars{"in": vars{"id": id, "expectedVersion": st.Version(t, id)}})
		want := acts(t, verb, "requirementReceive.requirement.availableActions")
		if !slices.Contains(want, "REJECT") || !slices.Contains(want, "PAUSE") || slices.Contains(want, "RESUME") {
			t.Errorf("a key customer's may %v", want)
		}
		asked := s.Do(t, token, `mutation($in: RequirementRejectInput!) { requirementReject(input: $in) {
			requirement { state availableActions pendingApproval { state } } approval { state steps { roleKey state } } } }`,
			vars{"in": vars{"id": id, "expectedVersion": st.Version(t, id), "reason": "Not ours", "toldAt": st.Value(t, "now"), "channel": "PHONE"}})
		if asked.Text(t, "requirementReject.requirement.state") != "RECEIVED" || asked.Text(t, "requirementReject.approval.steps.0.roleKey") != "COMMITTEE" ||
			asked.Text(t, "requirementReject.requirement.pendingApproval.state") != "PENDING" {
			t.Errorf("asked: %s", asked.Body)
		}
		if want = acts(t, asked, "requirementReject.requirement.availableActions"); slices.Contains(want, "REJECT") {
			t.Errorf("while others are asked it may %v", want)
		}
		paused := s.Do(t, token, `mutation($in: RequirementPauseInput!) { requirementPause(input: $in) { requirement { availableActions } } }`,
			vars{"in": vars{"id": id, "expectedVersion": st.Version(t, id), "reason": "WAITING_CUSTOMER"}})
		want = acts(t, paused, "requirementPause.requirement.availableActions")
		if !slices.Contains(want, "RESUME") || slices.Contains(want, "PAUSE") || slices.Contains(want, "REJECT") {
			t.Errorf("a paused one may %v", want)
		}
		for _, fields := range []string{
			"availableActions", "availableActions customer { id }", "customer { name } availableActions", "customer { tier { key } } availableActions",
			"clocks { id } availableActions", "pendingApproval { state requester { displayName } } availableActions", "rating { score } availableActions", "pace: clocks { kind } assistingDepartments { id } availableActions", "availableActions again: availableActions",
		} {
			list := s.Do(t, token, `{ requirements { edges { node { `+fields+` } } } }`, nil)
			if got := acts(t, list, "requirements.edges.0.node.availableActions"); !slices.Equal(got, want) {
				t.Errorf("a list with %s: %v, want %v", fields, got, want)
			}
			node := s.Do(t, token, `query($id: ID!) { node(id: $id) { ... on Requirement { `+fields+` } } }`, vars{"id": id})
			if got := acts(t, node, "node.availableActions"); !slices.Equal(got, want) {
				t.Errorf("a node with %s: %v, want %v", fields, got, want)
			}
			nested := s.Do(t, token, `{ customers { edges { node { requirements { edges { node { `+fields+` } } } } } } }`, nil)
			if got := acts(t, nested, "customers.edges.0.node.requirements.edges.0.node.availableActions"); !slices.Equal(got, want) {
				t.Errorf("below a customer with %s: %v, want %v", fields, got, want)
			}
		}
	})
}

// Who reads more than they may change is offered what their department assists
// in; who gave it away, nothing.
func TestActsOfDepartments(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "head.service")
		sales := w.A.Departments[flow.DepartmentSales].ID
		s.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			m, err := tx.Member.UpdateOneID(w.A.Members["auditor"].ID).SetDepartmentID(sales).Save(ctx)
			if err != nil {
				return err
			}
			_, err = tenants.UpdateMemberRoles(ctx, tx, tenants.MemberRolesUpdateInput{
				ID: m.ID, ExpectedVersion: m.Version, RoleKeys: []string{"AUDITOR", "DEPARTMENT_HEAD"},
			})
			return err
		})
		assign := `mutation($in: RequirementAssignInput!) { requirementAssign(input: $in) { requirement { version availableActions } } }`
		list := `query($first: Int) { requirements(first: $first) { edges { node { availableActions } } } }`
		id := st.ID(t, "requirement.received")
		if got := acts(t, s.Do(t, s.Token(t, "auditor"), list, nil), "requirements.edges.0.node.availableActions"); len(got) != 0 {
			t.Errorf("an auditor of another department may %v", got)
		}
		in := vars{"id": id, "expectedVersion": st.Version(t, id), "assistingDepartmentIds": []any{sales}}
		helped := acts(t, s.Do(t, s.Token(t, "head.service"), assign, vars{"in": in}), "requirementAssign.requirement.availableActions")
		if got := acts(t, s.Do(t, s.Token(t, "auditor"), list, nil), "requirements.edges.0.node.availableActions"); !slices.Equal(got, helped) || len(got) == 0 {
			t.Errorf("an assisting department may %v, the leading one %v", got, helped)
		}
		// It is no longer theirs: they are neither assigned to it, nor did they write it down.
		in = vars{"id": id, "expectedVersion": st.Version(t, id), "leadDepartmentId": sales, "assigneeId": nil}
		if got := acts(t, s.Do(t, s.Token(t, "head.service"), assign, vars{"in": in}), "requirementAssign.requirement.availableActions"); len(got) != 0 {
			t.Errorf("who gave it away may %v", got)
		}
		// However long the page is, what acts look at costs no more.
		for range 5 {
			s.Stage(w.A, "head.sales").ID(t, "requirement.paused")
		}
		for _, who := range []string{"auditor", "head.sales"} {
			token, counts := s.Token(t, who), map[string]bool{}
			s.Do(t, token, me, nil)
			for _, first := range []int{3, 50} {
				least := ""
				for range 3 { // what is kept of the session may have been forgotten meanwhile: then one is asked again
					if n := s.Do(t, token, list, vars{"first": first}).Statements(t); least == "" || len(n) < len(least) || len(n) == len(least) && n < least {
						least = n
					}
				}
				counts[least] = true
			}
			if !counts["3"] || len(counts) != 1 { // the page, the assisting departments, the clocks
				t.Errorf("%s: %v statements", who, counts)
			}
		}
	})
}

// A link is shown by both of its requirements, each with the other; who reads
// one of them sees that there is another.
func TestD0_38_LinksOfBothEnds(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		one, two := s.Stage(w.A, "head.service").ID(t, "requirement.received"), s.Stage(w.A, "head.sales").ID(t, "requirement.received")
		made := s.Do(t, s.Token(t, "management"),
			`mutation($in: RequirementLinkCreateInput!) { requirementLinkCreate(input: $in) { link { id other { id links { other { id } } } } } }`,
			vars{"in": vars{"id": one, "otherId": two, "type": "CONFLICT"}})
		link := made.Text(t, "requirementLinkCreate.link.id")
		if got := made.Text(t, "requirementLinkCreate.link.other.links.0.other.id"); got != string(one) {
			t.Errorf("seen from the other it is linked to %s: %s", got, made.Body)
		}
		const document = `query($id: ID!, $link: ID!) {
			node(id: $id) { ... on Requirement { links { id type other { id title customer { id } availableActions } } } }
			link: node(id: $link) { id }
			requirements { edges { node { id links { other { id links { other { id } } } } } } } }`
		for _, c := range []struct {
			who      string
			from, to any
		}{
			{"management", one, two}, {"management", two, one}, {"head.service", one, nil}, {"head.sales", two, nil},
		} {
			a := s.Do(t, s.Token(t, c.who), document, vars{"id": c.from, "link": link})
			if a.Code() != "" || a.Text(t, "link.id") != link || a.Text(t, "node.links.0.id") != link {
				t.Fatalf("%s: %s", c.who, a.Body)
			}
			if c.to == nil {
				if got := a.Get(t, "node.links.0.other"); got != nil {
					t.Errorf("%s sees %v", c.who, got)
				}
				continue
			}
			if got := a.Text(t, "node.links.0.other.id"); got != fmt.Sprint(c.to) {
				t.Errorf("%s: %s is linked to %s: %s", c.who, c.from, got, a.Body)
			}
			for i := range 2 {
				path := fmt.Sprintf("requirements.edges.%d.node", i)
				if back := a.Text(t, path+".links.0.other.links.0.other.id"); back != a.Text(t, path+".id") {
					t.Errorf("there and back again is %s: %s", back, a.Body)
				}
			}
		}
		if a := s.Do(t, s.Token(t, "staff"), `query($link: ID!) { node(id: $link) { id } }`, vars{"link": link}); a.Code() != "NOT_FOUND" {
			t.Errorf("who reads neither sees %s", a.Body)
		}
	})
}

// A clock names its deadline and what else fits (trace A8), at one statement more for a page.
func TestClocksNameTheirDeadlines(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token := s.Token(t, "management")
		for range 3 {
			s.Stage(w.A, "management").ID(t, "requirement.received")
		}
		s.Do(t, token, me, nil)
		for _, first := range []int{1, 50} {
			a := s.Do(t, token, `query($first: Int) { requirements(first: $first) { edges { node { dueAt clocks { dueAt provisional policy { urgency } candidates { policy { id urgency } dueAt } } } } } }`,
				vars{"first": first})
			const clock = "requirements.edges.0.node.clocks.0."
			if a.Code() != "" || a.Text(t, clock+"policy.urgency") != "GENERAL" || a.Text(t, clock+"candidates.0.policy.urgency") != "GENERAL" ||
				a.Text(t, clock+"candidates.0.dueAt") != a.Text(t, clock+"dueAt") || a.Get(t, clock+"provisional") != false {
				t.Errorf("%s", a.Body)
			}
			if n := a.Statements(t); n != "3" {
				t.Errorf("a page of %d: %s statements", first, n)
			}
		}
		received := s.Do(t, token, `mutation($in: RequirementReceiveInput!) { requirementReceive(input: $in) { requirement { clocks { policy { id } candidates { policy { id } } } } } }`,
			vars{"in": s.Stage(w.A, "management").Sample(t, "requirementReceive")["input"]})
		if a, b := received.Text(t, "requirementReceive.requirement.clocks.0.policy.id"), received.Text(t, "requirementReceive.requirement.clocks.0.candidates.0.policy.id"); a != b {
			t.Errorf("a new clock: %s", received.Body)
		}
	})
}
