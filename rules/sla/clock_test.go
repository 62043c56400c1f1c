package sla

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"heed/rules/fault"
)

var both = []PauseReason{PauseWaitingCustomer, PauseForceMajeure}

func started(t testing.TB, cal Calendar, at string, l Limit) Clock {
	t.Helper()
	c, err := Start(in(t, cal, at), l, cal)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func paused(t testing.TB, c Clock, at time.Time) Clock {
	t.Helper()
	next, err := c.Pause(at, PauseWaitingCustomer, "", both)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func resumed(t testing.TB, c Clock, at time.Time, cal Calendar) Clock {
	t.Helper()
	next, err := c.Resume(at, cal)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestPausesAreUnspent(t *testing.T) {
	cal := chinaCalendar(t)
	for _, c := range []struct {
		name   string
		start  string
		limit  Limit
		pauses []string // from, to, …
		want   string
	}{
		{"within a morning", "2026-11-16 09:00", workingHours(4), []string{"2026-11-16 10:00", "2026-11-16 11:00"}, "2026-11-16 15:00"},
		{"over lunch", "2026-11-16 09:00", workingHours(4), []string{"2026-11-16 11:30", "2026-11-16 13:30"}, "2026-11-16 15:00"},
		{"within lunch", "2026-11-16 09:00", workingHours(4), []string{"2026-11-16 12:10", "2026-11-16 12:50"}, "2026-11-16 14:00"},
		{"over a night", "2026-11-16 16:00", workingHours(4), []string{"2026-11-16 17:00", "2026-11-17 10:00"}, "2026-11-17 14:00"},
		{"out of hours", "2026-11-16 16:00", workingHours(4), []string{"2026-11-16 18:00", "2026-11-17 09:00"}, "2026-11-17 11:00"},
		{"from night into work", "2026-11-16 16:00", workingHours(4), []string{"2026-11-16 20:00", "2026-11-17 09:30"}, "2026-11-17 11:30"},
		{"over National Day", "2025-09-30 16:00", workingHours(4), []string{"2025-09-30 17:00", "2025-10-09 10:00"}, "2025-10-09 14:00"},
		{"within National Day", "2025-09-30 16:00", workingHours(4), []string{"2025-10-02 10:00", "2025-10-07 10:00"}, "2025-10-09 11:00"},
		{"the make-up day is spent", "2025-10-10 16:00", workingDays(2), []string{"2025-10-10 18:00", "2025-10-12 10:00"}, "2025-10-14 16:00"},
		{"a whole working day", "2026-11-16 10:00", workingDays(1), []string{"2026-11-16 11:00", "2026-11-17 11:00"}, "2026-11-18 10:00"},
		{"twice in working days", "2026-11-16 10:00", workingDays(3), []string{"2026-11-16 11:00", "2026-11-16 12:00", "2026-11-17 17:00", "2026-11-18 10:00"}, "2026-11-19 14:00"},
		{"elapsed hours", "2026-11-16 10:00", hours(24), []string{"2026-11-16 20:00", "2026-11-17 08:00"}, "2026-11-17 22:00"},
		{"from the start on", "2026-11-16 10:00", workingHours(1), []string{"2026-11-16 10:00", "2026-11-16 15:00"}, "2026-11-16 16:00"},
		{"no time at all", "2026-11-16 10:00", workingHours(1), []string{"2026-11-16 10:30", "2026-11-16 10:30"}, "2026-11-16 11:00"},
		{"back to back", "2026-11-16 10:00", workingHours(1), []string{"2026-11-16 10:10", "2026-11-16 10:20", "2026-11-16 10:20", "2026-11-16 10:40"}, "2026-11-16 11:30"},
		{"longer than the search", "2020-11-16 10:00", workingHours(1), []string{"2020-11-16 10:30", "2026-11-16 10:00"}, "2026-11-16 10:30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock := started(t, cal, c.start, c.limit)
			was := clock.DueAt
			for i := 0; i < len(c.pauses); i += 2 {
				clock = paused(t, clock, in(t, cal, c.pauses[i]))
				if i == 0 && !clock.DueAt.Equal(was) {
					t.Errorf("due moved with the pause: %s", clock.DueAt)
				}
				clock = resumed(t, clock, in(t, cal, c.pauses[i+1]), cal)
			}
			if want := in(t, cal, c.want); !clock.DueAt.Equal(want) {
				t.Errorf("due %s, want %s", clock.DueAt.In(cal.Zone()), want)
			}
			if clock.State != ClockRunning || clock.StoppedAt != nil {
				t.Errorf("%+v", clock)
			}
		})
	}
}

func TestStop(t *testing.T) {
	cal := chinaCalendar(t)
	clock := started(t, cal, "2026-11-16 10:00", workingHours(2))
	waiting := paused(t, clock, in(t, cal, "2026-11-16 11:00"))
	again := paused(t, resumed(t, waiting, in(t, cal, "2026-11-16 11:30"), cal), in(t, cal, "2026-11-16 13:10"))
	for _, c := range []struct {
		name   string
		clock  Clock
		at     string
		want   ClockState
		due    string
		pauses []string // from, to, …
	}{
		{"early", clock, "2026-11-16 11:00", ClockMet, "2026-11-16 12:00", nil},
		{"at once", clock, "2026-11-16 10:00", ClockMet, "2026-11-16 12:00", nil},
		{"on time", clock, "2026-11-16 12:00", ClockMet, "2026-11-16 12:00", nil},
		{"late", clock, "2026-11-16 12:00:01", ClockBreached, "2026-11-16 12:00", nil},
		{"in a pause", waiting, "2026-11-18 11:00", ClockMet, "2026-11-18 12:00", []string{"2026-11-16 11:00", "2026-11-18 11:00"}},
		{"before the pause", waiting, "2026-11-16 10:30", ClockMet, "2026-11-16 12:00", nil},
		{"as the pause begins", waiting, "2026-11-16 11:00", ClockMet, "2026-11-16 12:00", []string{"2026-11-16 11:00", "2026-11-16 11:00"}},
		{"before both pauses", again, "2026-11-16 10:30", ClockMet, "2026-11-16 12:00", nil},
		{"in the first of two", again, "2026-11-16 11:15", ClockMet, "2026-11-16 13:15", []string{"2026-11-16 11:00", "2026-11-16 11:15"}},
		{"between the two", again, "2026-11-16 11:45", ClockMet, "2026-11-16 13:30", []string{"2026-11-16 11:00", "2026-11-16 11:30"}},
		{"in the second", again, "2026-11-16 14:10", ClockMet, "2026-11-16 14:30", []string{"2026-11-16 11:00", "2026-11-16 11:30", "2026-11-16 13:10", "2026-11-16 14:10"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := in(t, cal, c.at)
			got, err := c.clock.Stop(at, cal)
			if err != nil {
				t.Fatal(err)
			}
			if got.State != c.want || got.StoppedAt == nil || !got.StoppedAt.Equal(at) {
				t.Errorf("%s at %v, want %s", got.State, got.StoppedAt, c.want)
			}
			if want := in(t, cal, c.due); !got.DueAt.Equal(want) {
				t.Errorf("due %s, want %s", got.DueAt.In(cal.Zone()), want)
			}
			if len(got.Pauses) != len(c.pauses)/2 {
				t.Fatalf("the pauses are %v", got.Pauses)
			}
			for i, p := range got.Pauses {
				if p.To == nil || !p.From.Equal(in(t, cal, c.pauses[2*i])) || !p.To.Equal(in(t, cal, c.pauses[2*i+1])) {
					t.Errorf("pause %d is %v", i, p)
				}
			}
		})
	}
	if waiting.Pauses[0].To != nil || len(again.Pauses) != 2 {
		t.Error("Stop changed the old clock's pauses")
	}
}

// Moves made now by a machine whose clock is behind lie at the last move.
func TestMovesKeepTheirOrder(t *testing.T) {
	cal := chinaCalendar(t)
	running := started(t, cal, "2026-11-16 10:00", workingHours(2))
	at := in(t, cal, "2026-11-16 11:00")
	waiting := paused(t, running, at)
	if c := paused(t, running, running.StartedAt.Add(-time.Second)); !c.Pauses[0].From.Equal(running.StartedAt) {
		t.Errorf("paused before the start: %v", c.Pauses)
	}
	again := resumed(t, waiting, at.Add(-time.Second), cal)
	if to := again.Pauses[0].To; to == nil || !to.Equal(at) || !again.DueAt.Equal(running.DueAt) {
		t.Errorf("resumed before the pause: %v", again)
	}
	if c := paused(t, again, at.Add(-time.Second)); !c.Pauses[1].From.Equal(at) {
		t.Errorf("paused before it was resumed: %v", c.Pauses)
	}
	for name, c := range map[string]struct {
		clock Clock
		want  time.Time
	}{"running": {running, running.StartedAt}, "waiting": {waiting, at}, "resumed": {again, at}} {
		got, err := c.clock.Cancel(running.StartedAt.Add(-time.Second))
		if err != nil || !got.StoppedAt.Equal(c.want) || len(got.Pauses) != len(c.clock.Pauses) {
			t.Errorf("%s, cancelled before its last move: %v, %v", name, got, err)
		}
	}
}

func TestIllegalMoves(t *testing.T) {
	cal := chinaCalendar(t)
	at := in(t, cal, "2026-11-16 11:00")
	running := started(t, cal, "2026-11-16 10:00", workingHours(2))
	waiting := paused(t, running, at)
	met, errMet := running.Stop(at, cal)
	breached, errBreached := running.Stop(at.AddDate(0, 0, 2), cal)
	cancelled, errCancelled := waiting.Cancel(at.Add(time.Hour))
	if errMet != nil || errBreached != nil || errCancelled != nil {
		t.Fatal(errMet, errBreached, errCancelled)
	}
	if p := cancelled.Pauses[0]; p.To == nil || !p.To.Equal(at.Add(time.Hour)) {
		t.Error("Cancel left the pause open")
	}
	many := running
	for range MaxPauses {
		many = resumed(t, paused(t, many, at), at, cal)
	}
	pause := func(c Clock, at time.Time) (Clock, error) { return c.Pause(at, PauseWaitingCustomer, "", both) }
	resume := func(c Clock, at time.Time) (Clock, error) { return c.Resume(at, cal) }
	stop := func(c Clock, at time.Time) (Clock, error) { return c.Stop(at, cal) }
	cancel := func(c Clock, at time.Time) (Clock, error) { return c.Cancel(at) }
	recompute := func(c Clock, _ time.Time) (Clock, error) { n, _, err := c.Recompute(hours(1), cal); return n, err }
	forbidden := func(c Clock, at time.Time) (Clock, error) {
		return c.Pause(at, PauseForceMajeure, "", []PauseReason{PauseWaitingCustomer})
	}
	soon, before, due := at.Add(time.Hour/2), at.Add(-2*time.Hour), running.DueAt
	for _, c := range []struct {
		name  string
		clock Clock
		move  func(Clock, time.Time) (Clock, error)
		at    time.Time
		key   string
	}{
		{"pause a paused clock", waiting, pause, soon, "sla.clock_not_running"},
		{"pause a met clock", met, pause, soon, "sla.clock_not_running"},
		{"pause a cancelled clock", cancelled, pause, soon, "sla.clock_not_running"},
		{"pause for a reason not allowed", running, forbidden, soon, "sla.pause_reason"},
		{"pause too often", many, pause, soon, "sla.pauses_too_many"},
		{"resume a running clock", running, resume, soon, "sla.clock_not_paused"},
		{"resume a met clock", met, resume, soon, "sla.clock_not_paused"},
		{"stop a met clock", met, stop, soon, "sla.clock_stopped"},
		{"stop a breached clock", breached, stop, soon, "sla.clock_stopped"},
		{"stop a cancelled clock", cancelled, stop, soon, "sla.clock_stopped"},
		{"cancel a met clock", met, cancel, soon, "sla.clock_stopped"},
		{"cancel twice", cancelled, cancel, soon, "sla.clock_stopped"},
		{"recompute a met clock", met, recompute, soon, "sla.clock_stopped"},
		{"recompute a breached clock", breached, recompute, soon, "sla.clock_stopped"},
		{"recompute a cancelled clock", cancelled, recompute, soon, "sla.clock_stopped"},
		{"pause at the due time", running, pause, due, "sla.clock_overdue"},
		{"pause when it is overdue", running, pause, due.AddDate(0, 0, 1), "sla.clock_overdue"},
		{"stop before the start", running, stop, before, "sla.clock_order"},
		{"stop a paused clock before the start", waiting, stop, before, "sla.clock_order"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.move(c.clock, c.at)
			code := fault.CodeFailedPrecondition
			if c.key == "sla.clock_order" {
				code = fault.CodeBadUserInput
			}
			wantFault(t, err, code, c.key)
			if !reflect.DeepEqual(got, c.clock) {
				t.Error("a refused move changed the clock")
			}
		})
	}
}

func TestRecompute(t *testing.T) {
	cal := chinaCalendar(t)
	clock := started(t, cal, "2026-11-16 10:00", workingDays(5))
	next, was, err := clock.Recompute(hours(24), cal)
	if err != nil {
		t.Fatal(err)
	}
	if !was.Equal(in(t, cal, "2026-11-23 10:00")) || !next.DueAt.Equal(in(t, cal, "2026-11-17 10:00")) || next.Limit != hours(24) {
		t.Errorf("was %s, now %s, %v", was, next.DueAt, next.Limit)
	}
	// A holiday is added while a pause is open: the pause stays out of it.
	waiting := paused(t, resumed(t, paused(t, clock, in(t, cal, "2026-11-16 11:00")), in(t, cal, "2026-11-16 12:00"), cal), in(t, cal, "2026-11-16 14:00"))
	more := calendar(t, "Asia/Shanghai", DefaultWeek(), Day{Date: "2026-11-18", Kind: DayHoliday, Name: "司庆"})
	next, _, err = waiting.Recompute(workingDays(2), more)
	if err != nil {
		t.Fatal(err)
	}
	if want := in(t, cal, "2026-11-19 11:00"); !next.DueAt.Equal(want) || next.State != ClockPaused {
		t.Errorf("due %s, want %s; %s", next.DueAt.In(cal.Zone()), want, next.State)
	}
	// By a limit that was used up before the pause began, nothing waits.
	for l, want := range map[Limit]ClockState{workingHours(1): ClockRunning, workingHours(2): ClockRunning, workingHours(3): ClockPaused} {
		next, _, err := waiting.Recompute(l, cal)
		if err != nil {
			t.Fatal(err)
		}
		if next.State != want || (len(next.Pauses) == 1) != (want == ClockRunning) || len(waiting.Pauses) != 2 {
			t.Errorf("%v: %s, due %s, pauses %v", l, next.State, next.DueAt.In(cal.Zone()), next.Pauses)
		}
	}
	if _, _, err := clock.Recompute(hours(0), cal); err == nil {
		t.Error("a limit of nothing was taken")
	}
}

func TestClockExplains(t *testing.T) {
	cal := chinaCalendar(t)
	clock := started(t, cal, "2026-11-20 17:00", workingHours(2))
	if e := clock.Explain(in(t, cal, "2026-11-20 17:10"), cal); e.Counted != 2*time.Hour {
		t.Errorf("up to the due time: counted %s", e.Counted)
	}
	if e := clock.Explain(in(t, cal, "2026-11-23 15:00"), cal); e.Counted != 6*time.Hour {
		t.Errorf("overdue: counted %s", e.Counted)
	}
	met, err := clock.Stop(in(t, cal, "2026-11-23 09:30"), cal)
	if err != nil {
		t.Fatal(err)
	}
	if e := met.Explain(in(t, cal, "2026-12-23 09:30"), cal); e.Counted != 90*time.Minute {
		t.Errorf("stopped: counted %s", e.Counted)
	}
}

func TestClockJSON(t *testing.T) {
	cal := chinaCalendar(t)
	clock := paused(t, started(t, cal, "2026-11-16 10:00", workingDays(3)), in(t, cal, "2026-11-16 11:00"))
	b, err := json.Marshal(clock)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"limit":{"amount":3,"unit":"WORKING_DAY"},"startedAt":"2026-11-16T02:00:00Z","dueAt":"2026-11-19T02:00:00Z",` +
		`"state":"PAUSED","pauses":[{"from":"2026-11-16T03:00:00Z","reason":"WAITING_CUSTOMER"}]}`
	if string(b) != want {
		t.Errorf("%s\nwant %s", b, want)
	}
	var back Clock
	if err := json.Unmarshal(b, &back); err != nil || !reflect.DeepEqual(back, clock) {
		t.Errorf("%+v, %v", back, err)
	}
}

// A clock with a promise is due at the earlier of the two, whatever it waits for and however
// it is counted anew.
func TestPromised(t *testing.T) {
	cal := calendar(t, "Asia/Shanghai", DefaultWeek())
	at, long, short := in(t, cal, "2026-11-16 10:00"), in(t, cal, "2026-11-30 10:00"), in(t, cal, "2026-11-17 10:00")
	free, err := StartPromised(at, workingDays(3), long, cal)
	if err != nil || !free.DueAt.Equal(in(t, cal, "2026-11-19 10:00")) {
		t.Errorf("due %s, %v", free.DueAt, err)
	}
	bound, err := StartPromised(at, workingDays(3), short, cal)
	if err != nil || !bound.DueAt.Equal(short) {
		t.Errorf("due %s, %v", bound.DueAt, err)
	}
	paused, err := bound.Pause(at.Add(time.Hour), PauseForceMajeure, "", []PauseReason{PauseForceMajeure})
	if err != nil {
		t.Fatal(err)
	}
	// While it waits only the promise draws nearer; once that has passed the pause is over.
	if due, counts := paused.Deadline(); !counts || !due.Equal(short) {
		t.Errorf("paused it is due %s, %v", due, counts)
	}
	if marks := paused.Marks(Told{}, []int{50}, cal); len(marks) != 2 || marks[0].Kind != MarkBreached || !marks[0].At.Equal(short) {
		t.Errorf("paused it tells %v", marks)
	}
	broken := paused.Breach()
	if broken.State != ClockBreached || !broken.DueAt.Equal(short) || broken.Pauses[0].To == nil || !broken.Pauses[0].To.Equal(short) || paused.Pauses[0].To != nil {
		t.Errorf("broken: %+v, of %+v", broken, paused)
	}
	if late, err := broken.Stop(short.Add(time.Hour), cal); err != nil || late.State != ClockBreached || !late.DueAt.Equal(short) {
		t.Errorf("stopped after that: %+v, %v", late, err)
	}
	if on, err := paused.Resume(at.Add(20*time.Hour), cal); err != nil || !on.DueAt.Equal(short) {
		t.Errorf("after a pause due %s, %v", on.DueAt, err)
	}
	if anew, _, err := bound.Recompute(workingDays(9), cal); err != nil || !anew.DueAt.Equal(short) {
		t.Errorf("counted anew due %s, %v", anew.DueAt, err)
	}
	marks := bound.Marks(Told{}, []int{50}, cal)
	if len(marks) < 2 || marks[0].Kind != MarkWarned || !marks[0].At.Equal(at.Add(12*time.Hour)) || !marks[1].At.Equal(short) {
		t.Errorf("marks %v", marks)
	}
	if _, err := StartPromised(at, workingDays(0), short, cal); err == nil {
		t.Error("a limit of nothing is taken")
	}
}
