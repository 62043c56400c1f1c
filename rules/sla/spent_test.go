package sla

import "testing"

// What a response took and was allowed, in the unit of its promise (D0-59).
func TestSpentMinutes(t *testing.T) {
	cal := chinaCalendar(t)
	for _, c := range []struct {
		name           string
		start, stop    string
		limit          Limit
		pauses         []string
		spent, allowed int64
	}{
		{"hours go on over night", "2026-11-16 10:00", "2026-11-17 10:00", hours(12), nil, 24 * 60, 12 * 60},
		{"working hours do not", "2026-11-16 16:00", "2026-11-17 10:00", workingHours(4), nil, 3 * 60, 4 * 60},
		{"half a day of three", "2026-11-16 09:00", "2026-11-16 14:00", workingDays(3), nil, 4 * 60, 24 * 60},
		{"pauses are left out", "2026-11-16 10:00", "2026-11-17 10:00", hours(24), []string{"2026-11-16 20:00", "2026-11-17 08:00"}, 12 * 60, 24 * 60},
		{"at once", "2026-11-16 10:00", "2026-11-16 10:00", hours(24), nil, 0, 24 * 60},
		{"a weekend", "2026-11-21 10:00", "2026-11-22 10:00", workingDays(1), nil, 0, 8 * 60},
	} {
		clock := Clock{Limit: c.limit, StartedAt: in(t, cal, c.start), State: ClockMet}
		if clock.SpentMinutes(cal) != 0 {
			t.Errorf("%s: it has not stopped", c.name)
		}
		stop := in(t, cal, c.stop)
		clock.StoppedAt = &stop
		if len(c.pauses) == 2 {
			to := in(t, cal, c.pauses[1])
			clock.Pauses = []Pause{{From: in(t, cal, c.pauses[0]), To: &to, Reason: PauseWaitingCustomer}}
		}
		if spent, allowed := clock.SpentMinutes(cal), c.limit.AllowedMinutes(); spent != c.spent || allowed != c.allowed {
			t.Errorf("%s: %d of %d minutes, want %d of %d", c.name, spent, allowed, c.spent, c.allowed)
		}
	}
}
