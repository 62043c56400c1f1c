package sla

import "time"

// Overdue tells whether the limit was exceeded at the instant, or for a
// stopped clock whether it was breached. Time in a pause exceeds nothing.
func (c Clock) Overdue(now time.Time) bool {
	switch c.State {
	case ClockRunning:
		return now.After(c.DueAt)
	case ClockPaused:
		p, _ := c.paused()
		return now.After(c.DueAt) && !p.From.Before(c.DueAt)
	case ClockBreached:
		return true
	default:
		return false
	}
}

// Explain tells how the time was counted and skipped: from the start to the
// stop, or to the due time, or to now if that is past it.
func (c Clock) Explain(now time.Time, cal Calendar) Explanation {
	to := later(now, c.DueAt)
	if c.StoppedAt != nil {
		to = *c.StoppedAt
	}
	return Explain(c.StartedAt, to, c.Limit.Unit, c.Pauses, cal)
}

// Used is the share of the limit used up at the instant (or at the stop), in
// percent, rounded down, 100 at most. Warnings compare it with a policy's
// WarnAtPercent.
func (c Clock) Used(now time.Time, cal Calendar) int {
	if c.Limit.Check() != nil {
		return 0
	}
	end := now
	if c.StoppedAt != nil {
		end = earlier(now, *c.StoppedAt)
	}
	all := c.Limit.allowed()
	var used cost
	for s := range unpaused(cal.stretches(c.StartedAt, end, c.Limit.Unit), c.Pauses) {
		s.To = earlier(s.To, end)
		if s.Kind != Counted || !s.To.After(s.From) {
			continue
		}
		used += c.Limit.cost(s)
		if used+c.Limit.slack() >= all {
			return 100
		}
	}
	return int((used + c.Limit.slack()) / (all / 100))
}
