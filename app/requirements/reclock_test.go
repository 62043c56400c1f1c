package requirements

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/slapolicy"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// Where no policy asks for an answer there is no clock, until one does.
func TestNoPolicy(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.SlaPolicy.Update().Where(slapolicy.UrgencyEQ(flow.UrgencyGeneral)).SetActive(false).Exec(ctx)
		})
		w.Who.Changed(s.A.ID)
		start := s.Clock.Now()
		r := s.received(flow.UrgencyGeneral)
		if len(s.clocks(r)) != 0 || !r.DueAt.Equal(database.Never) {
			t.Errorf("there is a clock, due %v", r.DueAt)
		}
		change := func(urgency flow.Urgency, want string) {
			t.Helper()
			s.Clock.Advance(time.Hour)
			r = must(s, management, Update, UpdateInput{ID: r.ID, ExpectedVersion: r.Version, Urgency: &urgency, UrgencyReason: ptr("变化")})
			if e := s.lastEvent(); e.Type != want {
				t.Errorf("to %s: the event is %s, want %s", urgency, e.Type, want)
			}
			counts(t, s)
		}
		change(flow.UrgencyUrgent, "clock.started")
		if !r.DueAt.Equal(start.Add(24 * time.Hour)) {
			t.Errorf("the late clock is due %v", r.DueAt)
		}
		change(flow.UrgencyImportant, "clock.recomputed")
		change(flow.UrgencyGeneral, "clock.cancelled")
		if c := s.clocks(r); len(c) != 1 || c[0].State != sla.ClockCancelled || !r.DueAt.Equal(database.Never) {
			t.Errorf("the clocks are %v, due %v", c, r.DueAt)
		}
		r = must(s, management, RecordResponse, s.responseInput(r.ID, r.Version))
		change(flow.UrgencyUrgent, "requirement.updated")
	})
}

