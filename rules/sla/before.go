package sla

import "time"

// daysBack is how far WorkingDayBefore looks: no holidays are longer.
const daysBack = 40

// WorkingDayBefore is an instant from which on one working day is left until
// the due time, at its time of day: a reminder on Friday for what is due on
// Monday. Where the calendar knows no working day near, it is the day before.
func WorkingDayBefore(due time.Time, cal Calendar) time.Time {
	day := Limit{Amount: 1, Unit: UnitWorkingDay}
	for back := 1; back <= daysBack; back++ {
		at := due.In(cal.Zone()).AddDate(0, 0, -back).UTC()
		if used, err := Due(at, day, cal); err == nil && !used.After(due) {
			return at
		}
	}
	return due.Add(-24 * time.Hour)
}
