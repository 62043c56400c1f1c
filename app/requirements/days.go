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
