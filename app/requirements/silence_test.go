package requirements

import (
	"context"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// silences are the events of silence, the oldest first.
func (s *stage) silences() []*ent.Event {
	var all []*ent.Event
	for _, e := range s.A.Events(s.t) {
		if e.Type == "requirement.silent" {
			all = append(all, e)
		}
	}
	return all
}

// progressed notes that the customer was told of the requirement.
func progressed(id typeid.ID, at time.Time) journal.Work {
	return func(ctx context.Context, tx *ent.Tx) error {
		all, err := Hold(ctx, tx, id)
		if err != nil {
			return err
		}
		return Progressed(ctx, tx, all[0], ProgressTold{Kind: flow.ProgressCustomerNotice, ToldAt: &at})
	}
}

func (s *stage) tellSilence() {
	s.t.Helper()
	if err := TellSilence(s.A.System(), s.Journal); err != nil {
		s.t.Fatal(err)
	}
}

// The handling is told to the customer: after three working days without a word the
// assignee is told, a working day later the head too, and nobody again until the customer
// has heard of it. Plans are revised with the cause.
func TestD0_53(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		start := s.Clock.Now() // a Wednesday
		s.tellSilence()
		s.Clock.Set(start.Add(4 * 24 * time.Hour)) // Sunday
		s.tellSilence()
		if n := len(s.silences()); n != 0 {
			t.Fatalf("told %d times within three working days", n)
		}
		s.Clock.Set(start.Add(5*24*time.Hour + time.Hour)) // Monday
		s.tellSilence()
		s.tellSilence()
		all := s.silences()
		if len(all) != 1 || all[0].SubjectID != r.ID || !slices.Contains(all[0].MemberIds, s.member("member.service")) || slices.Contains(all[0].MemberIds, s.member("head.service")) {
			t.Fatalf("told %v", all)
		}
		s.Clock.Set(start.Add(6*24*time.Hour + 2*time.Hour))
		s.tellSilence()
		if all = s.silences(); len(all) != 2 || !slices.Contains(all[1].MemberIds, s.member("head.service")) {
			t.Fatalf("the head is told: %v", all)
		}
		s.Clock.Set(start.Add(20 * 24 * time.Hour))
		s.tellSilence()
		if n := len(s.silences()); n != 2 {
			t.Errorf("told %d times", n)
		}
		now := s.Clock.Now()
		s.Change(t, s.As(management), progressed(r.ID, now))
		if at := s.read(r.ID).CustomerToldAt; at == nil || !at.Equal(now) {
			t.Errorf("the customer was told at %v", at)
		}
		s.Clock.Set(now.Add(20 * 24 * time.Hour)) // behind the holidays
		s.tellSilence()
		if n := len(s.silences()); n != 3 {
			t.Errorf("after the customer was told and nothing since: %d", n)
		}
		is := s.read(r.ID)
		if err := only(try(w, s.As(management), Revise, ReviseInput{is.ID, is.Version, s.steps(), "客户有新意见"})); err != nil {
			t.Fatal(err)
		}
		if plans := s.read(r.ID).Plans; len(plans) != 2 || plans[1].Cause != "客户有新意见" {
			t.Errorf("plans are %v", plans)
		}
	})
}

// What ends the handling ends the watch; taking it up again begins it.
func TestSilenceEnds(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		if r.SilenceAt != nil || r.CustomerToldAt == nil {
			t.Errorf("in FEEDBACK: %v, %v", r.SilenceAt, r.CustomerToldAt)
		}
		if err := s.verbs()[flow.RequirementActReopen](s.As(management), r.ID, r.Version); err != nil {
			t.Fatal(err)
		}
		if r = s.read(r.ID); r.SilenceAt == nil || !r.SilenceAt.After(s.Clock.Now()) {
			t.Errorf("taken up again: %v", r.SilenceAt)
		}
	})
}

