package clocks

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/sla"
)

// Start starts a clock of the kind by the strictest deadline that fits the record
// and its customer's tier; nil when none asks for one.
func Start(ctx context.Context, tx *ent.Tx, s Subject, kind sla.ClockKind, at time.Time) (*ent.SlaClock, error) {
	policy, err := Promise(ctx, tx, s, kind, at)
	if err != nil || policy == nil {
		return nil, err
	}
	config := tenants.ConfigFrom(ctx)
	clock, err := sla.Start(at, limitOf(policy), config.Calendar())
	if err != nil {
		return nil, err
	}
	create := tx.SlaClock.Create().SetKind(kind).SetPolicyID(policy.ID).SetPolicyVersion(policy.Version).
		SetCalendarID(config.CalendarID).SetState(clock.State).SetAmount(clock.Limit.Amount).SetUnit(clock.Limit.Unit).
		SetStartedAt(clock.StartedAt).SetDueAt(clock.DueAt).SetPauses(orNone(clock.Pauses)).
		SetNillableNextTickAt(nextTick(clock.MarksUp(sla.Told{}, policy.WarnAtPercent, wayUp(policy), config.Calendar())))
	kindOf(s.Type).set(create, s.ID)
	c, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("clocks: starting a clock: %w", err)
	}
	note(ctx, nil, c)
	return c, nil
}
