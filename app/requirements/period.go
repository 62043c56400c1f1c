package requirements

import (
	"time"

	"heed/rules/fault"
	"heed/rules/text"
)

// MaxPeriod is the longest period of a dashboard, in days after its first.
const MaxPeriod = 366

// period is whole days in the company's zone, both included.
type period struct{ from, to time.Time }

// periodOf reads a period of days (YYYY-MM-DD). Without days it is the month of
// now; with one of the two, the rest of its month. Errors: sla.date_format,
// period.reversed, period.too_long.
func periodOf(from, to *string, now time.Time, zone *time.Location) (period, error) {
	p := period{}
	var err error
	if p.from, err = day("from", from, zone); err != nil {
		return p, err
	}
	if p.to, err = day("to", to, zone); err != nil {
		return p, err
	}
	switch {
	case p.from.IsZero() && p.to.IsZero():
		p.from = monthStart(now.In(zone))
		p.to = monthEnd(p.from)
	case p.from.IsZero():
		p.from = monthStart(p.to)
	case p.to.IsZero():
		p.to = monthEnd(p.from)
	}
	switch {
	case p.to.Before(p.from):
		return p, fault.Input("to", "period.reversed")
	case p.to.After(p.from.AddDate(0, 0, MaxPeriod)):
		return p, fault.Input("to", "period.too_long").With("max", MaxPeriod)
	}
	return p, nil
}

// begin is the first instant of the period, end the first after it.
func (p period) begin() time.Time { return p.from.UTC() }
func (p period) end() time.Time   { return p.to.AddDate(0, 0, 1).UTC() }

func day(field string, value *string, zone *time.Location) (time.Time, error) {
	if value == nil {
		return time.Time{}, nil
	}
	at, err := time.ParseInLocation(time.DateOnly, *value, zone)
	if err != nil || at.Year() < 1 || at.Year() > 9998 {
		return time.Time{}, fault.Input(field, "sla.date_format").With("value", text.Clip(*value))
	}
	return at, nil
}

func monthStart(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, t.Location())
}

func monthEnd(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month()+1, 0, 0, 0, 0, 0, t.Location())
}
