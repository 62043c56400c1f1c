package sla

import "time"

// Explain tells how the time was counted and skipped: from the start to the
// stop, or to the due time, or to now if that is past it.
func (c Clock) Explain(now time.Time, cal Calendar) Explanation {
	to := later(now, c.DueAt)
	if c.StoppedAt != nil {
		to = *c.StoppedAt
	}
	return Explain(c.StartedAt, to, c.Limit.Unit, c.Pauses, cal)
}
