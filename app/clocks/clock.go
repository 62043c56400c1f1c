package clocks

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/slaclock"
	"heed/rules/fault"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// Of is the stored clock as a value that moves.
func Of(c *ent.SlaClock) sla.Clock {
	return sla.Clock{
		Limit:     sla.Limit{Amount: c.Amount, Unit: c.Unit},
		StartedAt: c.StartedAt, DueAt: c.DueAt, State: c.State, Pauses: c.Pauses, StoppedAt: c.StoppedAt,
		Given: given(c.Kind) || c.PolicyID == "", Promised: c.PromisedAt,
	}
}

// Open are the record's clocks that still measure, the oldest first. Its row is
// locked, so they stay as they are.
func Open(ctx context.Context, tx *ent.Tx, s Subject) ([]*ent.SlaClock, error) {
	all, err := tx.SlaClock.Query().
		Where(kindOf(s.Type).of(s.ID), slaclock.StoppedAtIsNil()).
		Order(slaclock.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("clocks: reading clocks: %w", err)
	}
	return all, nil
}

// Find finds the first clock of the kind; nil for none.
func Find(open []*ent.SlaClock, kind sla.ClockKind) *ent.SlaClock {
	for _, c := range open {
		if c.Kind == kind {
			return c
		}
	}
	return nil
}

// Replaced is the list with the clock's newer state.
func Replaced(open []*ent.SlaClock, now *ent.SlaClock) []*ent.SlaClock {
	for i, c := range open {
		if c.ID == now.ID {
			open[i] = now
		}
	}
	return open
}

// Earliest is the earliest due time of the running clocks, Never for none. A
// paused clock has no due time: it moves when the clock runs on.
func Earliest(all ...*ent.SlaClock) time.Time {
	due := database.Never
	for _, c := range all {
		if c == nil {
			continue
		}
		if at, counts := Of(c).Deadline(); counts && at.Before(due) {
			due = at
		}
	}
	return due
}

// Calendar is the calendar by which the clock counts.
func Calendar(ctx context.Context, c *ent.SlaClock) sla.Calendar {
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
		SetAmount(next.Limit.Amount).SetUnit(next.Limit.Unit).SetNillablePromisedAt(next.Promised).SetNillableStoppedAt(next.StoppedAt)
	if policy != nil {
		change.SetPolicyID(policy.ID).SetPolicyVersion(policy.Version)
	}
	next, err := retell(ctx, tx, change, was, next, policy)
	if err != nil {
		return nil, err
	}
	c, err := change.SetState(next.State).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("clocks: writing clock %s: %w", was.ID, err)
	}
	note(ctx, was, c)
	return c, nil
}

// note keeps what is known about clocks elsewhere; was is nil for a new one.
func note(ctx context.Context, was, now *ent.SlaClock) {
	countClock(ctx, was, now)
	if now.NextTickAt != nil {
		journal.DueBy(ctx, *now.NextTickAt)
	}
}

// Cancel ends the measuring of one clock without a result.
func Cancel(ctx context.Context, tx *ent.Tx, c *ent.SlaClock, at time.Time) (*ent.SlaClock, error) {
	next, err := Of(c).Cancel(at)
	if err != nil {
		return nil, err
	}
	return keep(ctx, tx, c, next, nil)
}

// CancelAll ends the measuring of all open clocks of the record without a result.
func CancelAll(ctx context.Context, tx *ent.Tx, s Subject, at time.Time) error {
	open, err := Open(ctx, tx, s)
	if err != nil {
		return err
	}
	for _, c := range open {
		if _, err := Cancel(ctx, tx, c, at); err != nil {
			return err
		}
	}
	return nil
}

// Stop stops the record's clocks of the kind that are open, if any, and gives
// the earliest due time of what still runs. A client's time before the clock
// began is an error on its field; without a field the time is now, and another
// machine's clock may have been ahead.
func Stop(ctx context.Context, tx *ent.Tx, s Subject, kind sla.ClockKind, at time.Time, field string) (due time.Time, err error) {
	open, err := Open(ctx, tx, s)
	if err != nil {
		return database.Never, err
	}
	for i, c := range open {
		if c.Kind != kind {
			continue
		}
		if open[i], err = stop(ctx, tx, c, at, field); err != nil {
			return database.Never, err
		}
	}
	return Earliest(open...), nil
}

func stop(ctx context.Context, tx *ent.Tx, c *ent.SlaClock, at time.Time, field string) (*ent.SlaClock, error) {
	if field == "" && at.Before(c.StartedAt) {
		at = c.StartedAt
	}
	next, err := Of(c).Stop(at, Calendar(ctx, c))
	if err != nil {
		return nil, onField(err, field)
	}
	return keep(ctx, tx, c, next, nil)
}

// onField names the client's field in an error about an instant.
func onField(err error, field string) error {
	var f *fault.Error
	if field != "" && errors.As(err, &f) && f.Code == fault.CodeBadUserInput {
		return f.On(field)
	}
	return err
}

func orNone(pauses []sla.Pause) []sla.Pause {
	if pauses == nil {
		return []sla.Pause{}
	}
	return pauses
}

// Detail tells which promise a clock makes, so that the journal alone tells what
// was kept of it (D0-63); nil without a clock.
func Detail(c *ent.SlaClock) map[string]any {
	if c == nil {
		return nil
	}
	return map[string]any{
		"clock": c.ID, "policy": c.PolicyID, "policyVersion": c.PolicyVersion, "amount": c.Amount, "unit": c.Unit,
		"startedAt": c.StartedAt, "dueAt": c.DueAt,
	}
}
