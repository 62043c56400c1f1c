package score

import (
	"testing"
	"time"

	"heed/rules/flow"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		zone     string
		period   flow.Period
		at       string // UTC
		from, to string // UTC
	}{
		{"Asia/Shanghai", flow.PeriodMonth, "2026-02-28T15:59:59Z", "2026-01-31T16:00:00Z", "2026-02-28T16:00:00Z"},
		{"Asia/Shanghai", flow.PeriodMonth, "2026-02-28T16:00:00Z", "2026-02-28T16:00:00Z", "2026-03-31T16:00:00Z"},
		{"Asia/Shanghai", flow.PeriodMonth, "2024-02-29T12:00:00Z", "2024-01-31T16:00:00Z", "2024-02-29T16:00:00Z"},
		{"Asia/Shanghai", flow.PeriodMonth, "2026-12-31T16:00:00Z", "2026-12-31T16:00:00Z", "2027-01-31T16:00:00Z"},
		{"Asia/Shanghai", flow.PeriodQuarter, "2026-03-31T15:59:59Z", "2025-12-31T16:00:00Z", "2026-03-31T16:00:00Z"},
		{"Asia/Shanghai", flow.PeriodQuarter, "2026-11-10T00:00:00Z", "2026-09-30T16:00:00Z", "2026-12-31T16:00:00Z"},
		{"Asia/Shanghai", flow.PeriodHalfYear, "2026-06-30T15:00:00Z", "2025-12-31T16:00:00Z", "2026-06-30T16:00:00Z"},
		{"Asia/Shanghai", flow.PeriodHalfYear, "2026-07-01T00:00:00Z", "2026-06-30T16:00:00Z", "2026-12-31T16:00:00Z"},
		{"Asia/Shanghai", flow.PeriodYear, "2026-07-01T00:00:00Z", "2025-12-31T16:00:00Z", "2026-12-31T16:00:00Z"},
		{"Asia/Shanghai", flow.PeriodWeek, "2026-11-22T15:00:00Z", "2026-11-15T16:00:00Z", "2026-11-22T16:00:00Z"}, // a Sunday
		{"Asia/Shanghai", flow.PeriodWeek, "2026-11-22T16:00:00Z", "2026-11-22T16:00:00Z", "2026-11-29T16:00:00Z"}, // a Monday
		// The clocks change in the period: it is an hour shorter, or longer.
		{"Europe/Berlin", flow.PeriodMonth, "2026-03-15T00:00:00Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z"},
		{"Europe/Berlin", flow.PeriodMonth, "2026-10-15T00:00:00Z", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"},
		{"America/New_York", flow.PeriodQuarter, "2026-01-10T00:00:00Z", "2026-01-01T05:00:00Z", "2026-04-01T04:00:00Z"},
		// The month has no midnight: at 00:00 it is 01:00.
		{"America/Asuncion", flow.PeriodMonth, "2017-10-10T00:00:00Z", "2017-10-01T04:00:00Z", "2017-11-01T03:00:00Z"},
		{"America/Asuncion", flow.PeriodMonth, "2017-10-01T03:59:59Z", "2017-09-01T04:00:00Z", "2017-10-01T04:00:00Z"},
		// It has two: at 01:00 it is 00:00 again.
		{"America/Havana", flow.PeriodMonth, "2020-11-10T00:00:00Z", "2020-11-01T04:00:00Z", "2020-12-01T05:00:00Z"},
		{"America/Havana", flow.PeriodMonth, "2020-11-01T04:30:00Z", "2020-11-01T04:00:00Z", "2020-12-01T05:00:00Z"},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		s := At(c.period, at, zone(t, c.zone))
		if from, to := s.From.UTC().Format(time.RFC3339), s.To.UTC().Format(time.RFC3339); from != c.from || to != c.to {
			t.Errorf("%s of %s in %s: %s to %s, want %s to %s", c.period, c.at, c.zone, from, to, c.from, c.to)
		}
		if !s.Holds(at) || !s.Holds(s.From) || s.Holds(s.To) {
			t.Errorf("%s of %s in %s: it is not half-open around its instant", c.period, c.at, c.zone)
		}
	}
}

// What lies between two instants is of the kind that has these ends, or of none.
func TestBetween(t *testing.T) {
	z := zone(t, "America/Asuncion") // where a month may have no midnight
	for _, c := range []struct {
		from, to string // the day after the last
		want     flow.Period
	}{
		{"2017-10-01", "2017-11-01", flow.PeriodMonth},
		{"2026-02-01", "2026-03-01", flow.PeriodMonth},
		{"2017-10-01", "2018-01-01", flow.PeriodQuarter},
		{"2026-08-01", "2026-11-01", ""},
		{"2026-11-16", "2026-11-23", flow.PeriodWeek},
		{"2026-11-17", "2026-11-24", ""},
		{"2026-01-01", "2026-07-01", flow.PeriodHalfYear},
		{"2026-04-01", "2026-10-01", ""},
		{"2026-01-01", "2027-01-01", flow.PeriodYear},
		{"2026-04-01", "2027-04-01", ""},
		{"2026-11-01", "2026-11-30", ""},
		{"2026-11-02", "2026-12-02", ""},
	} {
		day := func(text string) time.Time {
			d, err := time.Parse(time.DateOnly, text)
			if err != nil {
				t.Fatal(err)
			}
			return Midnight(d.Year(), d.Month(), d.Day(), z)
		}
		if s := Between(day(c.from), day(c.to)); s.Period != c.want || !s.From.Equal(day(c.from)) || !s.To.Equal(day(c.to)) {
			t.Errorf("%s to %s is %v", c.from, c.to, s)
		}
	}
}

// Periods follow one another without a gap, whatever clocks do.
func TestPeriodsFollowOneAnother(t *testing.T) {
	for _, name := range []string{"Asia/Shanghai", "America/Asuncion", "America/Havana", "Africa/Cairo", "Australia/Lord_Howe"} {
		for _, p := range flow.Period("").Values() {
			s := At(flow.Period(p), time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC), zone(t, name))
			for range 200 {
				next := s.Next()
				if !next.From.Equal(s.To) || !next.Before().From.Equal(s.From) || !next.Before().To.Equal(s.To) || !next.To.After(next.From) {
					t.Fatalf("%s in %s: after %s comes %s", p, name, s.First(), next.First())
				}
				s = next
			}
		}
	}
}

func TestDaysAndMonths(t *testing.T) {
	s := At(flow.PeriodQuarter, time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC), zone(t, "Asia/Shanghai"))
	if s.First() != "2026-01-01" || s.Last() != "2026-03-31" {
		t.Errorf("%s to %s", s.First(), s.Last())
	}
	all := s.Months()
	if len(all) != 3 || all[0].First() != "2026-01-01" || all[2].Last() != "2026-03-31" {
		t.Errorf("months: %v", all)
	}
}