// A plan has steps, each with an owner and a date, and tells which are done, by whom of
// the departments ever; a department and a person are responsible (D0-51, D0-52).
func TestD0_51(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		r = must(s, "member.service", StepDone, StepDoneInput{ID: r.ID, ExpectedVersion: r.Version, Step: 1})
		r = must(s, "member.service", StepWaive, StepWaiveInput{ID: r.ID, ExpectedVersion: r.Version, Step: 2, Reason: "客户不需要"})
		steps := s.read(r.ID).Plans[0].Steps
		if steps[0].DoneAt == nil || steps[1].Waived != "客户不需要" || s.lastEvent().Type != "requirement.step_waived" {
			t.Errorf("steps are %+v, told %s", steps, s.lastEvent().Type)
		}
		r = s.read(r.ID)
		s.refused("again", r, fault.Precondition("requirement.step_settled").On("step"), func() error {
			return only(try(w, s.As(management), StepDone, StepDoneInput{ID: r.ID, ExpectedVersion: r.Version, Step: 1}))
		})
		s.refused("one that is not there", r, fault.Input("step", "input.out_of_range"), func() error {
			return only(try(w, s.As(management), StepDone, StepDoneInput{ID: r.ID, ExpectedVersion: r.Version, Step: 3}))
		})
		s.refused("as an auditor", r, fault.Forbidden(), func() error {
			return only(try(w, s.As("auditor"), StepDone, StepDoneInput{ID: r.ID, ExpectedVersion: r.Version, Step: 1}))
		})
		planned := s.at(flow.RequirementPlanned, flow.UrgencyGeneral)
		s.refused("before work begins", planned, fault.Precondition("requirement.steps_not_processing"), func() error {
			return only(try(w, s.As(management), StepDone, StepDoneInput{ID: planned.ID, ExpectedVersion: planned.Version, Step: 1}))
		})
		// All steps are told of: the result needs no more of them.
		in := s.deliverInput(r.ID, r.Version)
		in.Steps = nil
		if err := only(try(w, s.As(management), Deliver, in)); err != nil {
			t.Error(err)
		}
	})
}

// A plan step has an owner and a date, the plan an assignee.
func TestD0_52(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementAnalyzing, flow.UrgencyGeneral)
		plan := func(change func(*PlanInput)) func() error {
			return func() error {
				in := s.planInput(r.ID, r.Version)
				change(&in)
				return only(try(w, s.As(management), Plan, in))
			}
		}
		s.refused("no owner", r, fault.Precondition("requirement.plan_step_incomplete").On("steps[0].ownerId"), plan(func(in *PlanInput) { in.Steps[0].OwnerID = "" }))
		s.refused("no date", r, fault.Precondition("requirement.plan_step_incomplete").On("steps[1].dueAt"), plan(func(in *PlanInput) { in.Steps[1].DueAt = time.Time{} }))
		s.refused("nobody", r, fault.Precondition("requirement.no_assignee").On("assigneeId"), plan(func(in *PlanInput) { in.AssigneeID = nil }))
		if err := plan(func(*PlanInput) {})(); err != nil {
			t.Error(err)
		}
	})
}

// The result is told to the customer, by a way and at a time; who is not content has it
// taken up again.
func TestD0_54(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		s.refused("nobody was told", r, fault.Input("toldAt", "requirement.told_missing"), func() error {
			in := s.deliverInput(r.ID, r.Version)
			in.ToldAt = time.Time{}
			return only(try(w, s.As(management), Deliver, in))
		})
		r = must(s, management, Deliver, s.deliverInput(r.ID, r.Version))
		if r = s.read(r.ID); r.Result == nil || r.CustomerToldAt == nil || !r.Result.ToldAt.Equal(*r.CustomerToldAt) {
			t.Errorf("the result is %+v, told at %v", r.Result, r.CustomerToldAt)
		}
		if again := must(s, management, Reopen, ReopenInput{r.ID, r.Version, "客户不满意"}); again.State != flow.RequirementProcessing {
			t.Errorf("it is %s", again.State)
		}
	})
}

// What the customer says to the result is kept, and a low score does not close it by itself.
func TestD0_55(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		closed := must(s, management, Close, CloseInput{ID: r.ID, ExpectedVersion: r.Version, Rating: ptr(5), Comment: ptr("很好")})
		if o := s.read(closed.ID).Outcome; o == nil || *o.Rating != 5 || o.Comment != "很好" {
			t.Errorf("the outcome is %+v", o)
		}
	})
}

// The ledger tells of each requirement its stage, the times of its stages, and who is
// responsible.
func TestD0_56(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		closed, draft := s.at(flow.RequirementClosed, flow.UrgencyGeneral), s.draft(flow.UrgencyGeneral)
		rows, err := Ledger(s.As(management), w.Client, []*ent.Requirement{closed, s.read(draft.ID)})
		if err != nil {
			t.Fatal(err)
		}
		for i, at := range []*time.Time{
			rows[0].Stages.Received, rows[0].Stages.Analyzed, rows[0].Stages.Planned, rows[0].Stages.Processing,
			rows[0].Stages.Feedback, rows[0].Stages.Closed,
		} {
			if at == nil {
				t.Errorf("stage %d has no time", i)
			}
		}
		if len(rows[0].Responsible) != 2 || rows[0].Responsible[0].ID != s.member("member.service") {
			t.Errorf("responsible are %v", rows[0].Responsible)
		}
		if rows[1].Stages != (Stages{}) || rows[1].Responsible != nil || rows[1].ResponseMinutes != nil {
			t.Errorf("the draft has %+v", rows[1])
		}
	})
}
