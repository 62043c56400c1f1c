package clocks

import (
	"context"
	"time"

	"heed/ent"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// toldOf is what has been told of the stored clock.
func toldOf(c *ent.SlaClock) sla.Told {
	return sla.Told{WarnedPercent: c.WarnedPercent, BreachedAt: c.BreachedAt, Escalation: c.Escalation}
}

// setTold writes what has been told of a clock.
func setTold(change *ent.SlaClockUpdateOne, told sla.Told) {
	change.SetWarnedPercent(told.WarnedPercent).SetEscalation(told.Escalation)
	if told.BreachedAt == nil {
		change.ClearBreachedAt()
	} else {
		change.SetBreachedAt(*told.BreachedAt)
	}
}

// retell writes what a clock that moves has told and when it next tells.
func retell(ctx context.Context, tx *ent.Tx, change *ent.SlaClockUpdateOne, was *ent.SlaClock, next sla.Clock, policy *ent.SlaPolicy) (sla.Clock, error) {
	next, told, at, err := tells(ctx, tx, was, next, policy)
	if err != nil {
		return next, err
	}
	setTold(change, told)
	if at != nil {
		change.SetNextTickAt(*at)
	} else {
		change.ClearNextTickAt()
	}
	return next, nil
}

// tells works out what a clock that moves has told and when it next tells. One
// that is counted anew, by another policy, takes back what would come later
// now, and what went up another way; one that stops tells nothing more, and was
// breached or was not.
func tells(ctx context.Context, tx *ent.Tx, was *ent.SlaClock, next sla.Clock, policy *ent.SlaPolicy) (sla.Clock, sla.Told, *time.Time, error) {
	told := toldOf(was)
	if !next.Open() {
		switch {
		case next.State == sla.ClockMet:
			told.BreachedAt = nil // written down late, done in time
		case next.State == sla.ClockBreached && told.BreachedAt == nil:
			told.BreachedAt = &next.DueAt
		}
		return next, told, nil, nil
	}
	anew := policy != nil
	if !next.Given {
		before, err := policyOfClock(ctx, tx, was.PolicyID)
		if err != nil {
			return next, told, nil, err
		}
		if !anew {
			policy = before
		} else if told.Escalation > 0 {
			told.Escalation = sla.Kept(told.Escalation, wayUp(before), wayUp(policy))
		}
	}
	calendar, warnAt := Calendar(ctx, was), levels(policy)
	if anew {
		told = next.Still(told, warnAt, viewer.Now(ctx), calendar)
		if told.BreachedAt != nil && next.State == sla.ClockRunning {
			next = next.Breach()
		}
	}
	return next, told, nextTick(next.MarksUp(told, warnAt, wayUp(policy), calendar)), nil
}

// levels are the parts of its limit at which a clock of the policy warns.
func levels(policy *ent.SlaPolicy) []int {
	if policy == nil {
		return usualLevels
	}
	return policy.WarnAtPercent
}

// usualLevels are those of clocks without a policy.
var usualLevels = []int{50, 80}

// wayUp is whom a breach of a clock of the policy goes up to.
func wayUp(policy *ent.SlaPolicy) []sla.Escalation {
	if policy == nil || len(policy.EscalateTo) == 0 {
		return sla.DefaultEscalation()
	}
	return policy.EscalateTo
}

// nextTick is when the first of the marks can be told, in the microseconds that
// both databases keep; nil for none.
func nextTick(marks []sla.Mark) *time.Time {
	if len(marks) == 0 {
		return nil
	}
	at := marks[0].LookAt().Add(time.Microsecond - time.Nanosecond).Truncate(time.Microsecond)
	return &at
}
