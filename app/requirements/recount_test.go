package requirements

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/slapolicy"
	"heed/ent/workingcalendar"
	"heed/rules/flow"
	"heed/rules/sla"
)

// deadline changes the deadline of an urgency, which makes its next version.
func (s *stage) deadline(urgency flow.Urgency, amount int, unit sla.Unit) (was, now *ent.SlaPolicy) {
	s.t.Helper()
	was = s.Client.SlaPolicy.Query().Where(slapolicy.UrgencyEQ(urgency), slapolicy.Active(true)).OnlyX(s.A.System())
	now = must(s, "admin", tenants.UpdatePolicy, tenants.SLAPolicyUpdateInput{
		ID: was.ID, ExpectedVersion: was.Version, PolicyInput: tenants.PolicyInput{Amount: &amount, Unit: &unit},
	})
	s.Who.Changed(s.A.ID)
	return was, now
}

// Another deadline counts running clocks anew, in lots, and never those that have
// stopped. Killed in between, it goes on where it was, and tells each once.
func TestDeadlineCountsAnew(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		stopped := s.received(flow.UrgencyGeneral)
		stopped = must(s, management, RecordResponse, s.responseInput(stopped.ID, stopped.Version))
		before := s.clocks(stopped)[0]
		var running []*ent.Requirement
		for range clocks.AtOnce + 3 {
			running = append(running, s.received(flow.UrgencyGeneral))
		}
		old, now := s.deadline(flow.UrgencyGeneral, 2, sla.UnitWorkingDay)
		if now.Revision != 2 || now.SeriesID != old.ID || !now.Active {
			t.Errorf("the next version is %v", now)
		}
		if was := s.Client.SlaPolicy.GetX(s.A.System(), old.ID); was.Active || was.ValidUntil == nil || was.Amount != 5 {
			t.Errorf("the version before is %v", was)
		}
		versions, err := tenants.PolicyRevisions(s.As(management), s.Client, now)
		if err != nil || len(versions) != 2 {
			t.Errorf("the versions are %v, %v", versions, err)
		}
		killed := errors.New("killed")
		if err := clocks.RecountAll(s.A.System(), s.Journal, func() error { return killed }); !errors.Is(err, killed) {
			t.Fatal(err)
		}
		if n := len(s.events("clock.recomputed")); n != clocks.AtOnce {
			t.Errorf("%d were told before the kill", n)
		}
		for range 2 { // the second time changes nothing
			if err := clocks.RecountAll(s.A.System(), s.Journal, nil); err != nil {
				t.Fatal(err)
			}
		}
		if n := len(s.events("clock.recomputed")); n != len(running) {
			t.Errorf("%d were told, of %d", n, len(running))
		}
		for _, r := range running {
			r := s.read(r.ID)
			c := s.clocksOf(r)[0]
			if c.PolicyID != now.ID || c.Amount != 2 || !r.DueAt.Equal(c.DueAt) {
				t.Fatalf("counted anew: %v of %v", c, r)
			}
		}
		if after := s.clocks(stopped)[0]; after.Version != before.Version || !after.DueAt.Equal(before.DueAt) || after.PolicyID != old.ID {
			t.Errorf("a clock that has stopped became %v", after)
		}
		counts(t, s)
	})
}

// A holiday of the company's own moves the due times that are counted over it.
func TestHolidayCountsAnew(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r, hours := s.received(flow.UrgencyImportant), s.received(flow.UrgencyUrgent)
		due := r.DueAt
		calendar := s.Client.WorkingCalendar.Query().Where(workingcalendar.IsDefault(true)).OnlyX(s.A.System())
		config := tenants.ConfigFrom(s.A.System())
		day := due.In(config.Zone).Format("2006-01-02")
		must(s, "admin", tenants.UpdateCalendar, tenants.WorkingCalendarUpdateInput{
			ID: calendar.ID, ExpectedVersion: calendar.Version, Days: &[]sla.Day{{Date: day, Kind: sla.DayHoliday, Name: "厂庆"}},
		})
		s.Who.Changed(s.A.ID)
		if err := clocks.RecountAll(s.A.System(), s.Journal, nil); err != nil {
			t.Fatal(err)
		}
		now, c := s.read(r.ID), s.clocks(r)[0]
		if !now.DueAt.After(due) || !c.DueAt.Equal(now.DueAt) {
			t.Errorf("due %v, before %v", now.DueAt, due)
		}
		if same := s.read(hours.ID); !same.DueAt.Equal(hours.DueAt) || same.Version != hours.Version {
			t.Errorf("hours as they pass became %v", same)
		}
		if told := s.events("clock.recomputed"); len(told) != 1 || told[0].SubjectID != r.ID {
			t.Errorf("told %v", told)
		}
		counts(t, s)
	})
}

