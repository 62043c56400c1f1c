package surveys

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/satisfactionrating"
	"heed/rules/fault"
	"heed/rules/flow"
)

// late is a need of a customer that should have been answered.
func (s *stage) late(of *ent.Customer) *ent.Requirement {
	s.t.Helper()
	*s.n++
	now := s.Clock.Now()
	return s.Client.Requirement.Create().SetNumber(fmt.Sprintf("REQ-%d", *s.n)).SetCustomerID(of.ID).SetTitle("空调不制冷").SetOriginalText("空调不制冷").SetContent("空调不制冷").
		SetSource(flow.RequirementSourceComplaint).SetCategory(flow.RequirementCategoryOther).SetUrgency(flow.UrgencyGeneral).SetState(flow.RequirementProcessing).
		SetCollectedAt(now.AddDate(0, 0, -9)).SetDueAt(now.Add(-time.Hour)).SetLeadDepartmentID(of.DepartmentID).SaveX(s.A.System())
}

func (s *stage) again(c *ent.Customer) *ent.Customer {
	return s.Client.Customer.GetX(s.A.System(), c.ID)
}

// A rating below three has the customer looked after first; three does not.
func TestD3_24_Flagged(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		low, even, fine := s.customer("不满的店"), s.customer("一般的店"), s.customer("满意的店")
		c := s.running("standard")
		r := s.submit(c, low, false, old(2)...)
		is := s.again(low)
		if !is.FollowUp || is.FollowUpSince == nil || len(is.FollowUpReasons) != 1 || !r.Warning || r.Priority != flow.UrgencyImportant {
			t.Fatalf("rated two, it is %v", is)
		}
		if reason := is.FollowUpReasons[0]; reason.Kind != flow.FollowUpLowRating || reason.ID != r.ID || *reason.Score != 2 || reason.Question != "satisfaction" {
			t.Errorf("for %v", reason)
		}
		if got := s.events(low.ID); got[len(got)-1] != "customer.flagged" {
			t.Errorf("events: %v", got)
		}
		all := s.tasks(r.ID, flow.TaskFollowUp)
		if len(all) != 1 || all[0].Priority != flow.PriorityHigh || all[0].AssigneeID != s.member("member.service") || !all[0].DueAt.Equal(s.Clock.Now().Add(replyWithin)) || all[0].CustomerID != low.ID {
			t.Errorf("it is given to %v", all)
		}
		if rating := s.Client.SatisfactionRating.Query().Where(satisfactionrating.SubjectID(r.ID)).OnlyX(s.A.System()); rating.Score != 2 || !rating.ByCustomer || rating.CustomerID != low.ID {
			t.Errorf("rated is %v", rating)
		}
		for of, n := range map[*ent.Customer]float64{even: 3, fine: 5} {
			r := s.submit(c, of, false, old(n)...)
			if is := s.again(of); is.FollowUp || r.Warning || len(s.tasks(r.ID, flow.TaskFollowUp)) != 0 || slices.Contains(s.events(of.ID), "customer.flagged") {
				t.Errorf("rated %v, it is looked after first", n)
			}
		}
	})
}

// A need that is overdue has the customer looked after first too, however they rate.
func TestD3_24_Unresolved(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		need := s.late(inn)
		c := s.running("standard")
		r := s.submit(c, inn, false, old(5)...)
		is := s.again(inn)
		if !is.FollowUp || len(is.FollowUpReasons) != 1 || is.FollowUpReasons[0].Kind != flow.FollowUpUnresolvedNeed || is.FollowUpReasons[0].ID != need.ID || r.Warning {
			t.Fatalf("it is %v", is)
		}
		clear := FollowUpClearInput{CustomerID: is.ID, ExpectedVersion: is.Version, Result: "已更换空调"}
		_ = refused(s, "head.service", ClearFollowUp, clear, fault.Input("", "customer.still_unhappy"), "score")
		need.Update().SetState(flow.RequirementClosed).ExecX(s.A.System())
		must(s, "head.service", ClearFollowUp, clear)
		if all := s.tasks(r.ID, flow.TaskFollowUp); len(all) != 1 || all[0].State != flow.TaskDone || s.again(inn).FollowUp {
			t.Errorf("it is over, and its task is %v", all)
		}
	})
}

