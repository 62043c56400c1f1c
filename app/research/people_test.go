package research_test

import (
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/research"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// Who went as a mystery shopper is written and read by those alone who may know it (D2-38).
func TestD2_38_Shopper(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := must(t, w, "management", research.Create, visit(w))
		knows := func(r *ent.ResearchActivity, name string, who ...string) {
			t.Helper()
			for _, one := range apptest.Accounts {
				got := research.Shopper(w.As(one.Name), r)
				if want := slices.Contains(who, one.Name); want != (got != nil) || want && *got != name {
					t.Errorf("%s reads %v", one.Name, got)
				}
			}
		}
		knows(r, "李小姐", "committee", "management")
		own := visit(w)
		refused(t, w, "head.service", research.Create, own, fault.Forbidden())
		refused(t, w, "auditor", research.Create, own, fault.Forbidden())
		own.Shopper = nil
		mine := must(t, w, "head.service", research.Create, own)
		knows(mine, "")
		refused(t, w, "head.service", research.Update, research.UpdateInput{ID: mine.ID, ExpectedVersion: mine.Version, Shopper: ptr("我")}, fault.Forbidden())
		mine = must(t, w, "management", research.Update, research.UpdateInput{ID: mine.ID, ExpectedVersion: mine.Version, Shopper: ptr("王先生")})
		knows(mine, "王先生", "committee", "management")
		refused(t, w, "head.service", research.Update, research.UpdateInput{ID: mine.ID, ExpectedVersion: mine.Version, Shopper: ptr("")}, fault.Forbidden())
		// Nobody goes unknown to an interview.
		talk := input(w, flow.ResearchInterview, flow.ResearchSelf, "")
		talk.Shopper = ptr("李小姐")
		refused(t, w, "management", research.Create, talk, fault.Input("shopper", "research.shopper"))
		refused(t, w, "management", research.Update, research.UpdateInput{
			ID: r.ID, ExpectedVersion: r.Version, Method: ptr(flow.ResearchInterview), Shopper: ptr("李小姐"),
		}, fault.Input("shopper", "research.shopper"))
		long := visit(w)
		long.Shopper = ptr(strings.Repeat("长", 201))
		refused(t, w, "management", research.Create, long, fault.Input("shopper", "input.too_long"))
		r = must(t, w, "management", research.Update, research.UpdateInput{ID: r.ID, ExpectedVersion: r.Version, Method: ptr(flow.ResearchInterview)})
		knows(r, "")
	})
}

// It is done with a customer whom the viewer may read, of the company.
func TestD2_37_Customer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		theirs := w.Client.Customer.Create().SetName("别家").SetTierKey("KEY").SaveX(w.B.System())
		ours := w.Client.Customer.Create().SetName("晨光酒店").SetTierKey("KEY").SetDepartmentID(w.A.Departments[flow.DepartmentService].ID).SaveX(w.A.System())
		in := input(w, flow.ResearchInterview, flow.ResearchSelf, "")
		in.CustomerID = &theirs.ID
		refused(t, w, "management", research.Create, in, fault.NotFound())
		in.CustomerID = &ours.ID
		refused(t, w, "head.sales", research.Create, in, fault.NotFound())
		r := must(t, w, "head.service", research.Create, in)
		refused(t, w, "head.service", research.Update, research.UpdateInput{ID: r.ID, ExpectedVersion: r.Version, CustomerID: &theirs.ID}, fault.NotFound())
		if r.CustomerID != ours.ID {
			t.Errorf("it is done with %s", r.CustomerID)
		}
		filter := research.Filter{CustomerID: &ours.ID}
		q, err := filter.Apply(w.As("management"), w.Client.ResearchActivity.Query())
		if err != nil || q.OnlyIDX(w.As("management")) != r.ID {
			t.Error("it is not found by its customer")
		}
		r = must(t, w, "head.service", research.Update, research.UpdateInput{ID: r.ID, ExpectedVersion: r.Version, CustomerID: ptr(r.CustomerID[:0])})
		if r.CustomerID != "" {
			t.Errorf("it is still done with %s", r.CustomerID)
		}
	})
}
