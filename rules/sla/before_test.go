package sla

import (
	"testing"
	"time"
)

func TestWorkingDayBefore(t *testing.T) {
	cal, err := NewCalendar("Asia/Shanghai", DefaultWeek(), []Day{{Date: "2026-09-10", Kind: DayHoliday}}, "2027-12-31")
	if err != nil {
		t.Fatal(err)
	}
	for due, want := range map[string]string{
		"2026-09-09 10:00": "2026-09-08 10:00", // Wednesday
		"2026-09-14 10:00": "2026-09-11 10:00", // Monday
		"2026-09-11 15:00": "2026-09-09 15:00", // after a holiday
		"2026-09-13 10:00": "2026-09-10 10:00", // Sunday: Friday is the working day that is left
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", due, cal.Zone())
		if err != nil {
			t.Fatal(err)
		}
		if got := WorkingDayBefore(at, cal).In(cal.Zone()).Format("2006-01-02 15:04"); got != want {
			t.Errorf("due %s: %s, want %s", due, got, want)
		}
	}
}
