// Package period cuts the company's calendar into weeks, months, quarters, half-years
// and years. A period begins and ends at midnight in the company's time zone.
package period

import (
	"fmt"
	"strconv"
	"time"

	"heed/rules/flow"
)

// Span is one period: from Start up to End, which is the Start of the next.
type Span struct {
	Name       string // 2026-W37, 2026-09, 2026-Q3, 2026-H2 or 2026
	Start, End time.Time
}

// Of is the period of the kind that holds the instant.
func Of(p flow.Period, at time.Time, zone *time.Location) Span {
	at = at.In(zone)
	year, month, day := at.Date()
	first := func(y int, m time.Month) time.Time { return time.Date(y, m, 1, 0, 0, 0, 0, zone).UTC() }
	months := func(name string, of time.Month) Span {
		start := month - (month-1)%of
		return Span{name, first(year, start), first(year, start+of)}
	}
	switch p {
	case flow.PeriodWeek:
		monday := day - (int(at.Weekday())+6)%7
		y, week := at.ISOWeek()
		return Span{
			fmt.Sprintf("%d-W%02d", y, week),
			time.Date(year, month, monday, 0, 0, 0, 0, zone).UTC(), time.Date(year, month, monday+7, 0, 0, 0, 0, zone).UTC(),
		}
	case flow.PeriodQuarter:
		return months(fmt.Sprintf("%d-Q%d", year, (month-1)/3+1), 3)
	case flow.PeriodHalfYear:
		return months(fmt.Sprintf("%d-H%d", year, (month-1)/6+1), 6)
	case flow.PeriodYear:
		return months(strconv.Itoa(year), 12)
	case flow.PeriodMonth:
	}
	return months(fmt.Sprintf("%d-%02d", year, month), 1)
}

// Since are the periods from the one that holds the first instant to the one that
// holds the last, the earliest first; of more than so many the latest.
func Since(p flow.Period, first, last time.Time, zone *time.Location, most int) []Span {
	var all []Span
	for one := Of(p, last, zone); len(all) < most && one.End.After(first); one = Of(p, one.Start.Add(-time.Nanosecond), zone) {
		all = append([]Span{one}, all...)
	}
	return all
}

// Holds tells whether the instant lies in the period.
func (s Span) Holds(at time.Time) bool { return !at.Before(s.Start) && at.Before(s.End) }

// Due is the last second of the period.
func (s Span) Due() time.Time { return s.End.Add(-time.Second) }