// A weak answer does not do for a higher urgency: a second clock starts, from
// when the customer began to wait, and the stopped one stays as it is.
func TestRaisedAfterAWeakAnswer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start := s.Clock.Now()
		raise := func(r *ent.Requirement, to flow.Urgency) *ent.Requirement {
			t.Helper()
			s.Clock.Advance(time.Hour)
			return must(s, management, Update, UpdateInput{ID: r.ID, ExpectedVersion: r.Version, Urgency: &to, UrgencyReason: ptr("客户催促")})
		}
		// states are those of the requirement's clocks, the oldest first; the newest says when it began.
		states := func(name string, r *ent.Requirement, began time.Time, want ...sla.ClockState) {
			t.Helper()
			all := s.clocks(r)
			slices.SortFunc(all, func(a, b *ent.SlaClock) int { return strings.Compare(string(a.ID), string(b.ID)) })
			var got []sla.ClockState
			for _, c := range all {
				got = append(got, c.State)
			}
			if !slices.Equal(got, want) || !all[len(all)-1].StartedAt.Equal(began) {
				t.Errorf("%s: the clocks are %v from %v", name, got, all[len(all)-1].StartedAt)
			}
			if open := clocks.Earliest(all...); !r.DueAt.Equal(open) {
				t.Errorf("%s: due %v, its clocks %v", name, r.DueAt, open)
			}
			counts(t, s)
		}
		weak := func(r *ent.Requirement) *ent.Requirement {
			t.Helper()
			s.Clock.Advance(time.Hour)
			in := s.responseInput(r.ID, r.Version)
			in.Text, in.Solution, in.MilestoneAt = "收到", nil, nil
			return must(s, management, RecordResponse, in)
		}

		r := weak(s.received(flow.UrgencyGeneral))
		stopped := s.clocks(r)[0]
		r = raise(r, flow.UrgencyUrgent)
		states("raised", r, start, sla.ClockMet, sla.ClockRunning)
		if e := s.lastEvent(); e.Type != "clock.started" || !r.DueAt.Equal(start.Add(24*time.Hour)) {
			t.Errorf("the event is %s, due %v", e.Type, r.DueAt)
		}
		if c := s.clocks(r); !slices.ContainsFunc(c, func(c *ent.SlaClock) bool { return c.ID == stopped.ID && c.Version == stopped.Version }) {
			t.Errorf("the stopped clock was rewritten: %v", c)
		}
		// The answer does again: nothing is waited for.
		r = raise(r, flow.UrgencyGeneral)
		states("lowered", r, start, sla.ClockMet, sla.ClockCancelled)
		if e := s.lastEvent(); e.Type != "clock.cancelled" || !r.DueAt.Equal(database.Never) {
			t.Errorf("the event is %s, due %v", e.Type, r.DueAt)
		}
		r = raise(r, flow.UrgencyImportant)
		states("raised again", r, start, sla.ClockMet, sla.ClockCancelled, sla.ClockRunning)
		s.Clock.Advance(30 * time.Hour)
		r = raise(r, flow.UrgencyUrgent)
		r = must(s, management, RecordResponse, s.responseInput(r.ID, r.Version))
		states("answered", r, start, sla.ClockMet, sla.ClockCancelled, sla.ClockBreached)
		raise(r, flow.UrgencyImportant)
		if e := s.lastEvent(); e.Type != "requirement.updated" {
			t.Errorf("answered, the event is %s", e.Type)
		}

		// What was taken up again waits from then on, with a clock or without.
		r = s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		s.Clock.Advance(time.Hour)
		r = must(s, management, Reopen, ReopenInput{r.ID, r.Version, "又坏了"})
		again := s.Clock.Now()
		r = raise(weak(r), flow.UrgencyUrgent)
		states("reopened", r, again, sla.ClockMet, sla.ClockMet, sla.ClockRunning)
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.SlaPolicy.Update().Where(slapolicy.UrgencyEQ(flow.UrgencyGeneral)).SetActive(false).Exec(ctx)
		})
		w.Who.Changed(s.A.ID)
		r = s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		s.Clock.Advance(time.Hour)
		r = must(s, management, Reopen, ReopenInput{r.ID, r.Version, "又坏了"})
		again = s.Clock.Now()
		states("reopened without a clock, raised", raise(r, flow.UrgencyUrgent), again, sla.ClockRunning)
	})
}

// The strictest policy that fits wins, and one for a tier fits its customers only.
func TestStrictestPolicy(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.SlaPolicy.Create().SetName("重点客户").SetTarget(flow.SubjectRequirement).SetClockKind(sla.ClockFirstResponse).
				SetTierKey("KEY").SetAmount(2).SetUnit(sla.UnitHour).SetPauseOn([]sla.PauseReason{sla.PauseForceMajeure}).
				SetWarnAtPercent([]int{}).SetValidFrom(s.Clock.Now()).Exec(ctx)
		})
		w.Who.Changed(s.A.ID)
		start := s.Clock.Now()
		in := s.input(flow.UrgencyUrgent)
		in.CustomerID = s.key.ID
		key := must(s, management, Create, in)
		key = must(s, management, Receive, ReceiveInput{key.ID, key.Version})
		usual := s.received(flow.UrgencyUrgent)
		if !key.DueAt.Equal(start.Add(2*time.Hour)) || !usual.DueAt.Equal(start.Add(24*time.Hour)) {
			t.Errorf("due %v and %v", key.DueAt, usual.DueAt)
		}
		// Both are shown in the clock, the one that it follows first.
		candidates := func(r *ent.Requirement, from *ent.Customer, want ...time.Duration) {
			t.Helper()
			clock := s.clocks(r)[0]
			tier := ""
			if from != nil {
				tier = from.TierKey
			}
			all, err := clocks.Candidates(s.As(management), clock, clocks.OfRequirement(r), tier)
			if err != nil || len(all) != len(want) {
				t.Fatalf("the candidates are %v, %v", all, err)
			}
			for i, c := range all {
				if !c.DueAt.Equal(start.Add(want[i])) {
					t.Errorf("candidate %d is due %v", i, c.DueAt)
				}
			}
			if from != nil && len(all) > 0 && (all[0].Policy.ID != clock.PolicyID || !all[0].DueAt.Equal(clock.DueAt)) {
				t.Errorf("the clock is %v, the first candidate %v", clock, all[0])
			}
		}
		candidates(key, s.key, 2*time.Hour, 24*time.Hour)
		candidates(key, nil, 24*time.Hour) // a customer whom the viewer may not read keeps the tier
		candidates(usual, s.ordinary, 24*time.Hour)
		s.Clock.Advance(time.Hour)
		key = must(s, management, Pause, PauseInput{ID: key.ID, ExpectedVersion: key.Version, Reason: sla.PauseForceMajeure})
		s.Clock.Advance(time.Hour)
		key = must(s, management, Resume, ResumeInput{key.ID, key.Version})
		candidates(key, s.key, 3*time.Hour, 25*time.Hour)
		usual = must(s, management, RecordResponse, s.responseInput(usual.ID, usual.Version))
		candidates(usual, s.ordinary)
		// A policy that is gone still says what its clocks may wait for.
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.SlaPolicy.Update().Where(slapolicy.TierKey("KEY")).SetActive(false).Exec(ctx)
		})
		w.Who.Changed(s.A.ID)
		must(s, management, Pause, PauseInput{ID: key.ID, ExpectedVersion: key.Version, Reason: sla.PauseForceMajeure})
	})
}

