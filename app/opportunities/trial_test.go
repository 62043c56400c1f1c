package opportunities

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
)

// A trial ends the task of the plan that asks for one, of its customer and period (D3-29).
func TestD3_29_Fulfils(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, sys := on(t, w), w.A.System()
		now := s.Clock.Now()
		plan := w.Client.EngagementPlan.Create().SetName("潜力客户").SetKind(flow.EngagementMaintenance).SetRules([]flow.EngagementRule{}).
			SetValidFrom(now).SetClauseIds([]string{}).SaveX(sys)
		asks := func(of flow.TaskType, c *ent.Customer, begins, due time.Time) *ent.Task {
			return w.Client.Task.Create().SetType(of).SetTitle("试用").SetCustomerID(c.ID).SetDepartmentID(c.DepartmentID).SetPlanID(plan.ID).
				SetPeriodStart(begins).SetDueAt(due).SetClauseIds([]string{}).SaveX(sys)
		}
		month := now.AddDate(0, 1, 0)
		asked, began := asks(flow.TaskTrial, s.inn, now.AddDate(0, -1, 0), month), asks(flow.TaskTrial, s.inn, now, now.Add(time.Microsecond))
		others := map[string]*ent.Task{
			"of another kind":     asks(flow.TaskServicePlan, s.inn, now, month),
			"of a talk":           asks(flow.TaskManagerTalk, s.inn, now, month),
			"of another customer": asks(flow.TaskTrial, s.customer("湖畔旅店", flow.DepartmentService, "member.service"), now, month),
			"of a period to come": asks(flow.TaskTrial, s.inn, now.Add(time.Microsecond), month),
			"of one that is over": asks(flow.TaskTrial, s.inn, now.AddDate(0, -1, 0), now),
		}
		o := s.assessed()
		refused(s, "member.service", Try, TryInput{o.ID, o.Version, "2026-09-24", "2026-09-10"}, fault.Input("", "opportunity.trial_ends_before"), "to")
		o = must(s, "member.service", Try, TryInput{o.ID, o.Version, "2026-09-10", "2026-09-24"})
		if !optional.Value(o.ConvertedAt).Equal(now) {
			t.Errorf("converted at %v", o.ConvertedAt)
		}
		for _, one := range []*ent.Task{asked, began} {
			is := w.Client.Task.GetX(sys, one.ID)
			if is.State != flow.TaskDone || optional.Value(is.EvidenceType) != flow.SubjectOpportunity || is.EvidenceID != o.ID || !optional.Value(is.EndedAt).Equal(now) {
				t.Errorf("it is %+v", is)
			}
		}
		for name, one := range others {
			if is := w.Client.Task.GetX(sys, one.ID); is.State != flow.TaskOpen {
				t.Errorf("one %s is %s", name, is.State)
			}
		}
		// Since when it came to something stays, whatever becomes of it (D3-60).
		s.Clock.Advance(time.Hour)
		o = must(s, "member.service", Win, EndInput{ID: o.ID, ExpectedVersion: o.Version, TrialResult: ptr("签约")})
		if !optional.Value(o.ConvertedAt).Equal(now) {
			t.Errorf("won, it was converted at %v", o.ConvertedAt)
		}
		direct := s.assessed()
		direct = must(s, "member.service", Win, EndInput{ID: direct.ID, ExpectedVersion: direct.Version})
		if lost := s.assessed(); !optional.Value(direct.ConvertedAt).Equal(s.Clock.Now()) ||
			must(s, "member.service", Lose, EndInput{ID: lost.ID, ExpectedVersion: lost.Version, Reason: ptr("预算")}).ConvertedAt != nil {
			t.Errorf("won at once, it was converted at %v", direct.ConvertedAt)
		}
	})
}
