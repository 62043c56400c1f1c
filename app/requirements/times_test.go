package requirements

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
)

// What happened is often written down later: a pause that began after the answer
// counts for nothing, one that lasted at the answer counts as far.
func TestAnswersBeforePauses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start := s.Clock.Now()
		for name, c := range map[string]struct {
			answered time.Duration
			due      time.Duration
			pauses   int
			state    sla.ClockState
		}{
			"before the pauses":   {30 * time.Minute, 24 * time.Hour, 0, sla.ClockMet},
			"within the first":    {90 * time.Minute, 24*time.Hour + 30*time.Minute, 1, sla.ClockMet},
			"between the two":     {150 * time.Minute, 25 * time.Hour, 1, sla.ClockMet},
			"within the last":     {30 * time.Hour, 52 * time.Hour, 2, sla.ClockMet},
			"as it is recorded":   {60 * time.Hour, 82 * time.Hour, 2, sla.ClockMet},
			"a moment after that": {60*time.Hour + ahead, 82 * time.Hour, 2, sla.ClockMet},
		} {
			for _, told := range []string{"respondedAt", "toldAt"} {
				s.Clock.Set(start)
				state := flow.RequirementReceived
				if told == "toldAt" {
					state = flow.RequirementProcessing
				}
				r := s.at(state, flow.UrgencyUrgent)
				for _, act := range []flow.RequirementAct{flow.RequirementActPause, flow.RequirementActResume, flow.RequirementActPause} {
					s.Clock.Advance(time.Hour)
					if err := s.verbs()[act](s.As(management), r.ID, r.Version); err != nil {
						t.Fatal(err)
					}
					r = s.read(r.ID)
				}
				s.Clock.Set(start.Add(60 * time.Hour))
				before := []time.Time{start.Add(-time.Microsecond)}
				at := start.Add(c.answered)
				if told == "respondedAt" {
					in := s.responseInput(r.ID, r.Version)
					in.MilestoneAt = ptr(s.Clock.Now().AddDate(0, 0, 1))
					in.RespondedAt = &before[0]
					s.refused(name+", before the start", r, fault.Input("respondedAt", "sla.clock_order"), func() error {
						return only(try(w, s.As(management), RecordResponse, in))
					})
					in.RespondedAt = &at
					r = must(s, management, RecordResponse, in)
					at = r.Response.RespondedAt
				} else {
					in := s.deliverInput(r.ID, r.Version)
					in.ToldAt = before[0]
					s.refused(name+", before the start", r, fault.Input("toldAt", "sla.clock_order"), func() error {
						return only(try(w, s.As(management), Deliver, in))
					})
					in.ToldAt = at
					r = must(s, management, Deliver, in)
					at = r.Result.ToldAt
				}
				clock := s.clocks(r)[0]
				want := start.Add(min(c.answered, 60*time.Hour)) // never ahead of us
				if !at.Equal(want) || !clock.StoppedAt.Equal(want) || clock.State != c.state || !clock.DueAt.Equal(start.Add(c.due)) || len(clock.Pauses) != c.pauses {
					t.Errorf("%s, %s: told %v, the clock is %v", name, told, at, clock)
				}
			}
		}
		counts(t, s)
	})
}

// A replica whose clock is behind moves clocks no earlier than they were moved.
func TestReplicaBehind(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start := s.Clock.Now()
		verbs := s.verbs()
		behind := func(act flow.RequirementAct) {
			t.Helper()
			s.Clock.Set(start)
			r := s.received(flow.UrgencyUrgent)
			s.Clock.Set(start.Add(-time.Second))
			if act == flow.RequirementActResume {
				if err := verbs[flow.RequirementActPause](s.As(management), r.ID, r.Version); err != nil {
					t.Fatal(err)
				}
				s.Clock.Set(start.Add(-2 * time.Second))
			}
			r = s.read(r.ID)
			if err := verbs[act](s.As(management), r.ID, r.Version); err != nil {
				t.Fatalf("%s: %v", act, err)
			}
			c := s.clocks(r)[0]
			if c.StoppedAt != nil && !c.StoppedAt.Equal(start) || len(c.Pauses) > 0 && !c.Pauses[0].From.Equal(start) || !c.DueAt.Equal(start.Add(24*time.Hour)) {
				t.Errorf("%s: the clock is %v", act, c)
			}
		}
		for _, act := range []flow.RequirementAct{
			flow.RequirementActPause, flow.RequirementActResume, flow.RequirementActRecordResponse, flow.RequirementActReject,
		} {
			behind(act)
		}
		counts(t, s)
	})
}

// A client's clock may be a little ahead: what it tells happened now.
func TestClientAhead(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		soon, now := s.Clock.Now().Add(ahead), s.Clock.Now()
		in := s.input(flow.UrgencyGeneral)
		in.CollectedAt = soon
		r := must(s, management, Create, in)
		if got := s.read(r.ID).CollectedAt; !got.Equal(now) {
			t.Errorf("collected at %v", got)
		}
		r = s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		result := s.deliverInput(r.ID, r.Version)
		result.ToldAt, result.Steps[0].DoneAt = soon, &soon
		r = must(s, management, Deliver, result)
		if !r.Result.ToldAt.Equal(now) || !r.Plans[0].Steps[0].DoneAt.Equal(now) || !s.clocks(r)[0].StoppedAt.Equal(now) {
			t.Errorf("told it is %v, %v", r.Result, r.Plans)
		}
		r = s.received(flow.UrgencyGeneral)
		r = must(s, management, Reject, RejectInput{r.ID, r.Version, "不可行", &soon, ptr(flow.ChannelPhone)})
		if !r.Rejection.ToldAt.Equal(now) {
			t.Errorf("the rejection is %v", r.Rejection)
		}
	})
}

// A pause hides nothing that is overdue by the urgency that it has now.
func TestRaisedInAPause(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start := s.Clock.Now()
		r := s.received(flow.UrgencyGeneral)
		s.Clock.Advance(25 * time.Hour)
		r = must(s, management, Pause, PauseInput{ID: r.ID, ExpectedVersion: r.Version, Reason: sla.PauseWaitingCustomer})
		s.Clock.Advance(time.Hour)
		r = must(s, management, Update, UpdateInput{ID: r.ID, ExpectedVersion: r.Version, Urgency: ptr(flow.UrgencyUrgent), UrgencyReason: ptr("客户催促")})
		if c := s.clocks(r)[0]; c.State != sla.ClockRunning || len(c.Pauses) != 0 || !r.DueAt.Equal(start.Add(24*time.Hour)) {
			t.Errorf("the clock is %v, due %v", c, r.DueAt)
		}
		counts(t, s)
	})
}
