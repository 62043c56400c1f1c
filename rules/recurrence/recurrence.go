// Package recurrence turns a rule of RFC 5545 into the dates of a series.
package recurrence

import (
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"heed/rules/fault"
	"heed/rules/text"
)

// The bounds of a series.
const (
	Max   = 1000 // dates
	Years = 50   // after its first date
	// maxRule is the longest rule, in bytes.
	maxRule = 500
)

// Dates are those of the rule, in their order: from the instant on, at its time of
// day in the zone, whatever its clocks are set to by then. Of a rule it knows FREQ (DAILY to
// YEARLY), INTERVAL, BYDAY, BYMONTHDAY, BYSETPOS (of positions that its period can
// have, 10 at most), COUNT and UNTIL; an UNTIL that is a
// date is that day's end. Errors, on the field: recurrence.malformed,
// recurrence.endless, recurrence.too_many, recurrence.none.
func Dates(field, rule string, from time.Time, zone *time.Location) ([]time.Time, error) {
	parts, err := parse(rule)
	if err != nil {
		return nil, fault.Input(field, "recurrence.malformed").With("value", text.Clip(rule)).Because(err)
	}
	from = from.In(zone).Truncate(time.Second)
	last := from.AddDate(Years, 0, 0)
	o, err := parts.options(from, zone)
	switch {
	case err != nil:
		return nil, fault.Input(field, "recurrence.malformed").With("value", text.Clip(rule)).Because(err)
	case o.Count == 0 && o.Until.IsZero():
		return nil, fault.Input(field, "recurrence.endless")
	case o.Count > Max, o.Until.After(last):
		return nil, tooMany(field)
	}
	counted := o.Count
	if o.Until.IsZero() { // a rule that never comes to its number ends all the same
		o.Until = last
	}
	r, err := rrule.NewRRule(o)
	if err != nil {
		return nil, fault.Input(field, "recurrence.malformed").With("value", text.Clip(rule)).Because(err)
	}
	var all []time.Time
	for next := r.Iterator(); ; {
		at, ok := next()
		if !ok {
			break
		}
		if len(all) == Max {
			return nil, tooMany(field)
		}
		all = append(all, at.UTC())
	}
	switch {
	case len(all) == 0:
		return nil, fault.Input(field, "recurrence.none")
	case len(all) < counted: // they lie behind the last year
		return nil, tooMany(field)
	}
	return all, nil
}

func tooMany(field string) error {
	return fault.Input(field, "recurrence.too_many").With("max", Max).With("years", Years)
}

// Clean is a rule as it is kept: in capitals, without its name.
func Clean(rule string) string {
	return strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(rule)), "RRULE:")
}