// It ends by what was done and a better word of the customer's.
func TestD3_24_Cleared(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, fine := s.customer("旅店"), s.customer("商店")
		c := s.running("standard")
		r := s.submit(c, inn, false, old(1)...)
		again := s.running("experience")
		second := s.submit(again, inn, false, experience(2)...)
		is := s.again(inn)
		for name, k := range map[string]struct {
			who    string
			change func(*FollowUpClearInput)
			want   error
			field  string
		}{
			"of nobody":             {"head.service", func(in *FollowUpClearInput) { in.CustomerID = "cus_none" }, fault.NotFound(), "customerId"},
			"of who is content":     {"head.service", func(in *FollowUpClearInput) { in.CustomerID, in.ExpectedVersion = fine.ID, fine.Version }, fault.Precondition("customer.not_flagged"), ""},
			"of another's state":    {"head.service", func(in *FollowUpClearInput) { in.ExpectedVersion = 99 }, fault.Conflict("version.conflict"), "expectedVersion"},
			"with nothing done":     {"head.service", func(in *FollowUpClearInput) { in.Result = " " }, fault.Input("", "input.required"), "result"},
			"without a word":        {"head.service", func(in *FollowUpClearInput) { in.Score = nil }, fault.Input("", "customer.still_unhappy"), "score"},
			"still unhappy":         {"head.service", func(in *FollowUpClearInput) { in.Score = ptr(2) }, fault.Input("", "customer.still_unhappy"), "score"},
			"off the scale":         {"head.service", func(in *FollowUpClearInput) { in.Score = ptr(6) }, fault.Input("", "input.out_of_range"), "score"},
			"as another department": {"head.sales", func(*FollowUpClearInput) {}, fault.NotFound(), "customerId"},
			"as a member":           {"member.service", func(*FollowUpClearInput) {}, fault.Forbidden(), ""},
			"as staff":              {"staff", func(*FollowUpClearInput) {}, fault.Forbidden(), ""},
			"as an auditor":         {"auditor", func(*FollowUpClearInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := FollowUpClearInput{CustomerID: is.ID, ExpectedVersion: is.Version, Result: "当面致歉并补偿", Score: ptr(4)}
				k.change(&in)
				_ = refused(s.in(t), k.who, ClearFollowUp, in, k.want, k.field)
			})
		}
		must(s, "head.service", ClearFollowUp, FollowUpClearInput{CustomerID: is.ID, ExpectedVersion: is.Version, Result: "当面致歉并补偿", Score: ptr(3), Comment: ptr("这次处理得快")})
		now := s.again(inn)
		if now.FollowUp || now.FollowUpSince != nil || len(now.FollowUpReasons) != 0 {
			t.Errorf("it is %v", now)
		}
		for _, one := range []*ent.SurveyResponse{r, second} {
			if all := s.tasks(one.ID, flow.TaskFollowUp); len(all) != 1 || all[0].State != flow.TaskDone {
				t.Errorf("its task is %v", all)
			}
		}
		ratings := s.Client.SatisfactionRating.Query().Where(satisfactionrating.CustomerID(inn.ID), satisfactionrating.RoundGT(0)).AllX(s.A.System())
		if len(ratings) != 1 || ratings[0].Score != 3 || ratings[0].ByCustomer || ratings[0].Comment != "这次处理得快" {
			t.Errorf("rated again is %v", ratings)
		}
		if got := s.events(inn.ID); !slices.Contains(got, "customer.follow_up_cleared") {
			t.Errorf("events: %v", got)
		}
	})
}
