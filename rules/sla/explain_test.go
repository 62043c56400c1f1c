package sla

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// lines writes an explanation in the calendar's zone, a segment a line.
func lines(e Explanation, cal Calendar) string {
	var b strings.Builder
	for _, s := range e.Segments {
		fmt.Fprintf(&b, "%s %s %s %s", s.From.In(cal.Zone()).Format("01-02 15:04"), s.To.In(cal.Zone()).Format("01-02 15:04"), s.Kind, s.Reason)
		for _, more := range []string{s.Name, s.Note} {
			if more != "" {
				b.WriteString(" " + more)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestExplain(t *testing.T) {
	cal := chinaCalendar(t)
	to := in(t, cal, "2025-09-30 11:00")
	pauses := []Pause{{From: in(t, cal, "2025-09-29 17:00"), To: &to, Reason: PauseWaitingCustomer, Note: "等样品"}}
	for _, c := range []struct {
		name     string
		from, to string
		unit     Unit
		pauses   []Pause
		want     string
	}{
		{"night and lunch", "2026-11-16 11:00", "2026-11-17 09:30", UnitWorkingHour, nil, `
11-16 11:00 11-16 12:00 COUNTED WORKING
11-16 12:00 11-16 13:00 SKIPPED BREAK
11-16 13:00 11-16 18:00 COUNTED WORKING
11-16 18:00 11-17 09:00 SKIPPED NIGHT
11-17 09:00 11-17 09:30 COUNTED WORKING
`},
		{"weekend is one segment", "2026-11-20 17:00", "2026-11-23 08:00", UnitWorkingDay, nil, `
11-20 17:00 11-20 18:00 COUNTED WORKING
11-20 18:00 11-21 00:00 SKIPPED NIGHT
11-21 00:00 11-23 00:00 SKIPPED WEEKEND
11-23 00:00 11-23 08:00 SKIPPED NIGHT
`},
		{"National Day 2025 with make-up day and pause", "2025-09-28 16:00", "2025-10-09 10:00", UnitWorkingHour, pauses, `
09-28 16:00 09-28 18:00 COUNTED WORKING 国庆节、中秋节调休
09-28 18:00 09-29 09:00 SKIPPED NIGHT
09-29 09:00 09-29 12:00 COUNTED WORKING
09-29 12:00 09-29 13:00 SKIPPED BREAK
09-29 13:00 09-29 17:00 COUNTED WORKING
09-29 17:00 09-30 11:00 SKIPPED PAUSE WAITING_CUSTOMER 等样品
09-30 11:00 09-30 12:00 COUNTED WORKING
09-30 12:00 09-30 13:00 SKIPPED BREAK
09-30 13:00 09-30 18:00 COUNTED WORKING
09-30 18:00 10-01 00:00 SKIPPED NIGHT
10-01 00:00 10-09 00:00 SKIPPED HOLIDAY 国庆节、中秋节
10-09 00:00 10-09 09:00 SKIPPED NIGHT
10-09 09:00 10-09 10:00 COUNTED WORKING
`},
		{"elapsed hours with a pause", "2025-09-29 12:00", "2025-10-01 12:00", UnitHour, pauses, `
09-29 12:00 09-29 17:00 COUNTED ELAPSED
09-29 17:00 09-30 11:00 SKIPPED PAUSE WAITING_CUSTOMER 等样品
09-30 11:00 10-01 12:00 COUNTED ELAPSED
`},
		{"open pause reaches to the end", "2026-11-16 11:00", "2026-11-18 10:00", UnitWorkingHour, []Pause{{From: in(t, cal, "2026-11-16 11:30"), Reason: PauseForceMajeure}}, `
11-16 11:00 11-16 11:30 COUNTED WORKING
11-16 11:30 11-18 10:00 SKIPPED PAUSE FORCE_MAJEURE
`},
		{"nothing", "2026-11-16 11:00", "2026-11-16 11:00", UnitWorkingHour, nil, "\n"},
		{"backwards", "2026-11-16 11:00", "2026-11-15 11:00", UnitHour, nil, "\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			from, to := in(t, cal, c.from), in(t, cal, c.to)
			e := Explain(from, to, c.unit, c.pauses, cal)
			if got := "\n" + lines(e, cal); got != c.want {
				t.Errorf("got %swant %s", got, c.want)
			}
			if all := to.Sub(from); all >= 0 && e.Counted+e.Skipped != all {
				t.Errorf("counted %s + skipped %s, want %s", e.Counted, e.Skipped, all)
			}
			if e.Truncated {
				t.Error("truncated")
			}
		})
	}
}

func TestExplainIsBounded(t *testing.T) {
	cal := chinaCalendar(t)
	from := in(t, cal, "2024-01-02 09:00")
	e := Explain(from, from.AddDate(1, 0, 0), UnitWorkingHour, nil, cal)
	if len(e.Segments) != MaxSegments || !e.Truncated {
		t.Errorf("%d segments, truncated %v", len(e.Segments), e.Truncated)
	}
	if all := from.AddDate(1, 0, 0).Sub(from); e.Counted+e.Skipped != all {
		t.Errorf("the totals cover %s of %s", e.Counted+e.Skipped, all)
	}
	e = Explain(from, from.AddDate(900, 0, 0), UnitHour, nil, cal)
	if !e.Truncated || len(e.Segments) != 1 || !e.Segments[0].To.Equal(from.AddDate(horizon, 0, 0)) {
		t.Errorf("900 years: %+v", e)
	}
	// Eight hours on each working day, counted by the calendar.
	days := 0
	for on := (date{2024, 1, 2}); on != (date{2025, 1, 2}); on = on.next() {
		if f, _ := cal.frames(on); len(f) > 0 {
			days++
		}
	}
	e = Explain(from, from.AddDate(1, 0, 0), UnitWorkingHour, nil, cal)
	if want := time.Duration(days) * 8 * time.Hour; e.Counted != want {
		t.Errorf("counted %s, want %s", e.Counted, want)
	}
}
