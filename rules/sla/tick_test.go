package sla

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"heed/rules/fault"
)

func shown(marks []Mark, cal Calendar) []string {
	var all []string
	for _, m := range marks {
		all = append(all, fmt.Sprintf("%s %d %s", m.Kind, m.Percent+m.Level, m.At.In(cal.Zone()).Format("2006-01-02 15:04:05")))
	}
	return all
}

// What a clock has to tell, and when.
func TestMarks(t *testing.T) {
	cal := chinaCalendar(t)
	usual := []int{50, 80}
	due := in(t, cal, "2026-11-17 10:00")
	for _, c := range []struct {
		name   string
		start  string
		limit  Limit
		pauses []string // from, to, …; without a last to it waits
		warnAt []int
		told   Told
		want   []string
	}{
		{"elapsed hours", "2026-11-16 10:00", hours(24), nil, usual, Told{}, []string{
			"WARNED 50 2026-11-16 22:00:00", "WARNED 80 2026-11-17 05:12:00", "BREACHED 1 2026-11-17 10:00:00", "ESCALATED 2 2026-11-18 10:00:00",
		}},
		{"working days", "2026-11-16 10:00", workingDays(3), nil, usual, Told{}, []string{
			"WARNED 50 2026-11-17 15:00:00", "WARNED 80 2026-11-18 14:12:00", "BREACHED 1 2026-11-19 10:00:00", "ESCALATED 2 2026-11-20 10:00:00",
		}},
		{"working hours over the weekend", "2026-11-20 14:00", workingHours(8), nil, usual, Told{}, []string{
			"WARNED 50 2026-11-20 18:00:00", "WARNED 80 2026-11-23 11:24:00", "BREACHED 1 2026-11-23 14:00:00", "ESCALATED 2 2026-11-24 14:00:00",
		}},
		{"breached at night before a weekend", "2026-11-20 14:00", hours(8), nil, nil, Told{}, []string{
			"BREACHED 1 2026-11-20 22:00:00", "ESCALATED 2 2026-11-23 18:00:00",
		}},
		{"a pause between", "2026-11-16 10:00", hours(24), []string{"2026-11-16 20:00", "2026-11-17 08:00"}, usual, Told{}, []string{
			"WARNED 50 2026-11-17 10:00:00", "WARNED 80 2026-11-17 17:12:00", "BREACHED 1 2026-11-17 22:00:00", "ESCALATED 2 2026-11-18 18:00:00",
		}},
		{"a pause after a level", "2026-11-16 10:00", hours(24), []string{"2026-11-16 23:00", "2026-11-17 09:00"}, usual, Told{}, []string{
			"WARNED 50 2026-11-16 22:00:00", "WARNED 80 2026-11-17 15:12:00", "BREACHED 1 2026-11-17 20:00:00", "ESCALATED 2 2026-11-18 18:00:00",
		}},
		{"it waits", "2026-11-16 10:00", hours(24), []string{"2026-11-16 20:00"}, usual, Told{}, nil},
		{"warned once", "2026-11-16 10:00", hours(24), nil, usual, Told{WarnedPercent: 50}, []string{
			"WARNED 80 2026-11-17 05:12:00", "BREACHED 1 2026-11-17 10:00:00", "ESCALATED 2 2026-11-18 10:00:00",
		}},
		{"breached without a warning", "2026-11-16 10:00", hours(24), nil, usual, Told{BreachedAt: &due, Escalation: 1}, []string{
			"ESCALATED 2 2026-11-18 10:00:00",
		}},
		{"nothing is left", "2026-11-16 10:00", hours(24), nil, usual, Told{80, &due, 2}, nil},
		{"levels out of order, and none", "2026-11-16 10:00", hours(10), nil, []int{90, 0, 10, 100}, Told{}, []string{
			"WARNED 10 2026-11-16 11:00:00", "WARNED 90 2026-11-16 19:00:00", "BREACHED 1 2026-11-16 20:00:00", "ESCALATED 2 2026-11-17 18:00:00",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock := started(t, cal, c.start, c.limit)
			for i, at := range c.pauses {
				if i%2 == 0 {
					clock = paused(t, clock, in(t, cal, at))
				} else {
					clock = resumed(t, clock, in(t, cal, at), cal)
				}
			}
			if c.told.BreachedAt != nil {
				clock = clock.Breach()
			}
			marks := clock.Marks(c.told, c.warnAt, cal)
			if got := shown(marks, cal); !slices.Equal(got, c.want) {
				t.Fatalf("it tells\n%v, want\n%v", got, c.want)
			}
			told := c.told
			for _, m := range marks { // each is told once
				told = told.With(m)
			}
			if left := clock.Marks(told, c.warnAt, cal); len(marks) > 0 && len(left) > 0 {
				t.Errorf("left when all is told: %v", left)
			}
		})
	}
}

