package requirements

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// milestones are the states of a requirement's clocks of steps, in the order of their dates.
func (s *stage) milestones(r *ent.Requirement) []sla.ClockState {
	all := slices.DeleteFunc(s.allClocks(r), func(c *ent.SlaClock) bool { return c.Kind != sla.ClockPlanMilestone })
	slices.SortStableFunc(all, func(a, b *ent.SlaClock) int { return a.DueAt.Compare(b.DueAt) })
	states := make([]sla.ClockState, len(all))
	for i, c := range all {
		states[i] = c.State
	}
	return states
}

// Each open step of a plan has a clock from when the work begins, due on its date;
// it warns and is breached as others, stops when the step is done, and ends with
// the plan (D0-51, D0-52).
func TestD0_51_StepsAreMeasured(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.received(flow.UrgencyUrgent)
		r = must(s, management, Analyze, AnalyzeInput{ID: r.ID, ExpectedVersion: r.Version})
		r = must(s, management, Plan, s.planInput(r.ID, r.Version))
		r = must(s, management, RecordResponse, s.responseInput(r.ID, r.Version))
		if len(s.milestones(r)) != 0 {
			t.Fatal("steps are measured before the work begins")
		}
		first, second := r.Plans[0].Steps[0].DueAt, r.Plans[0].Steps[1].DueAt
		r = must(s, management, Start, StartInput{ID: r.ID, ExpectedVersion: r.Version})
		if got := s.milestones(r); !slices.Equal(got, []sla.ClockState{sla.ClockRunning, sla.ClockRunning}) || !r.DueAt.Equal(first) {
			t.Fatalf("the steps are %v, due %v", got, r.DueAt)
		}
		s.Clock.Advance(first.Sub(s.Clock.Now()) + time.Hour)
		told := map[string]int{}
		for _, m := range s.ticks() {
			told[m.Type]++
		}
		if told["clock.warned"] == 0 || told["clock.breached"] != 1 {
			t.Errorf("the steps told %v", told)
		}
		if got := s.milestones(r); !slices.Equal(got, []sla.ClockState{sla.ClockBreached, sla.ClockRunning}) {
			t.Errorf("the steps are %v", got)
		}
		r = must(s, management, Revise, ReviseInput{ID: r.ID, ExpectedVersion: r.Version, Cause: "客户意见", Steps: s.steps()})
		if got := s.milestones(r); !slices.Equal(got, []sla.ClockState{sla.ClockBreached, sla.ClockCancelled}) || !r.DueAt.Equal(database.Never) {
			t.Errorf("after another plan the steps are %v, due %v", got, r.DueAt)
		}
		r = must(s, management, Start, StartInput{ID: r.ID, ExpectedVersion: r.Version})
		s.Clock.Advance(time.Hour)
		in := s.deliverInput(r.ID, r.Version)
		in.Steps = []PlanStepResultInput{{Step: 1, DoneAt: ptr(s.Clock.Now())}, {Step: 2, Waived: ptr("客户不需要")}}
		r = must(s, management, Deliver, in)
		if got := s.milestones(r); !slices.Equal(got[2:], []sla.ClockState{sla.ClockMet, sla.ClockCancelled}) || !r.DueAt.Equal(database.Never) {
			t.Errorf("in the end the steps are %v, due %v", got, r.DueAt)
		}
		if second.IsZero() {
			t.Error("the second step has no date")
		}
	})
}

// A step that is done, or not needed, is measured no longer, while the others go on
// (D0-51).
func TestD0_51_SettledStepsAreMeasuredNoMore(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementPlanned, flow.UrgencyGeneral)
		r = must(s, management, RecordResponse, s.responseInput(r.ID, r.Version))
		first, second := r.Plans[0].Steps[0].DueAt, r.Plans[0].Steps[1].DueAt
		r = must(s, management, Start, StartInput{ID: r.ID, ExpectedVersion: r.Version})
		s.Clock.Set(first.Add(-time.Hour))
		r = must(s, management, StepDone, StepDoneInput{ID: r.ID, ExpectedVersion: r.Version, Step: 1})
		if got := s.milestones(r); !slices.Equal(got, []sla.ClockState{sla.ClockMet, sla.ClockRunning}) || !r.DueAt.Equal(second) {
			t.Errorf("the steps are %v, due %v", got, r.DueAt)
		}
		r = must(s, management, StepWaive, StepWaiveInput{ID: r.ID, ExpectedVersion: r.Version, Step: 2, Reason: "客户不需要"})
		if got := s.milestones(r); !slices.Equal(got, []sla.ClockState{sla.ClockMet, sla.ClockCancelled}) || !r.DueAt.Equal(database.Never) {
			t.Errorf("the steps are %v, due %v", got, r.DueAt)
		}
		s.ticks() // what went before
		s.Clock.Set(second.Add(time.Hour))
		if told := s.ticks(); len(told) != 0 {
			t.Errorf("what is done is told of: %v", told)
		}
	})
}

