// Package sla is working time, deadlines and the clocks that measure them.
// It is pure: calendars, limits and instants come as arguments, and a clock is
// a value whose moves return the changed clock (D0-46..48, D2-60, D3-25, D3-65).
package sla

import (
	"time"

	"heed/rules/fault"
)

// Unit is what a limit counts.
type Unit string

// The units.
const (
	// UnitHour is elapsed time, nights and holidays included ("24 hours", D3-25).
	UnitHour Unit = "HOUR"
	// UnitWorkingHour is time inside the frames of the working calendar.
	UnitWorkingHour Unit = "WORKING_HOUR"
	// UnitWorkingDay is the working time of one day, however long that day is.
	UnitWorkingDay Unit = "WORKING_DAY"
)

// Values lists the units.
func (Unit) Values() []string { return names([]Unit{UnitHour, UnitWorkingHour, UnitWorkingDay}) }

// The largest amounts of a limit.
const (
	MaxHours = 8760
	MaxDays  = 366
)

// Limit is the time allowed, at least 1 of its unit.
type Limit struct {
	Amount int  `json:"amount"`
	Unit   Unit `json:"unit"`
}

// Check refuses unknown units and amounts below 1 or above MaxHours, MaxDays.
func (l Limit) Check() error {
	most := MaxHours
	switch l.Unit {
	case UnitHour, UnitWorkingHour:
	case UnitWorkingDay:
		most = MaxDays
	default:
		return fault.Input("unit", "sla.limit_unit").With("unit", string(l.Unit))
	}
	if l.Amount < 1 || l.Amount > most {
		return fault.Input("amount", "sla.limit_amount").With("max", most)
	}
	return nil
}

// Due is the first instant at which the limit is used up, counted from start:
//
//   - HOUR is elapsed time; the calendar plays no part.
//   - WORKING_HOUR counts the time inside the calendar's frames.
//   - WORKING_DAY counts shares of working days: an instant of work is worth
//     its share of that day's working time, so every working day is worth 1,
//     short ones too. With equal days the due time is the time of day of the
//     start, n working days later (Monday 10:00 + 3 = Thursday 10:00; Friday
//     16:00 + 1 = Monday 16:00).
//
// A start outside working time counts from the next working moment: 1 working
// day from Saturday is used up when Monday's work ends. Limits are used up at
// the end of work rather than at the next begin, as no working time lies
// between the two.
//
// Errors: the limit's (Check), and FAILED_PRECONDITION sla.no_working_time when
// the calendar has not enough working time in the five years after the start.
// The result is in UTC.
func Due(start time.Time, limit Limit, cal Calendar) (time.Time, error) {
	return dueWithPauses(start, limit, nil, cal)
}

func names[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}
