package requirements

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/slaclock"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// clockOf is the stored clock as a value that moves.
func clockOf(c *ent.SlaClock) sla.Clock {
	return sla.Clock{
		Limit:     sla.Limit{Amount: c.Amount, Unit: c.Unit},
		StartedAt: c.StartedAt, DueAt: c.DueAt, State: c.State, Pauses: c.Pauses, StoppedAt: c.StoppedAt,
	}
}

// openClocks are the requirement's clocks that still measure, the oldest first.
// Its row is locked, so they stay as they are.
func openClocks(ctx context.Context, tx *ent.Tx, requirement typeid.ID) ([]*ent.SlaClock, error) {
	clocks, err := tx.SlaClock.Query().
		Where(slaclock.RequirementID(requirement), slaclock.StoppedAtIsNil()).
		Order(slaclock.ByID()).All(asSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("requirements: reading clocks: %w", err)
	}
	return clocks, nil
}

// firstResponse finds the first-response clock among open ones; nil for none.
func firstResponse(open []*ent.SlaClock) *ent.SlaClock {
	for _, c := range open {
		if c.Kind == sla.ClockFirstResponse {
			return c
		}
	}
	return nil
}

// earliestDue is the earliest due time of the running clocks, Never for none.
// A paused clock has no due time: it moves when the clock runs on.
func earliestDue(clocks ...*ent.SlaClock) time.Time {
	due := database.Never
	for _, c := range clocks {
		if c != nil && clockOf(c).Counting() && c.DueAt.Before(due) {
			due = c.DueAt
		}
	}
	return due
}

// calendarOf is the calendar by which the clock counts.
func calendarOf(ctx context.Context, c *ent.SlaClock) sla.Calendar {
	config := tenants.ConfigFrom(ctx)
	if calendar, ok := config.Calendars[c.CalendarID]; ok {
		return calendar
	}
	return config.Calendar()
}

// keep writes a move of a clock, with the policy that sets its limit, and keeps
// the counters and when the clock next has something to tell.
func keep(ctx context.Context, tx *ent.Tx, was *ent.SlaClock, next sla.Clock, policy *ent.SlaPolicy) (*ent.SlaClock, error) {
	change := was.Update().SetDueAt(next.DueAt).SetPauses(orNone(next.Pauses)).
		SetAmount(next.Limit.Amount).SetUnit(next.Limit.Unit).SetNillableStoppedAt(next.StoppedAt)
	if policy != nil {
		change.SetPolicyID(policy.ID).SetPolicyVersion(policy.Version)
	}
	next, err := retell(ctx, tx, change, was, next, policy)
	if err != nil {
		return nil, err
	}
	c, err := change.SetState(next.State).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: writing clock %s: %w", was.ID, err)
	}
	noteClock(ctx, was, c)
	return c, nil
}

// noteClock keeps what is known about clocks elsewhere; was is nil for a new one.
func noteClock(ctx context.Context, was, now *ent.SlaClock) {
	countClock(ctx, was, now)
	if now.NextTickAt != nil {
		journal.DueBy(ctx, *now.NextTickAt)
	}
}

// cancelAll ends the measuring of open clocks without a result.
func cancelAll(ctx context.Context, tx *ent.Tx, requirement typeid.ID, at time.Time) error {
	open, err := openClocks(ctx, tx, requirement)
	if err != nil {
		return err
	}
	for _, c := range open {
		next, err := clockOf(c).Cancel(at)
		if err != nil {
			return err
		}
		if _, err := keep(ctx, tx, c, next, nil); err != nil {
			return err
		}
	}
	return nil
}

// stopResponse stops the first-response clock, if one is open, and gives the
// earliest due time of what still runs. A client's time before the clock began
// is an error on its field; without a field the time is now, and another
// machine's clock may have been ahead.
func stopResponse(ctx context.Context, tx *ent.Tx, requirement typeid.ID, at time.Time, field string) (due time.Time, err error) {
	open, err := openClocks(ctx, tx, requirement)
	if err != nil {
		return database.Never, err
	}
	for i, c := range open {
		if c.Kind != sla.ClockFirstResponse {
			continue
		}
		if field == "" && at.Before(c.StartedAt) {
			at = c.StartedAt
		}
		next, err := clockOf(c).Stop(at, calendarOf(ctx, c))
		if err != nil {
			return database.Never, onField(err, field)
		}
		if open[i], err = keep(ctx, tx, c, next, nil); err != nil {
			return database.Never, err
		}
	}
	return earliestDue(open...), nil
}

func orNone(pauses []sla.Pause) []sla.Pause {
	if pauses == nil {
		return []sla.Pause{}
	}
	return pauses
}

// clockDetail tells which promise a clock makes; nil without a clock.
func clockDetail(c *ent.SlaClock) map[string]any {
	if c == nil {
		return nil
	}
	return map[string]any{"clock": c.ID, "policy": c.PolicyID, "policyVersion": c.PolicyVersion, "dueAt": c.DueAt}
}
