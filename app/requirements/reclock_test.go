package requirements

import (
	"context"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/slapolicy"
	"heed/rules/flow"
	"heed/rules/sla"
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

// The strictest policy that fits wins, and one for a tier fits its customers only (trace A8).
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
		// A policy that is gone still says what its clocks may wait for.
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.SlaPolicy.Update().Where(slapolicy.TierKey("KEY")).SetActive(false).Exec(ctx)
		})
		w.Who.Changed(s.A.ID)
		must(s, management, Pause, PauseInput{ID: key.ID, ExpectedVersion: key.Version, Reason: sla.PauseForceMajeure})
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

func TestSegmentsAreBounded(t *testing.T) {
	calendar, err := sla.NewCalendar("Asia/Shanghai", sla.DefaultWeek(), nil, "")
	if err != nil {
		t.Fatal(err)
	}
	start := apptest.Start
	clock, err := sla.Start(start, sla.Limit{Amount: 366, Unit: sla.UnitWorkingDay}, calendar)
	if err != nil {
		t.Fatal(err)
	}
	c := &ent.SlaClock{Amount: 366, Unit: sla.UnitWorkingDay, StartedAt: start, DueAt: clock.DueAt, State: clock.State}
	all := Segments(c, calendar, start)
	if len(all) != MaxSegments || !all[0].From.Equal(start) {
		t.Errorf("%d segments from %v", len(all), all[0].From)
	}
}
