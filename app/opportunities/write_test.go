package opportunities

import (
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/typeid"
)

// Whoever sees a chance of more business writes it down.
func TestD3_57_Opportunity(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		other := s.need(s.customer("别的店", flow.DepartmentService, "member.service"))
		for name, k := range map[string]struct {
			who    string
			change func(*CreateInput)
			want   error
			field  string
		}{
			"without a title":       {"member.service", func(in *CreateInput) { in.Title = nil }, fault.Input("", "input.required"), "title"},
			"of too many words":     {"member.service", func(in *CreateInput) { in.Title = ptr(strings.Repeat("x", maxTitle+1)) }, fault.Input("", "input.too_long"), "title"},
			"of no kind there is":   {"member.service", func(in *CreateInput) { in.Kinds = []flow.ExpansionKind{"SPACE"} }, fault.Input("", "input.unknown_key"), "kinds"},
			"of one kind twice":     {"member.service", func(in *CreateInput) { in.Kinds = append(in.Kinds, in.Kinds...) }, fault.Input("", "input.duplicate"), "kinds"},
			"of no budget there is": {"member.service", func(in *CreateInput) { in.Budget = ptr(flow.BudgetBand("LOTS")) }, fault.Input("", "input.unknown_key"), "budget"},
			"decided at no time":    {"member.service", func(in *CreateInput) { in.Decision = ptr(flow.DecisionBand("SOON")) }, fault.Input("", "input.unknown_key"), "decision"},
			"in no money there is":  {"member.service", func(in *CreateInput) { in.Currency = ptr("SHELLS") }, fault.Input("", "input.unknown_key"), "currency"},
			"of nobody":             {"member.service", func(in *CreateInput) { in.CustomerID = "cus_none" }, fault.NotFound(), "customerId"},
			"seen to by nobody":     {"member.service", func(in *CreateInput) { in.OwnerID = ptr(w.B.Members["management"].ID) }, fault.NotFound(), "ownerId"},
			"of another's need":     {"member.service", func(in *CreateInput) { in.RequirementID = ptr(other.ID) }, fault.NotFound(), "requirementId"},
			"as another department": {"head.sales", func(*CreateInput) {}, fault.NotFound(), "customerId"},
			"as staff":              {"staff", func(*CreateInput) {}, fault.NotFound(), "customerId"},
			"as the committee":      {"committee", func(*CreateInput) {}, fault.Forbidden(), ""},
			"as an auditor":         {"auditor", func(*CreateInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := CreateInput{CustomerID: s.inn.ID, Fields: Fields{Title: ptr("新产品线"), Kinds: []flow.ExpansionKind{flow.ExpansionNewLine}}}
				k.change(&in)
				refused(s.in(t), k.who, Create, in, k.want, k.field)
			})
		}
		need := s.need(s.inn)
		o := must(s, "head.service", Create, CreateInput{CustomerID: s.inn.ID, Fields: Fields{
			Title: ptr(" 新产品线 "), Kinds: []flow.ExpansionKind{flow.ExpansionNewLine, flow.ExpansionOther}, OtherKind: ptr("联名"), Budget: ptr(flow.BudgetW5To20),
			Decision: ptr(flow.DecideM1To3), SupportNeeded: ptr("样品"), Amount: ptr(money.Amount(1200000)), RequirementID: &need.ID,
		}})
		if o.Title != "新产品线" || o.State != flow.OpportunityIdentified || o.OwnerID != s.member("member.service") || o.DepartmentID != s.department(flow.DepartmentService) ||
			o.OtherKind != "联名" || *o.Amount != 1200000 || o.Currency != "CNY" || o.RequirementID != need.ID || *o.Budget != flow.BudgetW5To20 {
			t.Errorf("written down is %v", o)
		}
		if got := s.events(o.ID); !slices.Equal(got, []string{"opportunity.identified"}) {
			t.Errorf("events: %v", got)
		}
		if n := s.Client.Opportunity.Query().CountX(s.As("head.sales")) + s.Client.Opportunity.Query().CountX(w.B.As("management")); n != 0 {
			t.Errorf("others read %d", n)
		}
		q, err := (&Filter{States: []flow.OpportunityState{flow.OpportunityIdentified}, CustomerID: &s.inn.ID, DepartmentID: &o.DepartmentID, OwnerID: &o.OwnerID}).Apply(s.Client.Opportunity.Query())
		if err != nil || q.CountX(s.As("member.service")) != 1 {
			t.Errorf("found by its filter: %v", err)
		}
		if _, err := (&Filter{States: make([]flow.OpportunityState, maxValues+1)}).Apply(s.Client.Opportunity.Query()); fault.CodeOf(err) != fault.CodeBadUserInput {
			t.Errorf("by too many states: %v", err)
		}
	})
}

// What is said of a chance is changed by who sees to it, and tells what differs alone.
func TestD3_57_Update(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		o := s.seen()
		update := func(f Fields) UpdateInput { return UpdateInput{o.ID, o.Version, f} }
		refused(s, "member.service", Update, update(Fields{}), fault.Input("", "input.empty_update"), "")
		refused(s, "member.service", Update, UpdateInput{o.ID, 9, Fields{Title: ptr("x")}}, fault.Conflict("version.conflict"), "expectedVersion")
		refused(s, "member.service", Update, update(Fields{Title: ptr("")}), fault.Input("", "input.required"), "title")
		refused(s, "member.service", Update, UpdateInput{ID: "opp_none", Fields: Fields{Title: ptr("x")}}, fault.NotFound(), "")
		for who, want := range map[string]error{"head.sales": fault.NotFound(), "staff": fault.NotFound(), "committee": fault.Forbidden(), "auditor": fault.Forbidden()} {
			refused(s, who, Update, update(Fields{Title: ptr("x")}), want, "")
		}
		if same := must(s, "member.service", Update, update(Fields{Title: &o.Title, Kinds: o.Kinds})); same.Version != o.Version {
			t.Errorf("what is as it was counts: %v", same)
		}
		is := must(s, "head.service", Update, update(Fields{Amount: ptr(money.Amount(500)), OwnerID: ptr(s.member("head.service")), SupportNeeded: ptr("样品")}))
		all := s.A.Events(t)
		if last := all[len(all)-1]; last.Type != "opportunity.updated" || !slices.Equal(last.Fields, []string{"supportNeeded", "amount", "currency", "owner"}) || !slices.Contains(last.MemberIds, s.member("member.service")) {
			t.Errorf("told: %s %v to %v", last.Type, last.Fields, last.MemberIds)
		}
		if is.OwnerID != s.member("head.service") || is.Title != o.Title {
			t.Errorf("changed is %v", is)
		}
		// Nobody need see to it, nor need it be of a requirement.
		need := s.need(s.inn)
		is = must(s, "head.service", Update, UpdateInput{o.ID, is.Version, Fields{RequirementID: &need.ID}})
		is = must(s, "head.service", Update, UpdateInput{o.ID, is.Version, Fields{RequirementID: ptr(typeid.ID("")), OwnerID: ptr(typeid.ID(""))}})
		if is.RequirementID != "" || is.OwnerID != "" {
			t.Errorf("cleared is %v", is)
		}
	})
}