// stricter is a deadline of two hours for first responses, limited as the change says.
func (s *stage) stricter(limit func(*ent.SlaPolicyCreate)) {
	s.t.Helper()
	s.Change(s.t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
		made := tx.SlaPolicy.Create().SetName("更严").SetTarget(flow.SubjectRequirement).SetClockKind(sla.ClockFirstResponse).
			SetAmount(2).SetUnit(sla.UnitHour).SetPauseOn([]sla.PauseReason{}).SetWarnAtPercent([]int{}).SetValidFrom(s.Clock.Now())
		limit(made)
		return made.Exec(ctx)
	})
	s.Who.Changed(s.A.ID)
}

// A department's own deadline comes with the department that leads, and goes with it.
func TestAnotherLeadCountsAnew(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sales, service := s.A.Departments[flow.DepartmentSales].ID, s.A.Departments[flow.DepartmentService].ID
		s.stricter(func(q *ent.SlaPolicyCreate) { q.SetDepartmentID(sales) })
		start := s.Clock.Now()
		r := s.received(flow.UrgencyUrgent)
		lead := func(to typeid.ID, due time.Duration, want string) {
			t.Helper()
			s.Clock.Advance(time.Minute)
			r = must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, LeadDepartmentID: &to})
			c := s.clocks(r)
			if len(c) != 1 || !c[0].DueAt.Equal(start.Add(due)) || !r.DueAt.Equal(c[0].DueAt) || !s.read(r.ID).DueAt.Equal(c[0].DueAt) {
				t.Errorf("the clocks are %v, due %v", c, r.DueAt)
			}
			if e := s.lastEvent(); e.Type != want {
				t.Errorf("told %s, want %s", e.Type, want)
			}
			counts(t, s)
		}
		lead(sales, 2*time.Hour, "clock.recomputed")
		lead(service, 24*time.Hour, "clock.recomputed")
		lead(s.A.Departments[flow.DepartmentLogistics].ID, 24*time.Hour, "requirement.assigned")
		lead(sales, 2*time.Hour, "clock.recomputed")
		r = must(s, management, RecordResponse, s.responseInput(r.ID, r.Version))
		stopped := s.clocks(r)[0]
		r = must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, LeadDepartmentID: &service})
		if c := s.clocks(r); len(c) != 1 || c[0].Version != stopped.Version || s.lastEvent().Type != "requirement.assigned" {
			t.Errorf("a clock that has stopped became %v", c)
		}
	})
}