// Of what went up one way, the steps hold with which another way begins.
func TestKept(t *testing.T) {
	usual := DefaultEscalation()
	for name, c := range map[string]struct {
		told     int
		was, now []Escalation
		want     int
	}{
		"the same":            {2, usual, usual, 2},
		"not yet told":        {1, usual, []Escalation{{EscalateHead, 0}, {EscalateCommittee, 1}}, 1},
		"another second":      {2, usual, []Escalation{{EscalateHead, 0}, {EscalateCommittee, 1}}, 1},
		"later":               {2, usual, []Escalation{{EscalateHead, 0}, {EscalateManagement, 3}}, 1},
		"another first":       {2, usual, []Escalation{{EscalateManagement, 0}, {EscalateManagement, 1}}, 0},
		"longer":              {2, usual, append(DefaultEscalation(), Escalation{EscalateCommittee, 3}), 2},
		"shorter":             {2, usual, usual[:1], 1},
		"nothing was told":    {0, usual, usual, 0},
		"more than there are": {5, usual, usual, 2},
	} {
		if got := Kept(c.told, c.was, c.now); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// A breach whose first step is another now goes up from the first, at its own time.
func TestMarksFromTheFirst(t *testing.T) {
	cal := chinaCalendar(t)
	clock, due := started(t, cal, "2026-11-16 10:00", hours(24)).Breach(), in(t, cal, "2026-11-17 10:00")
	up := []Escalation{{EscalateManagement, 0}, {EscalateCommittee, 1}}
	want := []string{"ESCALATED 1 2026-11-17 10:00:00", "ESCALATED 2 2026-11-18 10:00:00"}
	if got := shown(clock.MarksUp(Told{BreachedAt: &due}, nil, up, cal), cal); !slices.Equal(got, want) {
		t.Errorf("it tells %v, want %v", got, want)
	}
}

func TestStoppedClocksTellNothing(t *testing.T) {
	cal := chinaCalendar(t)
	clock := started(t, cal, "2026-11-16 10:00", hours(24))
	for name, stop := range map[string]func() (Clock, error){
		"met":       func() (Clock, error) { return clock.Stop(clock.DueAt, cal) },
		"breached":  func() (Clock, error) { return clock.Breach().Stop(clock.DueAt.Add(time.Hour), cal) },
		"cancelled": func() (Clock, error) { return clock.Cancel(clock.StartedAt) },
	} {
		c, err := stop()
		if err != nil {
			t.Fatal(name, err)
		}
		marks := c.Marks(Told{}, []int{50}, cal)
		if _, counts := c.Deadline(); counts || len(marks) > 0 {
			t.Errorf("%s: it tells %v", name, marks)
		}
	}
}

// A clock that is stopped at its due time is met: it is breached after that.
func TestPassed(t *testing.T) {
	cal := chinaCalendar(t)
	clock := started(t, cal, "2026-11-16 10:00", hours(24))
	marks := clock.Marks(Told{}, []int{50, 80}, cal)
	for _, c := range []struct {
		after time.Duration
		want  int
	}{
		{0, 0},
		{12*time.Hour - time.Microsecond, 0},
		{12 * time.Hour, 1},
		{24 * time.Hour, 2},
		{24*time.Hour + time.Microsecond, 3},
		{48*time.Hour - time.Microsecond, 3},
		{48 * time.Hour, 4},
		{1000 * time.Hour, 4},
	} {
		passed, rest := Passed(marks, clock.StartedAt.Add(c.after))
		if len(passed) != c.want || len(rest) != len(marks)-c.want {
			t.Errorf("after %v: %v, and to come %v", c.after, passed, rest)
		}
	}
}

// What was told of a clock that is counted anew holds as far as it has passed.
func TestStill(t *testing.T) {
	cal := chinaCalendar(t)
	clock := started(t, cal, "2026-11-16 10:00", hours(24))
	due := clock.DueAt
	all := Told{WarnedPercent: 80, BreachedAt: &due, Escalation: 2}
	for _, c := range []struct {
		limit Limit
		told  Told
		after time.Duration
		want  Told
	}{
		{hours(48), all, 49 * time.Hour, all},
		{hours(72), all, 60 * time.Hour, Told{WarnedPercent: 80}},
		{hours(72), all, 40 * time.Hour, Told{WarnedPercent: 50}},
		{hours(240), all, 49 * time.Hour, Told{}},
		{hours(12), Told{WarnedPercent: 50}, 20 * time.Hour, Told{WarnedPercent: 50}},
	} {
		anew, _, err := clock.Breach().Recompute(c.limit, cal)
		if err != nil {
			t.Fatal(err)
		}
		if anew.State != ClockRunning {
			t.Errorf("%v: it is %s", c.limit, anew.State)
		}
		if got := anew.Still(c.told, []int{50, 80}, clock.StartedAt.Add(c.after), cal); got.WarnedPercent != c.want.WarnedPercent ||
			(got.BreachedAt == nil) != (c.want.BreachedAt == nil) || got.Escalation != c.want.Escalation {
			t.Errorf("%v after %v: %v, want %v", c.limit, c.after, got, c.want)
		}
	}
}

// An overdue clock is not paused, and stops like any other.
func TestBreachedRunsOn(t *testing.T) {
	cal := chinaCalendar(t)
	clock := started(t, cal, "2026-11-16 10:00", hours(24)).Breach()
	if _, counts := clock.Deadline(); !clock.Open() || !counts {
		t.Error("it does not run on")
	}
	_, err := clock.Pause(clock.DueAt.Add(time.Hour), PauseWaitingCustomer, "", both)
	wantFault(t, err, fault.CodeFailedPrecondition, "sla.clock_overdue")
	late, err := clock.Stop(clock.DueAt.Add(time.Hour), cal)
	if err != nil || late.State != ClockBreached || late.Open() {
		t.Errorf("%v, %v", late, err)
	}
	_, err = late.Pause(clock.DueAt.Add(time.Hour), PauseWaitingCustomer, "", both)
	wantFault(t, err, fault.CodeFailedPrecondition, "sla.clock_not_running")
	early, err := clock.Stop(clock.StartedAt.Add(time.Hour), cal) // written down late
	if err != nil || early.State != ClockMet {
		t.Errorf("%v, %v", early, err)
	}
}

// Without working time left the way up takes a day.
func TestMarksWithoutWorkingTime(t *testing.T) {
	clock := started(t, chinaCalendar(t), "2026-11-16 10:00", hours(24))
	marks := clock.Marks(Told{}, []int{50}, Calendar{})
	if len(marks) != 3 || !marks[2].At.Equal(clock.DueAt.AddDate(0, 0, 1)) {
		t.Errorf("%v", marks)
	}
}
