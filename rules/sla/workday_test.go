package sla

import (
	"testing"
	"time"
)

// Of a day that is not worked the next one that is, in its month; at the end of the month
// the one before.
func TestWorkingDay(t *testing.T) {
	cal, err := NewCalendar("Asia/Shanghai", DefaultWeek(), nil, "")
	if err != nil {
		t.Fatal(err)
	}
	cal = cal.WithPublished()
	for _, c := range []struct {
		name, day, want string
		cal             Calendar
	}{
		{"a working day", "2026-11-26", "2026-11-26", cal},
		{"a Saturday", "2026-11-07", "2026-11-09", cal},
		{"New Year", "2026-01-01", "2026-01-04", cal}, // a Sunday worked for a bridge day
		{"the National Day", "2026-10-01", "2026-10-08", cal},
		{"a Sunday worked for a bridge day", "2026-02-14", "2026-02-14", cal},
		{"the last Saturday of a month", "2026-02-28", "2026-02-28", cal}, // worked for a bridge day
		{"the last days of a month", "2026-05-30", "2026-05-29", cal},
		{"where nobody works", "2026-11-07", "2026-11-07", Calendar{}},
	} {
		zone := cal.Zone()
		day, err := time.ParseInLocation(time.DateOnly, c.day, zone)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, zone)
		if got := WorkingDay(day, start, start.AddDate(0, 1, 0), c.cal).Format(time.DateOnly); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.name, c.day, got, c.want)
		}
	}
}