// The department that is named when assessing begins brings its own deadline as well.
func TestAnalyzedByAnotherLead(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sales := s.A.Departments[flow.DepartmentSales].ID
		s.stricter(func(q *ent.SlaPolicyCreate) { q.SetDepartmentID(sales) })
		start := s.Clock.Now()
		for name, c := range map[string]struct {
			lead *typeid.ID
			due  time.Duration
			want []string
		}{
			"another":  {&sales, 2 * time.Hour, []string{"requirement.analyzing", "clock.recomputed"}},
			"the same": {nil, 24 * time.Hour, []string{"requirement.analyzing"}},
		} {
			r := s.received(flow.UrgencyUrgent)
			before := len(s.A.Events(t))
			r = must(s, management, Analyze, AnalyzeInput{ID: r.ID, ExpectedVersion: r.Version, Nature: ptr(flow.NatureFunctional), LeadDepartmentID: c.lead})
			all := s.clocks(r)
			if len(all) != 1 || !all[0].DueAt.Equal(start.Add(c.due)) || !r.DueAt.Equal(all[0].DueAt) || !s.read(r.ID).DueAt.Equal(all[0].DueAt) {
				t.Errorf("%s: the clocks are %v, due %v", name, all, r.DueAt)
			}
			var told []string
			for _, e := range s.A.Events(t)[before:] {
				if e.SubjectID == r.ID {
					told = append(told, e.Type)
				}
			}
			if !slices.Equal(told, c.want) {
				t.Errorf("%s: told %v", name, told)
			}
		}
		counts(t, s)
	})
}

// With another tier the customer's own running clocks are counted anew, and no others.
func TestAnotherTierCountsAnew(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.stricter(func(q *ent.SlaPolicyCreate) { q.SetTierKey("KEY") })
		start := s.Clock.Now()
		mine := s.received(flow.UrgencyUrgent)
		in := s.input(flow.UrgencyUrgent)
		in.CustomerID = s.customer(s.A, "丁戊己公司", "ORDINARY").ID
		other := must(s, management, Create, in)
		other = must(s, management, Receive, ReceiveInput{other.ID, other.Version})
		for _, id := range []typeid.ID{mine.CustomerID, other.CustomerID} {
			s.Client.Customer.UpdateOneID(id).SetTierKey("KEY").ExecX(s.A.System())
		}
		for range 2 { // the second time changes nothing
			if err := clocks.RecountCustomer(s.A.System(), s.Journal, mine.CustomerID); err != nil {
				t.Fatal(err)
			}
		}
		if c := s.clocks(mine)[0]; !c.DueAt.Equal(start.Add(2*time.Hour)) || !s.read(mine.ID).DueAt.Equal(c.DueAt) {
			t.Errorf("the clock is %v", c)
		}
		if c := s.clocks(other)[0]; !c.DueAt.Equal(start.Add(24 * time.Hour)) {
			t.Errorf("another customer's clock is %v", c)
		}
		if told := s.events("clock.recomputed"); len(told) != 1 || told[0].SubjectID != mine.ID {
			t.Errorf("told %v", told)
		}
		counts(t, s)
	})
}

// An answer in time without an answer: the result tells the customer as well.
func TestDeliverStopsTheClock(t *testing.T) {
	w := apptest.NewWorld(t)
	s := newStage(t, w)
	r := s.at(flow.RequirementProcessing, flow.UrgencyUrgent)
	s.Clock.Advance(25 * time.Hour)
	r = must(s, management, Deliver, s.deliverInput(r.ID, r.Version))
	if c := s.clocks(r)[0]; c.State != sla.ClockBreached || !c.StoppedAt.Equal(s.Clock.Now()) {
		t.Errorf("the clock is %v", c)
	}
	if step := r.Plans[0].Steps; step[0].DoneAt == nil || step[1].Waived == "" {
		t.Errorf("the steps are %v", step)
	}
	r = must(s, management, Close, CloseInput{ID: r.ID, ExpectedVersion: r.Version, NoReply: ptr(true)})
	if !r.Outcome.NoReply || r.Outcome.Rating != nil || r.ClosedAt == nil {
		t.Errorf("the outcome is %v", r.Outcome)
	}
	counts(t, s)
}
