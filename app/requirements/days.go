package requirements

import (
	"time"

	"heed/rules/fault"
)

// Days are the first instant of a period of whole days (YYYY-MM-DD) in the zone and
// the first after it; both days are given. Errors: sla.date_format,
// period.reversed, period.too_long, input.required.
func Days(from, to string, zone *time.Location) (begin, end time.Time, err error) {
	if from == "" || to == "" {
		return begin, end, fault.Input("from", "input.required")
	}
	p, err := periodOf(&from, &to, time.Time{}, zone)
	return p.begin(), p.end(), err
}

// Period is whole days in the company's zone, both included: First and Last, from the
// instant Begin up to End.
type Period struct {
	First, Last string
	Begin, End  time.Time
}

// PeriodOf reads a period of which either day may be left out: the present month, or
// the rest of the month of the other. Errors: sla.date_format, period.reversed,
// period.too_long.
func PeriodOf(from, to *string, now time.Time, zone *time.Location) (Period, error) {
	p, err := periodOf(from, to, now, zone)
	if err != nil {
		return Period{}, err
	}
	return Period{First: p.from.Format(time.DateOnly), Last: p.to.Format(time.DateOnly), Begin: p.begin(), End: p.end()}, nil
}

// Earlier is the period so many days before, by the days of the zone.
func (p Period) Earlier(days int, zone *time.Location) Period {
	begin, end := p.Begin.In(zone).AddDate(0, 0, -days), p.End.In(zone).AddDate(0, 0, -days)
	return Period{
		First: begin.Format(time.DateOnly), Last: end.AddDate(0, 0, -1).Format(time.DateOnly), Begin: begin.UTC(), End: end.UTC(),
	}
}
