package sla

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones, also on machines without them

	"heed/rules/fault"
)

func hm(t testing.TB, s string) Minute {
	t.Helper()
	m, err := ParseMinute(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func frames(t testing.TB, times ...string) []Frame {
	t.Helper()
	var out []Frame
	for i := 0; i < len(times); i += 2 {
		out = append(out, Frame{From: hm(t, times[i]), To: hm(t, times[i+1])})
	}
	return out
}

func calendar(t testing.TB, zone string, week Week, days ...Day) Calendar {
	t.Helper()
	c, err := NewCalendar(zone, week, days, "")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// chinaCalendar is the calendar of a company in Shanghai with the holidays of
// every year that is known.
func chinaCalendar(t testing.TB) Calendar {
	t.Helper()
	var days []Day
	first, last := PublishedYears()
	for year := first; year <= last; year++ {
		d, ok := ChinaDays(year)
		if !ok {
			t.Fatalf("no days of %d", year)
		}
		days = append(days, d...)
	}
	c, err := NewCalendar("Asia/Shanghai", DefaultWeek(), days, PublishedUntil())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// in reads "2025-09-30 17:00[:05]" in the calendar's zone.
func in(t testing.TB, c Calendar, s string) time.Time {
	t.Helper()
	layout := "2006-01-02 15:04"
	if len(s) > len(layout) {
		layout = time.DateTime
	}
	v, err := time.ParseInLocation(layout, s, c.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func wantFault(t testing.TB, err error, code fault.Code, key string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %s", key)
	}
	if f := fault.From(err); f.Code != code || f.Key != key {
		t.Fatalf("error %v, want %s %s", err, code, key)
	}
}

func hours(n int) Limit        { return Limit{Amount: n, Unit: UnitHour} }
func workingHours(n int) Limit { return Limit{Amount: n, Unit: UnitWorkingHour} }
func workingDays(n int) Limit  { return Limit{Amount: n, Unit: UnitWorkingDay} }
