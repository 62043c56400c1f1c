package requirements

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/database"
	"heed/ent/eventdetail"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// mark is what an event of a clock tells.
type mark struct {
	Type    string
	At      time.Time
	Percent int
	Level   int
	Tell    []typeid.ID
}

// ticks lets the company tick, and gives what the clocks told.
func (s *stage) ticks() []mark {
	s.t.Helper()
	before := s.told()
	sys := s.A.System()
	if err := Tick(sys, s.Journal); err != nil {
		s.t.Fatal(err)
	}
	_, err := s.Journal.Change(sys, func(ctx context.Context, tx *ent.Tx) error {
		journal.DueAgain(ctx, func(ctx context.Context) (time.Time, error) { return NextDue(ctx, tx) })
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	var all []mark
	for _, e := range s.A.Events(s.t)[before:] {
		m := mark{Type: e.Type}
		if detail, err := s.Client.EventDetail.Query().Where(eventdetail.EventID(e.ID)).Only(s.A.System()); err == nil {
			if err := json.Unmarshal([]byte(detail.Body), &m); err != nil {
				s.t.Fatal(err)
			}
		}
		for _, id := range m.Tell {
			if !slices.Contains(e.MemberIds, id) {
				s.t.Errorf("%s is told to %s, whom it does not concern", e.Type, id)
			}
		}
		all = append(all, m)
	}
	return all
}

// quiet asks for ticks that change nothing.
func (s *stage) quiet(name string) {
	s.t.Helper()
	before := s.Count(s.t)
	if told := s.ticks(); len(told) > 0 {
		s.t.Errorf("%s: it told %v", name, told)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("%s: rows were %v, are %v", name, before, after)
	}
}

// due is when the company is looked at next.
func (s *stage) due() time.Time {
	s.t.Helper()
	return s.Client.CompanyHead.Query().Where(companyhead.CompanyID(s.A.ID)).OnlyX(s.Context()).NextDueAt
}

func (s *stage) looksAt(name string, want time.Time) {
	s.t.Helper()
	if got := s.due(); !got.Equal(want) {
		s.t.Errorf("%s: the company is looked at at %v, want %v", name, got, want)
	}
}

// assigned is a received requirement of a member of the service department.
func (s *stage) assigned(urgency flow.Urgency) *ent.Requirement {
	s.t.Helper()
	r := s.received(urgency)
	return must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssigneeID: ptr(s.member("member.service"))})
}

// Each level is told once, at its time, to those whom it is for.
func TestTick(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start := s.Clock.Now()
		r := s.assigned(flow.UrgencyUrgent)
		assignee, head, manager := s.member("member.service"), s.member("head.service"), s.member(management)
		for _, step := range []struct {
			at    time.Duration
			want  mark
			state sla.ClockState
			next  time.Duration
		}{
			{12 * time.Hour, mark{"clock.warned", start.Add(12 * time.Hour), 50, 0, []typeid.ID{assignee}}, sla.ClockRunning, 19*time.Hour + 12*time.Minute},
			{20 * time.Hour, mark{"clock.warned", start.Add(19*time.Hour + 12*time.Minute), 80, 0, []typeid.ID{assignee}}, sla.ClockRunning, 24*time.Hour + time.Microsecond},
			{25 * time.Hour, mark{"clock.breached", start.Add(24 * time.Hour), 0, 1, []typeid.ID{assignee, head}}, sla.ClockBreached, 48 * time.Hour},
			{48 * time.Hour, mark{"clock.escalated", start.Add(48 * time.Hour), 0, 2, []typeid.ID{manager}}, sla.ClockBreached, -1},
		} {
			s.Clock.Set(start.Add(step.at - time.Hour))
			if step.at%time.Hour == 0 && step.at != 20*time.Hour && step.at != 25*time.Hour {
				s.quiet("an hour before " + step.want.Type)
			}
			s.Clock.Set(start.Add(step.at))
			told := s.ticks()
			if len(told) != 1 || told[0].Type != step.want.Type || !told[0].At.Equal(step.want.At) || told[0].Percent != step.want.Percent || told[0].Level != step.want.Level {
				t.Fatalf("after %v: %v, want %v", step.at, told, step.want)
			}
			for _, id := range step.want.Tell {
				if !slices.Contains(told[0].Tell, id) {
					t.Errorf("%s is told %v, not %s", step.want.Type, told[0].Tell, id)
				}
			}
			c := s.clocks(r)[0]
			if c.State != step.state || c.StoppedAt != nil || c.WarnedPercent < 50 || c.Escalation != step.want.Level {
				t.Errorf("after %v the clock is %v", step.at, c)
			}
			next := database.Never
			if step.next > 0 {
				next = start.Add(step.next)
			}
			s.looksAt(step.want.Type, next)
			s.quiet("again")
			counts(t, s)
		}
		if got := s.read(r.ID); got.Version != r.Version || !got.DueAt.Equal(start.Add(24*time.Hour)) {
			t.Errorf("it became %v", got)
		}
		in := s.responseInput(r.ID, r.Version)
		must(s, management, RecordResponse, in)
		if c := s.clocks(r)[0]; c.State != sla.ClockBreached || c.StoppedAt == nil || c.NextTickAt != nil || !c.BreachedAt.Equal(start.Add(24*time.Hour)) {
			t.Errorf("stopped it is %v", c)
		}
		counts(t, s)
	})
}

