package sla

import (
	"testing"
	"time"
)

// A week's first and last working days move with holidays and make-up days.
func TestWorkweek(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	work := []Frame{{From: 9 * 60, To: 12 * 60}, {From: 13 * 60, To: 18 * 60}}
	week := Week{work, work, work, work, work}
	free := func(date string) Day { return Day{Date: date, Kind: DayHoliday, Name: "holiday"} }
	for name, c := range map[string]struct {
		days        []Day
		on          string
		first, last string
		worked      bool
	}{
		"a usual week":           {nil, "2026-09-09", "2026-09-07 00:00", "2026-09-11 18:00", true},
		"asked on Sunday":        {nil, "2026-09-13", "2026-09-07 00:00", "2026-09-11 18:00", true},
		"Monday and Friday free": {[]Day{free("2026-09-07"), free("2026-09-11")}, "2026-09-09", "2026-09-08 00:00", "2026-09-10 18:00", true},
		"Saturday is made up": {
			[]Day{free("2026-09-07"), {Date: "2026-09-12", Kind: DayMakeup, Name: "make-up"}}, "2026-09-09", "2026-09-08 00:00", "2026-09-12 18:00", true,
		},
		"all free": {
			[]Day{free("2026-09-07"), free("2026-09-08"), free("2026-09-09"), free("2026-09-10"), free("2026-09-11")}, "2026-09-09", "", "", false,
		},
	} {
		cal, err := NewCalendar("Asia/Shanghai", week, c.days, "2026-12-31")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		at, err := time.ParseInLocation(time.DateOnly, c.on, zone)
		if err != nil {
			t.Fatal(err)
		}
		w, worked := cal.WorkweekOf(at.Add(10 * time.Hour))
		const form = "2006-01-02 15:04"
		if worked != c.worked || w.Name() != "2026-09-07" {
			t.Errorf("%s: %v, %s", name, worked, w.Name())
		}
		if worked && (w.First.Format(form) != c.first || w.End.Format(form) != c.last) {
			t.Errorf("%s: from %s to %s", name, w.First.Format(form), w.End.Format(form))
		}
	}
}
