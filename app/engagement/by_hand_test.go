package engagement

import (
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/tasks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
)

// A visit of the executives shows itself; that there is a service plan, and that news went
// out, says who saw to it, in time or never (D3-27, D3-28).
func TestD3_27_ByHand(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		high, medium := s.worth("高", "ORDINARY", 1_000, 0), s.worth("中", "ORDINARY", 100, 0)
		s.at("2026-12-20 09:00")
		s.maintains()
		s.at("2027-01-01 01:00")
		finish := func(c *ent.Customer, key, result string) tasks.FinishInput {
			one := s.duties(c)[key]
			return tasks.FinishInput{ID: one.ID, ExpectedVersion: one.Version, Result: result}
		}
		must(s, "member.service", Create, s.visit(high))
		if got := s.duties(high); got["EXEC_VISIT"].State != flow.TaskOpen || got["SERVICE_PLAN"].State != flow.TaskOpen {
			t.Errorf("a visit of a member: %v", got)
		}
		executives := s.visit(high)
		executives.Type = flow.InteractionExecVisit
		visit := must(s, "member.service", Create, executives)
		if one := s.duties(high)["EXEC_VISIT"]; one.State != flow.TaskDone || one.EvidenceID != visit.ID {
			t.Errorf("visited, it is %+v", one)
		}
		call := s.visit(medium)
		call.Type, call.InDepth = flow.InteractionPhone, nil
		talk := must(s, "member.service", Create, call)
		if got := s.duties(medium); got["MANAGER_TALK"].EvidenceID != talk.ID || got["NEWS_PUSH"].State != flow.TaskOpen {
			t.Errorf("a talk: %v", got)
		}
		for key, c := range map[string]*ent.Customer{"SERVICE_PLAN": high, "NEWS_PUSH": medium} {
			if one := s.duties(c)[key]; !slices.Contains(tasks.Available(s.As("member.service"), one), flow.TaskActFinish) {
				t.Errorf("%s cannot be finished", key)
			}
			in := finish(c, key, "已发给客户")
			refused(s, "member.service", tasks.Finish, finish(c, key, " "), fault.Input("", "input.required"), "result")
			refused(s, "head.sales", tasks.Finish, in, fault.NotFound(), "")
			refused(s, "auditor", tasks.Finish, in, fault.Forbidden(), "")
			refused(s, "management", tasks.Cancel, tasks.CancelInput{ID: in.ID, ExpectedVersion: in.ExpectedVersion, Reason: "不需要"}, fault.Precondition("task.planned"), "")
			refused(s, "management", tasks.Update, tasks.UpdateInput{ID: in.ID, ExpectedVersion: in.ExpectedVersion, DueAt: ptr(s.Clock.Now().AddDate(1, 0, 0))}, fault.Precondition("task.planned"), "")
			done := must(s, "member.service", tasks.Finish, in)
			if done.State != flow.TaskDone || done.Result != "已发给客户" || done.EvidenceID != "" || !optional.Value(done.EndedAt).Equal(s.Clock.Now()) {
				t.Errorf("%s is %+v", key, done)
			}
			refused(s, "member.service", tasks.Finish, finish(c, key, "又发了一次"), fault.Precondition("transition.illegal"), "")
			if got := s.events(done.ID); !slices.Equal(got, []string{"task.open", "task.done"}) {
				t.Errorf("%s: events %v", key, got)
			}
		}
		// What nobody saw to in its month is missed, and stays so.
		s.at("2027-02-01 01:00")
		s.Clock.Set(s.duties(medium)["NEWS_PUSH"].DueAt)
		if err := tasks.TickAll(s.A.System(), s.Journal, Evidence); err != nil {
			t.Fatal(err)
		}
		for key, one := range s.duties(medium) {
			if one.State != flow.TaskMissed {
				t.Errorf("%s is %s", key, one.State)
			}
		}
		refused(s, "member.service", tasks.Finish, finish(medium, "NEWS_PUSH", "晚了"), fault.Precondition("transition.illegal"), "")
	})
}

// A trial is shown by an opportunity: no talk and no word ends its task (D3-29).
func TestD3_29_NotByWords(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		potential := s.worth("潜", "ORDINARY", 0, 4)
		s.at("2026-12-20 09:00")
		s.maintains()
		s.at("2027-01-01 01:00")
		for _, kind := range []flow.InteractionType{flow.InteractionVisit, flow.InteractionExecVisit} {
			in := s.visit(potential)
			in.Type = kind
			must(s, "member.service", Create, in)
		}
		one := s.duties(potential)["TRIAL"]
		refused(s, "member.service", tasks.Finish, tasks.FinishInput{ID: one.ID, ExpectedVersion: one.Version, Result: "试过了"}, fault.Precondition("task.planned"), "")
		if acts := tasks.Available(s.As("member.service"), one); one.State != flow.TaskOpen || slices.Contains(acts, flow.TaskActFinish) {
			t.Errorf("%s, one may %v", one.State, acts)
		}
	})
}

// Of what no interaction shows no rule says which interactions count.
func TestD3_26_RulesByHand(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for _, of := range []flow.TaskType{flow.TaskServicePlan, flow.TaskNewsPush, flow.TaskTrial} {
			good := RuleInput{Key: "A1", TaskType: &of, Cadence: flow.PeriodMonth, MinCount: ptr(1)}
			ask := func(r RuleInput) PlanCreateInput {
				return PlanCreateInput{Name: "计划 " + string(of), Kind: flow.EngagementMaintenance, MaintenanceClass: ptr(flow.MaintenanceHigh), Rules: []RuleInput{r}}
			}
			for _, spoil := range []func(*RuleInput){
				func(r *RuleInput) { r.Types = []flow.InteractionType{flow.InteractionVisit} },
				func(r *RuleInput) { r.InDepth = ptr(true) },
				func(r *RuleInput) { r.Contents = []flow.EngagementContent{flow.ContentNeeds} },
				func(r *RuleInput) { r.MinCount = ptr(2) },
			} {
				bad := good
				spoil(&bad)
				refused(s, "management", CreatePlan, ask(bad), fault.Input("", "engagement_plan.no_interactions"), "rules[0].taskType")
			}
			made := must(s, "management", CreatePlan, ask(good))
			bad := good
			bad.InDepth = ptr(true)
			refused(s, "management", UpdatePlan, PlanUpdateInput{ID: made.ID, ExpectedVersion: made.Version, Rules: []RuleInput{bad}}, fault.Input("", "engagement_plan.no_interactions"), "rules[0].taskType")
		}
	})
}