// A holiday behind the due time leaves that as it is and moves the way up, silently.
func TestHolidayMovesTheWayUp(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.assigned(flow.UrgencyUrgent)
		due := r.DueAt
		s.Clock.Set(due.Add(time.Minute))
		s.ticks()
		next := *s.clocks(r)[0].NextTickAt
		calendar := s.Client.WorkingCalendar.Query().Where(workingcalendar.IsDefault(true)).OnlyX(s.A.System())
		day := next.In(tenants.ConfigFrom(s.A.System()).Zone).Format("2006-01-02")
		must(s, "admin", tenants.UpdateCalendar, tenants.WorkingCalendarUpdateInput{
			ID: calendar.ID, ExpectedVersion: calendar.Version, Days: &[]sla.Day{{Date: day, Kind: sla.DayHoliday, Name: "厂庆"}},
		})
		s.Who.Changed(s.A.ID)
		again := func() *ent.SlaClock {
			t.Helper()
			if err := clocks.RecountAll(s.A.System(), s.Journal, nil); err != nil {
				t.Fatal(err)
			}
			return s.clocks(r)[0]
		}
		c := again()
		if c.NextTickAt == nil || !c.NextTickAt.After(next) || !c.DueAt.Equal(due) || c.State != sla.ClockBreached || c.Escalation != 1 {
			t.Errorf("the clock is %v, before at %v", c, next)
		}
		if twice := again(); twice.Version != c.Version {
			t.Errorf("counted again it became %v", twice)
		}
		if told := s.events("clock.recomputed"); len(told) != 0 {
			t.Errorf("told %v", told)
		}
		s.Clock.Set(next.Add(time.Minute))
		s.quiet("on the holiday")
		s.Clock.Set(*c.NextTickAt)
		if told := s.ticks(); len(told) != 1 || told[0].Type != "clock.escalated" || told[0].Level != 2 {
			t.Errorf("told %v", told)
		}
		counts(t, s)
	})
}

// Another way up is told from its first step that is another; what was told of those
// before it is not told again.
func TestAnotherWayUp(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.assigned(flow.UrgencyUrgent)
		s.Clock.Advance(49 * time.Hour)
		if told := s.ticks(); len(told) != 4 {
			t.Fatalf("told %v", told)
		}
		was := s.Client.SlaPolicy.Query().Where(slapolicy.UrgencyEQ(flow.UrgencyUrgent), slapolicy.Active(true)).OnlyX(s.A.System())
		must(s, "admin", tenants.UpdatePolicy, tenants.SLAPolicyUpdateInput{ID: was.ID, ExpectedVersion: was.Version, PolicyInput: tenants.PolicyInput{
			EscalateTo: []sla.Escalation{{To: sla.EscalateHead}, {To: sla.EscalateCommittee, AfterDays: 1}},
		}})
		s.Who.Changed(s.A.ID)
		if err := clocks.RecountAll(s.A.System(), s.Journal, nil); err != nil {
			t.Fatal(err)
		}
		if c := s.clocks(r)[0]; c.Escalation != 1 || c.State != sla.ClockBreached || c.NextTickAt == nil {
			t.Errorf("the clock is %v", c)
		}
		told := s.ticks()
		if len(told) != 1 || told[0].Type != "clock.escalated" || told[0].Level != 2 || !slices.Contains(told[0].Tell, s.member("committee")) {
			t.Errorf("told %v", told)
		}
		s.quiet("again")
		counts(t, s)
	})
}

// A question of a customer is replied to in time: one working day is proposed, and
// the clock tells as others do.
func TestInquiryReplyClock(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		work := func(act func(ctx context.Context, tx *ent.Tx) error) {
			t.Helper()
			s.Change(t, s.A.System(), act)
		}
		var i *ent.Interaction
		work(func(ctx context.Context, tx *ent.Tx) (err error) {
			if i, err = tx.Interaction.Create().SetType(flow.InteractionInquiry).SetDirection(flow.DirectionInbound).SetCustomerID(s.ordinary.ID).
				SetTitle("保修期").SetOccurredAt(s.Clock.Now()).SetParticipantIds(nil).SetQuestion("保修多久？").SetState(flow.InteractionOpen).
				SetMemberID(s.member("member.service")).SetDepartmentID(s.A.Departments[flow.DepartmentService].ID).Save(ctx); err != nil {
				return err
			}
			_, err = clocks.Start(ctx, tx, clocks.OfInteraction(i), sla.ClockInquiryReply, s.Clock.Now())
			return err
		})
		c := s.Client.SlaClock.Query().OnlyX(s.A.System())
		if c.InteractionID != i.ID || c.Kind != sla.ClockInquiryReply || c.Amount != 1 || c.Unit != sla.UnitWorkingDay {
			t.Fatalf("the clock is %v", c)
		}
		s.Clock.Advance(c.DueAt.Sub(s.Clock.Now()) + 1e9)
		if told := s.ticks(); len(told) != 3 {
			t.Errorf("it told %v", told)
		}
		events := s.events("clock.breached")
		if len(events) != 1 || events[0].SubjectType != flow.SubjectInteraction || events[0].SubjectID != i.ID {
			t.Errorf("told %v", events)
		}
		work(func(ctx context.Context, tx *ent.Tx) error {
			due, err := clocks.Stop(ctx, tx, clocks.OfInteraction(i), sla.ClockInquiryReply, s.Clock.Now(), "")
			if err == nil && !due.Equal(database.Never) {
				t.Errorf("due %v", due)
			}
			return err
		})
		if c = s.Client.SlaClock.GetX(s.A.System(), c.ID); c.State != sla.ClockBreached || c.StoppedAt == nil || c.NextTickAt != nil {
			t.Errorf("replied to late: %v", c)
		}
	})
}

// events are those of the type, the oldest first.
func (s *stage) events(typ string) []*ent.Event {
	var all []*ent.Event
	for _, e := range s.A.Events(s.t) {
		if e.Type == typ {
			all = append(all, e)
		}
	}
	return all
}

// clocksOf are a requirement's clocks, read alone.
func (s *stage) clocksOf(r *ent.Requirement) []*ent.SlaClock {
	return r.QueryClocks().AllX(s.A.System())
}
