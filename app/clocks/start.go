package clocks

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/sla"
)

// Start starts a clock of the kind by the strictest deadline that fits the record
// and its customer's tier; nil when none asks for one.
func Start(ctx context.Context, tx *ent.Tx, s Subject, kind sla.ClockKind, at time.Time) (*ent.SlaClock, error) {
	policy, err := Promise(ctx, tx, s, kind, at)
	if err != nil || policy == nil {
		return nil, err
	}
	clock, err := sla.Start(at, limitOf(policy), tenants.ConfigFrom(ctx).Calendar())
	if err != nil {
		return nil, err
	}
	return write(ctx, tx, s, kind, clock, policy)
}

// StartPromised is Start for a clock that is due at the promised time at the latest. Where
// no deadline fits, the promise alone counts; where there is none either, there is no clock.
func StartPromised(ctx context.Context, tx *ent.Tx, s Subject, kind sla.ClockKind, at, promised time.Time) (*ent.SlaClock, error) {
	policy, err := Promise(ctx, tx, s, kind, at)
	if err != nil {
		return nil, err
	}
	there := promised.Before(database.Never)
	switch {
	case policy == nil && !there:
		return nil, nil //nolint:nilnil // no clock, no error
	case policy == nil:
		return write(ctx, tx, s, kind, sla.StartGiven(at, promised), nil)
	case !there:
		return Start(ctx, tx, s, kind, at)
	}
	clock, err := sla.StartPromised(at, limitOf(policy), promised, tenants.ConfigFrom(ctx).Calendar())
	if err != nil {
		return nil, err
	}
	return write(ctx, tx, s, kind, clock, policy)
}

// write writes a clock that begins; without a policy its due time was given.
func write(ctx context.Context, tx *ent.Tx, s Subject, kind sla.ClockKind, clock sla.Clock, policy *ent.SlaPolicy) (*ent.SlaClock, error) {
	config := tenants.ConfigFrom(ctx)
	create := tx.SlaClock.Create().SetKind(kind).SetPolicyVersion(0).
		SetCalendarID(config.CalendarID).SetState(clock.State).SetAmount(clock.Limit.Amount).SetUnit(clock.Limit.Unit).
		SetStartedAt(clock.StartedAt).SetDueAt(clock.DueAt).SetNillablePromisedAt(clock.Promised).SetPauses(orNone(clock.Pauses)).
		SetNillableNextTickAt(nextTick(clock.MarksUp(sla.Told{}, levels(policy), wayUp(policy), config.Calendar())))
	if policy != nil {
		create.SetPolicyID(policy.ID).SetPolicyVersion(policy.Version)
	}
	kindOf(s.Type).set(create, s.ID)
	c, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("clocks: starting a clock: %w", err)
	}
	note(ctx, nil, c)
	return c, nil
}
