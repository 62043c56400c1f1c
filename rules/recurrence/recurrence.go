// Package recurrence turns a rule of RFC 5545 into the dates of a series.
package recurrence

import (
	"strings"
	"time"

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
// have, 10 at most), COUNT and UNTIL; an UNTIL that is a date is that day's end.
// Whatever the rule is, no day of the years is looked at twice. Errors, on the field: recurrence.malformed,
// recurrence.endless, recurrence.too_many, recurrence.none.
func Dates(field, rule string, from time.Time, zone *time.Location) ([]time.Time, error) {
	parts, err := parse(rule)
	if err != nil {
		return nil, fault.Input(field, "recurrence.malformed").With("value", text.Clip(rule)).Because(err)
	}
	from = from.In(zone).Truncate(time.Second)
	last := from.AddDate(Years, 0, 0)
	of, err := parts.series(zone)
	switch {
	case err != nil:
		return nil, fault.Input(field, "recurrence.malformed").With("value", text.Clip(rule)).Because(err)
	case of.count == 0 && of.until.IsZero():
		return nil, fault.Input(field, "recurrence.endless")
	case of.count > Max, of.until.After(last):
		return nil, tooMany(field)
	}
	if of.until.IsZero() { // a rule that never comes to its number ends all the same
		of.until = last
	}
	w := walk{series: of, from: from, zone: zone}
	w.run()
	switch {
	case len(w.dates) > Max:
		return nil, tooMany(field)
	case len(w.dates) == 0:
		return nil, fault.Input(field, "recurrence.none")
	case len(w.dates) < of.count: // they lie behind the last year
		return nil, tooMany(field)
	}
	return w.dates, nil
}

func tooMany(field string) error {
	return fault.Input(field, "recurrence.too_many").With("max", Max).With("years", Years)
}

// Clean is a rule as it is kept: in capitals, without its name.
func Clean(rule string) string {
	return strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(rule)), "RRULE:")
}