// Whoever leads the handling, is assigned to it or owns the step says that it is done;
// who assists says so of the steps of their own members (D0-58). None but who leads
// waives one, and one that was late stays late.
func TestD0_58_StepsOfOthers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		const helper = "head.sales"
		handled := func(owners ...string) *ent.Requirement {
			t.Helper()
			r := s.received(flow.UrgencyGeneral)
			r = must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: []typeid.ID{s.A.Departments[flow.DepartmentSales].ID}})
			r = must(s, management, Analyze, AnalyzeInput{ID: r.ID, ExpectedVersion: r.Version})
			in := s.planInput(r.ID, r.Version)
			for i, who := range owners {
				in.Steps[i].OwnerID = s.member(who)
			}
			r = must(s, management, Plan, in)
			r = must(s, management, RecordResponse, s.responseInput(r.ID, r.Version))
			return must(s, management, Start, StartInput{ID: r.ID, ExpectedVersion: r.Version})
		}
		done := func(r *ent.Requirement, who string, step int) func() error {
			return func() error {
				return only(try(w, s.As(who), StepDone, StepDoneInput{ID: r.ID, ExpectedVersion: r.Version, Step: step}))
			}
		}
		waive := func(r *ent.Requirement, who string, step int) func() error {
			return func() error {
				return only(try(w, s.As(who), StepWaive, StepWaiveInput{ID: r.ID, ExpectedVersion: r.Version, Step: step, Reason: "客户不需要"}))
			}
		}
		r := handled("member.service", helper)
		s.refused("another's step", r, fault.Forbidden(), done(r, helper, 1))
		s.refused("another's step waived", r, fault.Forbidden(), waive(r, helper, 1))
		s.refused("one's own step waived", r, fault.Forbidden(), waive(r, helper, 2))
		if err := done(r, helper, 2)(); err != nil {
			t.Errorf("one's own step: %v", err)
		}
		r = s.read(r.ID)
		s.Clock.Set(r.Plans[0].Steps[0].DueAt.Add(time.Minute))
		if err := waive(r, "head.service", 1)(); err != nil {
			t.Errorf("who leads waives: %v", err)
		}
		r = s.read(r.ID)
		if got := s.milestones(r); !slices.Equal(got, []sla.ClockState{sla.ClockBreached, sla.ClockMet}) || !r.DueAt.Equal(database.Never) {
			t.Errorf("the steps are %v, due %v", got, r.DueAt)
		}
		for _, c := range s.allClocks(r) {
			if c.Kind == sla.ClockPlanMilestone && (c.StoppedAt == nil || c.NextTickAt != nil) {
				t.Errorf("it goes on: %v", c)
			}
		}
	})
}

// answers tries answers to an urgency: one that holds what it demands stops the
// clock, each other one is refused and changes nothing.
func (s *stage) answers(urgency flow.Urgency, weak map[*fault.Error]func(*RecordResponseInput)) {
	r := s.received(urgency)
	for want, spoil := range weak {
		in := s.responseInput(r.ID, r.Version)
		spoil(&in)
		s.refused(want.Field, r, want, func() error { _, err := try(s.World, s.As(management), RecordResponse, in); return err })
	}
	if c := s.clocks(r)[0]; c.StoppedAt != nil {
		s.t.Errorf("a weak answer stopped the clock: %v", c)
	}
	r = must(s, management, RecordResponse, s.responseInput(r.ID, r.Version))
	if c := s.clocks(r)[0]; c.State != sla.ClockMet || r.Response.Kind != urgency.Answer() {
		s.t.Errorf("answered, the clock is %v", c)
	}
}

// Urgent: in hours, with a solution and its date (D0-46).
func TestD0_46_UrgentAnswer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		newStage(t, w).answers(flow.UrgencyUrgent, map[*fault.Error]func(*RecordResponseInput){
			fault.Precondition("requirement.response_needs_solution").On("solution"):    func(in *RecordResponseInput) { in.Solution = nil },
			fault.Precondition("requirement.response_needs_solution").On("milestoneAt"): func(in *RecordResponseInput) { in.MilestoneAt = nil },
		})
	})
}

// Important: in working days, with a detailed plan (D0-47).
func TestD0_47_ImportantAnswer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		newStage(t, w).answers(flow.UrgencyImportant, map[*fault.Error]func(*RecordResponseInput){
			fault.Precondition("requirement.response_needs_plan").On("text"): func(in *RecordResponseInput) { in.Text = "会处理" },
		})
	})
}

// General: in working days, a word with the customer (D0-48).
func TestD0_48_GeneralAnswer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		newStage(t, w).answers(flow.UrgencyGeneral, map[*fault.Error]func(*RecordResponseInput){
			fault.Input("text", "input.required"): func(in *RecordResponseInput) { in.Text = " " },
		})
	})
}
