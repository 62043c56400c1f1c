package period

import (
	"fmt"
	"testing"
	"time"

	"heed/rules/flow"
)

// The period that holds an instant, at the boundaries of each kind and in zones on
// both sides of Greenwich, with days that have 23 and 25 hours.
func TestOf(t *testing.T) {
	const shanghai, newYork, utc, auckland = "Asia/Shanghai", "America/New_York", "UTC", "Pacific/Auckland"
	for _, test := range []struct {
		of              flow.Period
		zone, at        string
		name, from, end string
	}{
		{flow.PeriodMonth, shanghai, "2026-08-31T15:59:59Z", "2026-08", "2026-07-31T16:00:00Z", "2026-08-31T16:00:00Z"},
		{flow.PeriodMonth, shanghai, "2026-08-31T16:00:00Z", "2026-09", "2026-08-31T16:00:00Z", "2026-09-30T16:00:00Z"},
		{flow.PeriodMonth, utc, "2028-02-29T23:59:59Z", "2028-02", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z"},
		{flow.PeriodMonth, newYork, "2026-03-01T04:59:59Z", "2026-02", "2026-02-01T05:00:00Z", "2026-03-01T05:00:00Z"},
		{flow.PeriodMonth, newYork, "2026-03-01T05:00:00Z", "2026-03", "2026-03-01T05:00:00Z", "2026-04-01T04:00:00Z"}, // an hour is left out
		{flow.PeriodMonth, newYork, "2026-11-15T00:00:00Z", "2026-11", "2026-11-01T04:00:00Z", "2026-12-01T05:00:00Z"}, // an hour comes twice
		{flow.PeriodQuarter, shanghai, "2026-09-30T15:59:59Z", "2026-Q3", "2026-06-30T16:00:00Z", "2026-09-30T16:00:00Z"},
		{flow.PeriodQuarter, shanghai, "2026-09-30T16:00:00Z", "2026-Q4", "2026-09-30T16:00:00Z", "2026-12-31T16:00:00Z"},
		{flow.PeriodQuarter, shanghai, "2026-12-31T16:00:00Z", "2027-Q1", "2026-12-31T16:00:00Z", "2027-03-31T16:00:00Z"},
		{flow.PeriodHalfYear, utc, "2026-06-30T23:59:59Z", "2026-H1", "2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z"},
		{flow.PeriodHalfYear, utc, "2026-07-01T00:00:00Z", "2026-H2", "2026-07-01T00:00:00Z", "2027-01-01T00:00:00Z"},
		{flow.PeriodYear, auckland, "2026-12-31T10:59:59Z", "2026", "2025-12-31T11:00:00Z", "2026-12-31T11:00:00Z"},
		{flow.PeriodYear, auckland, "2026-12-31T11:00:00Z", "2027", "2026-12-31T11:00:00Z", "2027-12-31T11:00:00Z"},
		{flow.PeriodWeek, shanghai, "2026-09-13T15:59:59Z", "2026-W37", "2026-09-06T16:00:00Z", "2026-09-13T16:00:00Z"},
		{flow.PeriodWeek, shanghai, "2026-09-13T16:00:00Z", "2026-W38", "2026-09-13T16:00:00Z", "2026-09-20T16:00:00Z"},
		{flow.PeriodWeek, utc, "2027-01-01T12:00:00Z", "2026-W53", "2026-12-28T00:00:00Z", "2027-01-04T00:00:00Z"},
	} {
		t.Run(fmt.Sprintf("%s %s %s", test.of, test.zone, test.at), func(t *testing.T) {
			zone, err := time.LoadLocation(test.zone)
			if err != nil {
				t.Fatal(err)
			}
			at, err := time.Parse(time.RFC3339, test.at)
			if err != nil {
				t.Fatal(err)
			}
			got := Of(test.of, at, zone)
			from, end := got.Start.Format(time.RFC3339), got.End.Format(time.RFC3339)
			if got.Name != test.name || from != test.from || end != test.end {
				t.Errorf("%s from %s to %s, want %s from %s to %s", got.Name, from, end, test.name, test.from, test.end)
			}
			if !got.Holds(at) || !got.Holds(got.Start) || got.Holds(got.End) || !got.Holds(got.Due()) {
				t.Errorf("%s does not hold what it should", got.Name)
			}
			if next := Of(test.of, got.End, zone); !next.Start.Equal(got.End) {
				t.Errorf("the next one begins at %s", next.Start)
			}
		})
	}
}

func TestSince(t *testing.T) {
	day := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 3, 0, 0, 0, time.UTC) }
	names := func(all []Span) (names []string) {
		for _, one := range all {
			names = append(names, one.Name)
		}
		return names
	}
	for _, test := range []struct {
		first, last time.Time
		most        int
		want        string
	}{
		{day(9, 1), day(9, 30), 12, "[2026-09]"},
		{day(8, 31), day(9, 1), 12, "[2026-08 2026-09]"},
		{day(1, 1), day(9, 1), 3, "[2026-07 2026-08 2026-09]"},
		{day(10, 1), day(9, 1), 12, "[]"},
	} {
		if got := fmt.Sprint(names(Since(flow.PeriodMonth, test.first, test.last, time.UTC, test.most))); got != test.want {
			t.Errorf("from %s to %s: %s, want %s", test.first, test.last, got, test.want)
		}
	}
}
