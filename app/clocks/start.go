package clocks

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/optional"
	"heed/rules/sla"
)

// Planned is a clock that has not begun: of a record that is still to be written, too.
type Planned struct {
	kind   sla.ClockKind
	clock  sla.Clock
	policy *ent.SlaPolicy // nil where the due time was given
}

// Plan is a clock of the kind by the strictest deadline that fits the record and its
// customer's tier, due at what was promised to the customer at the latest; Never promises
// nothing. Where no deadline fits the promise alone counts; nil where there is none either.
func Plan(ctx context.Context, tx *ent.Tx, s Subject, kind sla.ClockKind, at, promised time.Time) (*Planned, error) {
	policy, err := Promise(ctx, tx, s, kind, at)
	if err != nil {
		return nil, err
	}
	p := &Planned{kind: kind, policy: policy}
	switch there := promised.Before(database.Never); {
	case policy == nil && !there:
		return nil, nil //nolint:nilnil // no clock, no error
	case policy == nil:
		p.clock = sla.StartGiven(at, promised)
	case there:
		p.clock, err = sla.StartPromised(at, limitOf(policy), promised, tenants.ConfigFrom(ctx).Calendar())
	default:
		p.clock, err = sla.Start(at, limitOf(policy), tenants.ConfigFrom(ctx).Calendar())
	}
	return p, err
}

// DueAt is when the clock is due, Never for none.
func (p *Planned) DueAt() time.Time {
	if p == nil {
		return database.Never
	}
	return p.clock.DueAt
}

// Begin writes the clock for the record; nil for none.
func (p *Planned) Begin(ctx context.Context, tx *ent.Tx, s Subject) (*ent.SlaClock, error) {
	if p == nil {
		return nil, nil //nolint:nilnil // no clock, no error
	}
	config := tenants.ConfigFrom(ctx)
	marks := p.clock.MarksUp(sla.Told{}, levels(p.policy), wayUp(p.policy), config.Calendar())
	create := tx.SlaClock.Create().SetKind(p.kind).SetPolicyVersion(0).
		SetCalendarID(config.CalendarID).SetState(p.clock.State).SetAmount(p.clock.Limit.Amount).SetUnit(p.clock.Limit.Unit).
		SetStartedAt(p.clock.StartedAt).SetDueAt(p.clock.DueAt).SetNillablePromisedAt(p.clock.Promised).
		SetPauses(orNone(p.clock.Pauses)).SetNillableNextTickAt(nextTick(marks))
	if p.policy != nil {
		create.SetPolicyID(p.policy.ID).SetPolicyVersion(p.policy.Version)
	}
	kindOf(s.Type).set(create, s.ID)
	c, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("clocks: starting a clock: %w", err)
	}
	note(ctx, nil, c)
	return c, nil
}

// Start starts a clock of the kind by the strictest deadline that fits the record
// and its customer's tier; nil when none asks for one.
func Start(ctx context.Context, tx *ent.Tx, s Subject, kind sla.ClockKind, at time.Time) (*ent.SlaClock, error) {
	p, err := Plan(ctx, tx, s, kind, at, database.Never)
	if err != nil {
		return nil, err
	}
	return p.Begin(ctx, tx, s)
}

// Repromise counts the record's open clock of the kind anew, by the deadline that fits now
// and what is promised now, nil for what was promised before, and gives the earliest due
// time of what runs. Records clock.recomputed with the old and the new due time where that
// moves.
func Repromise(ctx context.Context, tx *ent.Tx, s Subject, kind sla.ClockKind, promised *time.Time) (time.Time, error) {
	open, err := Open(ctx, tx, s)
	if err != nil {
		return database.Never, err
	}
	was := Find(open, kind)
	if was == nil {
		return Earliest(open...), nil
	}
	p, err := Plan(ctx, tx, s, kind, was.StartedAt, optional.Or(promised, promiseOf(was)))
	if err != nil || p == nil {
		return Earliest(open...), err
	}
	next := Of(was)
	next.Promised, next.Given = p.clock.Promised, p.clock.Given
	if p.policy == nil {
		next.DueAt, next.State = p.clock.DueAt, sla.ClockRunning
	} else if next, _, err = next.Recompute(limitOf(p.policy), Calendar(ctx, was)); err != nil {
		return database.Never, err
	}
	if next.DueAt.Equal(was.DueAt) && (p.policy == nil || p.policy.ID == was.PolicyID) && same(next.Promised, was.PromisedAt) {
		return Earliest(open...), nil
	}
	now, err := keep(ctx, tx, was, next, p.policy)
	if err != nil {
		return database.Never, err
	}
	tellRecount(ctx, s, now, was.DueAt, was.PolicyID)
	return Earliest(Replaced(open, now)...), nil
}

// promiseOf is what a clock keeps of what was promised, Never for nothing.
func promiseOf(c *ent.SlaClock) time.Time {
	switch {
	case c.PromisedAt != nil:
		return *c.PromisedAt
	case c.PolicyID == "":
		return c.DueAt
	default:
		return database.Never
	}
}

func same(one, other *time.Time) bool {
	return one == nil && other == nil || one != nil && other != nil && one.Equal(*other)
}
