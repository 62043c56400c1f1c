package requirements

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/slapolicy"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// promise is the strictest first-response policy for a requirement, counted
// from an instant; nil when none fits (D0-46 to D0-48).
func promise(ctx context.Context, urgency flow.Urgency, tier string, at time.Time) (*ent.SlaPolicy, error) {
	fitting, err := promises(ctx, urgency, tier, at)
	if err != nil || len(fitting) == 0 {
		return nil, err
	}
	return fitting[0], nil
}

// Candidate is a deadline that fits a requirement, and when it would be due.
type Candidate struct {
	Policy *ent.SlaPolicy
	DueAt  time.Time
}

// Candidates are the deadlines in force that fit the clock's requirement as it
// stands now, the strictest first, counted as the clock is: from its start, less
// its pauses. The first of them is what the clock was set to, unless deadlines,
// the urgency or the tier have changed since. A clock that has
// stopped has none. The customer is nil when the viewer may not read it: then
// deadlines for a tier are not told.
func Candidates(ctx context.Context, clock *ent.SlaClock, r *ent.Requirement, from *ent.Customer) ([]Candidate, error) {
	c := clockOf(clock)
	if !c.Open() || clock.Kind != sla.ClockFirstResponse {
		return nil, nil
	}
	tier := ""
	if from != nil {
		tier = from.TierKey
	}
	fitting, err := promises(ctx, r.Urgency, tier, clock.StartedAt)
	if err != nil {
		return nil, err
	}
	all := make([]Candidate, len(fitting))
	for i, policy := range fitting {
		counted, _, err := c.Recompute(sla.Limit{Amount: policy.Amount, Unit: policy.Unit}, calendarOf(ctx, clock))
		if err != nil {
			return nil, err
		}
		all[i] = Candidate{Policy: policy, DueAt: counted.DueAt}
	}
	return all, nil
}

// promises are the first-response policies in force that fit, the strictest first.
func promises(ctx context.Context, urgency flow.Urgency, tier string, at time.Time) ([]*ent.SlaPolicy, error) {
	config := tenants.ConfigFrom(ctx)
	byID := map[string]*ent.SlaPolicy{}
	policies := make([]sla.Policy, 0, len(config.Policies))
	for _, p := range config.Policies {
		if !p.Active || p.ValidFrom.After(at) {
			continue
		}
		byID[string(p.ID)] = p
		policies = append(policies, policyOf(p))
	}
	facts := sla.Match{Urgency: string(urgency), Tier: tier}
	fitting, err := sla.Candidates(policies, sla.TargetRequirement, sla.ClockFirstResponse, facts, at, config.Calendar())
	if err != nil {
		return nil, err
	}
	all := make([]*ent.SlaPolicy, len(fitting))
	for i, f := range fitting {
		all[i] = byID[f.Policy.ID]
	}
	return all, nil
}

func policyOf(p *ent.SlaPolicy) sla.Policy {
	match := sla.Match{Tier: p.TierKey}
	if p.Urgency != nil {
		match.Urgency = string(*p.Urgency)
	}
	return sla.Policy{
		ID: string(p.ID), Target: sla.Target(p.Target), Kind: p.ClockKind, Match: match,
		Limit: sla.Limit{Amount: p.Amount, Unit: p.Unit}, PauseOn: p.PauseOn, WarnAtPercent: p.WarnAtPercent,
	}
}

// startResponse starts a first-response clock; nil when no policy asks for one.
func startResponse(ctx context.Context, tx *ent.Tx, r *ent.Requirement, tier string, at time.Time) (*ent.SlaClock, error) {
	policy, err := promise(ctx, r.Urgency, tier, at)
	if err != nil || policy == nil {
		return nil, err
	}
	return startClock(ctx, tx, r.ID, policy, at)
}

func startClock(ctx context.Context, tx *ent.Tx, requirement typeid.ID, policy *ent.SlaPolicy, at time.Time) (*ent.SlaClock, error) {
	config := tenants.ConfigFrom(ctx)
	clock, err := sla.Start(at, sla.Limit{Amount: policy.Amount, Unit: policy.Unit}, config.Calendar())
	if err != nil {
		return nil, err
	}
	c, err := tx.SlaClock.Create().
		SetRequirementID(requirement).SetKind(policy.ClockKind).SetPolicyID(policy.ID).SetPolicyVersion(policy.Version).
		SetCalendarID(config.CalendarID).SetState(clock.State).SetAmount(clock.Limit.Amount).SetUnit(clock.Limit.Unit).
		SetStartedAt(clock.StartedAt).SetDueAt(clock.DueAt).SetPauses(orNone(clock.Pauses)).
		SetNillableNextTickAt(nextTick(clock.Marks(sla.Told{}, policy.WarnAtPercent, config.Calendar()))).
		Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: starting a clock: %w", err)
	}
	noteClock(ctx, nil, c)
	return c, nil
}

// pauseReasons are the reasons for which the clock's policy lets it wait, also
// when the policy is no longer in force.
func pauseReasons(ctx context.Context, tx *ent.Tx, c *ent.SlaClock) ([]sla.PauseReason, error) {
	p, err := policyOfClock(ctx, tx, c.PolicyID)
	if err != nil || p == nil {
		return nil, err
	}
	return p.PauseOn, nil
}

// policyOfClock is the policy by which a clock counts, in force or not; nil when
// it is gone.
func policyOfClock(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.SlaPolicy, error) {
	for _, p := range tenants.ConfigFrom(ctx).Policies {
		if p.ID == id {
			return p, nil
		}
	}
	p, err := tx.SlaPolicy.Query().Where(slapolicy.ID(id)).Only(asSystem(ctx))
	if ent.MaskNotFound(err) != nil {
		return nil, fmt.Errorf("requirements: reading a deadline: %w", err)
	}
	return p, nil
}

// onField names the client's field in an error about an instant.
func onField(err error, field string) error {
	var f *fault.Error
	if field != "" && errors.As(err, &f) && f.Code == fault.CodeBadUserInput {
		return f.On(field)
	}
	return err
}