// After downtime all that has passed is told once, in order, with its instants.
func TestLateTick(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start := s.Clock.Now()
		r, other := s.assigned(flow.UrgencyUrgent), s.assigned(flow.UrgencyGeneral)
		s.Clock.Advance(49 * time.Hour)
		want := []mark{
			{Type: "clock.warned", At: start.Add(12 * time.Hour), Percent: 50},
			{Type: "clock.warned", At: start.Add(19*time.Hour + 12*time.Minute), Percent: 80},
			{Type: "clock.breached", At: start.Add(24 * time.Hour), Level: 1},
			{Type: "clock.escalated", At: start.Add(48 * time.Hour), Level: 2},
		}
		told := s.ticks()
		if len(told) != len(want) {
			t.Fatalf("told %v", told)
		}
		for i, m := range told {
			if m.Type != want[i].Type || !m.At.Equal(want[i].At) || m.Percent != want[i].Percent || m.Level != want[i].Level {
				t.Errorf("%d: %v, want %v", i, m, want[i])
			}
		}
		if c := s.clocks(r)[0]; c.NextTickAt != nil || c.State != sla.ClockBreached {
			t.Errorf("the clock is %v", c)
		}
		s.looksAt("the other", *s.clocks(other)[0].NextTickAt)
		s.quiet("again")
		counts(t, s)
	})
}

// A clock that waits tells nothing; when it runs on, what it had passed before
// the pause is told with its instant, and the rest moves.
func TestTickAndPauses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start := s.Clock.Now()
		r := s.assigned(flow.UrgencyUrgent)
		s.Clock.Advance(13 * time.Hour) // nobody has ticked at the half
		r = must(s, management, Pause, PauseInput{ID: r.ID, ExpectedVersion: r.Version, Reason: sla.PauseWaitingCustomer})
		s.Clock.Advance(100 * time.Hour)
		s.quiet("waiting")
		s.looksAt("waiting", database.Never)
		must(s, management, Resume, ResumeInput{r.ID, r.Version})
		s.looksAt("running on", start.Add(12*time.Hour))
		if told := s.ticks(); len(told) != 1 || told[0].Percent != 50 || !told[0].At.Equal(start.Add(12*time.Hour)) {
			t.Errorf("told %v", told)
		}
		s.looksAt("the next level", start.Add(119*time.Hour+12*time.Minute))
		counts(t, s)
	})
}

// With another urgency, what would come later now is taken back.
func TestTickAndUrgency(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		change := func(r *ent.Requirement, urgency flow.Urgency) *ent.Requirement {
			t.Helper()
			return must(s, management, Update, UpdateInput{ID: r.ID, ExpectedVersion: r.Version, Urgency: &urgency, UrgencyReason: ptr("客户的话")})
		}
		r := s.assigned(flow.UrgencyUrgent)
		s.Clock.Advance(25 * time.Hour)
		if told := s.ticks(); len(told) != 3 {
			t.Fatalf("told %v", told)
		}
		r = change(r, flow.UrgencyGeneral)
		c := s.clocks(r)[0]
		if c.State != sla.ClockRunning || c.BreachedAt != nil || c.WarnedPercent != 0 || c.Escalation != 0 || !c.NextTickAt.After(s.Clock.Now()) {
			t.Errorf("with more time it is %v", c)
		}
		s.quiet("with more time")
		counts(t, s)
		r = change(r, flow.UrgencyUrgent)
		if told := s.ticks(); len(told) != 3 || told[2].Type != "clock.breached" {
			t.Errorf("with less time it told %v", told)
		}
		if c := s.clocks(r)[0]; c.State != sla.ClockBreached || c.BreachedAt == nil {
			t.Errorf("with less time it is %v", c)
		}
		counts(t, s)
	})
}

// What was done in time and written down late was not breached.
func TestTickTakenBack(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		answered := s.Clock.Now().Add(time.Hour)
		r := s.assigned(flow.UrgencyUrgent)
		s.Clock.Advance(25 * time.Hour)
		s.ticks()
		in := s.responseInput(r.ID, r.Version)
		in.RespondedAt = &answered
		must(s, management, RecordResponse, in)
		if c := s.clocks(r)[0]; c.State != sla.ClockMet || c.BreachedAt != nil || c.NextTickAt != nil {
			t.Errorf("it is %v", c)
		}
		counts(t, s)
	})
}

// More than one batch is told in one go; another company's clocks are not.
func TestManyTicks(t *testing.T) {
	w := apptest.NewWorld(t)
	s := newStage(t, w)
	for range clocks.AtOnce + 5 {
		s.received(flow.UrgencyUrgent)
	}
	s.Clock.Advance(13 * time.Hour)
	if told := s.ticks(); len(told) != clocks.AtOnce+5 {
		t.Errorf("told %d", len(told))
	}
	s.quiet("again")
}

// In a company that is not at work nothing happens, and later everything does.
func TestTickOfSuspended(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.assigned(flow.UrgencyUrgent)
		state := func(state flow.TenantState) {
			w.Client.Tenant.UpdateOneID(s.A.ID).SetState(state).ExecX(s.A.System())
			w.Who.Changed(s.A.ID)
		}
		state(flow.TenantSuspended)
		s.Clock.Advance(25 * time.Hour)
		s.quiet("suspended")
		state(flow.TenantActive)
		if told := s.ticks(); len(told) != 3 {
			t.Errorf("at work again it told %v", told)
		}
	})
}
