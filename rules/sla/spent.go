package sla

import "time"

// hoursOfDay is what a working day counts where promises in days and in hours are
// added up.
const hoursOfDay = 8

// minutesOf are minutes of so many units: a working day is eight hours, however
// long it is, as a promise of a day is one.
func (u Unit) minutesOf(units float64) float64 {
	if u == UnitWorkingDay {
		units *= hoursOfDay
	}
	return units * time.Hour.Minutes()
}

// AllowedMinutes is the limit in minutes.
func (l Limit) AllowedMinutes() int64 { return int64(l.Unit.minutesOf(float64(l.Amount))) }

// SpentMinutes is the time that the clock counted until it was stopped, in the unit
// of its limit and without pauses, in whole minutes (D0-59); 0 for one that was not
// stopped. What lies more than five years after the start is left out.
func (c Clock) SpentMinutes(cal Calendar) int64 {
	if c.StoppedAt == nil {
		return 0
	}
	end := earlier(*c.StoppedAt, c.StartedAt.AddDate(horizon, 0, 0))
	units := 0.0
	for s := range unpaused(cal.stretches(c.StartedAt, end, c.Limit.Unit), c.Pauses) {
		if !s.From.Before(end) {
			break
		}
		if s.Kind != Counted {
			continue
		}
		s.To = earlier(s.To, end)
		if c.Limit.Unit == UnitWorkingDay {
			units += float64(c.Limit.cost(s)) / float64(wholeDay)
		} else {
			units += float64(c.Limit.cost(s)) / float64(hourAmount)
		}
	}
	return int64(c.Limit.Unit.minutesOf(units) + 0.5)
}
