package sla

import (
	"strings"
	"testing"
	"time"
)

func TestChinaDays(t *testing.T) {
	// Days off and make-up days as the notices number them, and the ordinary
	// working days that follow from them (2023 without 2022-12-31).
	for year, want := range map[int]struct{ off, makeup, worked int }{
		2023: {26, 7, 249},
		2024: {28, 8, 251},
		2025: {28, 5, 248},
		2026: {33, 6, 248},
	} {
		days, ok := ChinaDays(year)
		if !ok {
			t.Fatalf("no days of %d", year)
		}
		cal := calendar(t, "Asia/Shanghai", DefaultWeek(), days...)
		off, makeup := 0, 0
		last := ""
		for _, d := range days {
			if d.Date <= last {
				t.Errorf("%s after %s", d.Date, last)
			}
			last = d.Date
			if d.Name == "" || !strings.Contains(d.Source, "国务院") {
				t.Errorf("%s lacks name or source", d.Date)
			}
			on, err := parseDate(d.Date)
			if err != nil || on.year != year {
				t.Errorf("%s in %d: %v", d.Date, year, err)
			}
			switch d.Kind {
			case DayHoliday:
				off++
			case DayMakeup:
				makeup++
				if w := on.weekday(); w != time.Saturday && w != time.Sunday {
					t.Errorf("make-up day %s is a %s", d.Date, w)
				}
			default:
				t.Errorf("%s is %s", d.Date, d.Kind)
			}
		}
		worked := 0
		for on := (date{year, 1, 1}); on.year == year; on = on.next() {
			if f, _ := cal.frames(on); len(f) > 0 {
				worked++
			}
		}
		if off != want.off || makeup != want.makeup || worked != want.worked {
			t.Errorf("%d: %d off, %d make-up, %d worked, want %v", year, off, makeup, worked, want)
		}
	}
}

func TestPublished(t *testing.T) {
	first, last := PublishedYears()
	for year := first; year <= last; year++ {
		if _, ok := ChinaDays(year); !ok {
			t.Errorf("gap in %d", year)
		}
	}
	for _, year := range []int{first - 1, last + 1} {
		if _, ok := ChinaDays(year); ok {
			t.Errorf("%d is not published", year)
		}
	}
	if first != 2023 || PublishedUntil() < "2026-12-31" {
		t.Errorf("from %d until %s", first, PublishedUntil())
	}
}

func TestValues(t *testing.T) {
	for name, values := range map[string][]string{
		"Unit": Unit("").Values(), "DayKind": DayKind("").Values(), "ClockState": ClockState("").Values(),
		"ClockKind": ClockKind("").Values(), "PauseReason": PauseReason("").Values(), "Target": Target("").Values(),
		"SegmentKind": SegmentKind("").Values(), "Reason": Reason("").Values(),
	} {
		seen := map[string]bool{}
		for _, v := range values {
			if v == "" || seen[v] || v != strings.ToUpper(v) {
				t.Errorf("%s: %q", name, v)
			}
			seen[v] = true
		}
		if len(values) < 2 {
			t.Errorf("%s: %v", name, values)
		}
	}
}
