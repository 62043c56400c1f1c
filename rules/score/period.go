package score

import (
	"time"

	"heed/rules/flow"
)

// Span is a period of the company's calendar, half-open: From is its first
// instant, To the first after it. Both are in the company's zone.
type Span struct {
	Period   flow.Period
	From, To time.Time
}

// At is the period of the kind that holds the instant, in the zone.
func At(p flow.Period, t time.Time, zone *time.Location) Span {
	t = t.In(zone)
	y, m, d := t.Date()
	switch p {
	case flow.PeriodWeek: // from Monday on
		d -= (int(t.Weekday()) + 6) % 7
		return Span{p, Midnight(y, m, d, zone), Midnight(y, m, d+7, zone)}
	case flow.PeriodQuarter:
		return months(p, y, m, 3, zone)
	case flow.PeriodHalfYear:
		return months(p, y, m, 6, zone)
	case flow.PeriodYear:
		return months(p, y, m, 12, zone)
	case flow.PeriodMonth:
		fallthrough
	default:
		return months(flow.PeriodMonth, y, m, 1, zone)
	}
}

// Between is the period from one instant to another in their zone: of the kind that has
// exactly these ends, or of none.
func Between(from, to time.Time) Span {
	for _, p := range []flow.Period{flow.PeriodMonth, flow.PeriodQuarter, flow.PeriodWeek, flow.PeriodHalfYear, flow.PeriodYear} {
		if s := At(p, from, from.Location()); s.From.Equal(from) && s.To.Equal(to) {
			return s
		}
	}
	return Span{From: from, To: to}
}

// months is the stretch of so many months of a year that holds the month.
func months(p flow.Period, y int, m time.Month, n int, zone *time.Location) Span {
	first := m - (m-1)%time.Month(n)
	return Span{p, Midnight(y, first, 1, zone), Midnight(y, first+time.Month(n), 1, zone)}
}

// Before is the period before it.
func (s Span) Before() Span { return At(s.Period, s.From.Add(-time.Nanosecond), s.From.Location()) }

// Next is the period after it.
func (s Span) Next() Span { return At(s.Period, s.To, s.From.Location()) }

// Holds tells whether the instant lies in the period.
func (s Span) Holds(t time.Time) bool { return !t.Before(s.From) && t.Before(s.To) }

// First and Last are the days of the period, YYYY-MM-DD.
func (s Span) First() string { return s.From.Format(time.DateOnly) }

// Last is the last day of the period, YYYY-MM-DD.
func (s Span) Last() string { return s.To.Add(-time.Nanosecond).Format(time.DateOnly) }

// Months are the months in the period, in order; of a period that is shorter,
// the month of its beginning.
func (s Span) Months() []Span {
	var all []Span
	for m := At(flow.PeriodMonth, s.From, s.From.Location()); m.From.Before(s.To); m = m.Next() {
		all = append(all, m)
	}
	return all
}

// Midnight is the first instant of a day. Where clocks are put forward or back at
// midnight there is none, or there are two: time.Date promises nothing then.
func Midnight(y int, m time.Month, d int, zone *time.Location) time.Time {
	t := time.Date(y, m, d, 0, 0, 0, 0, zone)
	wall := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	}
	day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if short := day.Sub(wall(t)); short > 0 { // it reads the evening before
		return t.Add(short)
	}
	if earlier := t.Add(-time.Hour); !wall(earlier).Before(day) { // it is midnight for the second time
		return earlier
	}
	return t
}
