package sla

import "time"

// Works tells whether the calendar has working time on the day of the instant.
func (c Calendar) Works(at time.Time) bool {
	frames, _ := c.frames(dateOf(at.In(c.Zone())))
	return len(frames) > 0
}

// WorkingDay is the day if it is worked, else the next one that is before the end; where
// the days up to there are free, the last one from the start on that is worked before it.
// Where none is, it stays. The day, the start and the end are midnights of the
// calendar's zone.
func WorkingDay(day, start, end time.Time, cal Calendar) time.Time {
	for at := day; at.Before(end); at = at.AddDate(0, 0, 1) {
		if cal.Works(at) {
			return at
		}
	}
	for at := day; !at.Before(start); at = at.AddDate(0, 0, -1) {
		if cal.Works(at) {
			return at
		}
	}
	return day
}
