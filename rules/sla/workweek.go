package sla

import "time"

// Workweek is the working time of a week, Monday to Sunday in the calendar's zone.
type Workweek struct {
	Monday time.Time // its first instant
	First  time.Time // midnight of the first working day
	End    time.Time // when work ends on the last working day
}

// Name is the date of the week's Monday.
func (w Workweek) Name() string { return w.Monday.Format(time.DateOnly) }

// WorkweekOf is the week that the instant falls into; false for a week of which no day
// is worked.
func (c Calendar) WorkweekOf(t time.Time) (Workweek, bool) {
	on := dateOf(t.In(c.Zone()))
	back := (int(on.weekday()) + 6) % 7
	at := dateOf(time.Date(on.year, on.month, on.day-back, 0, 0, 0, 0, time.UTC))
	w, worked := Workweek{Monday: at.at(0, c.Zone())}, false
	for range 7 {
		if frames, _ := c.frames(at); len(frames) > 0 {
			if !worked {
				w.First = at.at(0, c.Zone())
			}
			w.End, worked = at.at(frames[len(frames)-1].To, c.Zone()), true
		}
		at = at.next()
	}
	return w, worked
}
