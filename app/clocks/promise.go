package clocks

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/slapolicy"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Promise is the strictest deadline of the kind for a record, counted from an
// instant; nil when none fits (D0-46 to D0-48).
func Promise(ctx context.Context, tx *ent.Tx, s Subject, kind sla.ClockKind, at time.Time) (*ent.SlaPolicy, error) {
	tier, err := s.tier(ctx, tx)
	if err != nil {
		return nil, err
	}
	return strictest(ctx, s, kind, tier, at)
}

// strictest is Promise where the tier is known.
func strictest(ctx context.Context, s Subject, kind sla.ClockKind, tier string, at time.Time) (*ent.SlaPolicy, error) {
	fitting, err := promises(ctx, s, kind, tier, at)
	if err != nil || len(fitting) == 0 {
		return nil, err
	}
	return fitting[0], nil
}

// Candidate is a deadline that fits a record, and when it would be due.
type Candidate struct {
	Policy *ent.SlaPolicy
	DueAt  time.Time
}

// Candidates are the deadlines in force that fit the clock's record as it stands
// now, the strictest first, counted as the clock is: from its start, less its
// pauses. The first of them is what the clock was set to, unless deadlines, the
// urgency or the tier have changed since. A clock that has stopped has none, and
// one whose date was given. The tier is empty when the viewer may not read the
// customer: then deadlines for a tier are not told.
func Candidates(ctx context.Context, clock *ent.SlaClock, s Subject, tier string) ([]Candidate, error) {
	c := Of(clock)
	if !c.Open() || given(clock.Kind) {
		return nil, nil
	}
	fitting, err := promises(ctx, s, clock.Kind, tier, clock.StartedAt)
	if err != nil {
		return nil, err
	}
	all := make([]Candidate, len(fitting))
	for i, policy := range fitting {
		counted, _, err := c.Recompute(limitOf(policy), Calendar(ctx, clock))
		if err != nil {
			return nil, err
		}
		all[i] = Candidate{Policy: policy, DueAt: counted.DueAt}
	}
	return all, nil
}

// given tells whether the due times of clocks of the kind are given, not counted.
func given(kind sla.ClockKind) bool { return kind == sla.ClockPlanMilestone }

// promises are the deadlines of the kind in force that fit, the strictest first.
func promises(ctx context.Context, s Subject, kind sla.ClockKind, tier string, at time.Time) ([]*ent.SlaPolicy, error) {
	config := tenants.ConfigFrom(ctx)
	byID := map[string]*ent.SlaPolicy{}
	policies := make([]sla.Policy, 0, len(config.Policies))
	for _, p := range config.Policies {
		if !p.Active || p.ValidFrom.After(viewer.Now(ctx)) || p.DepartmentID != "" && !s.within(ctx, p.DepartmentID) {
			continue
		}
		byID[string(p.ID)] = p
		policies = append(policies, policyOf(p, s.Lead))
	}
	fitting, err := sla.Candidates(policies, sla.Target(s.Type), kind, s.facts(tier), at, config.Calendar())
	if err != nil {
		return nil, err
	}
	all := make([]*ent.SlaPolicy, len(fitting))
	for i, f := range fitting {
		all[i] = byID[f.Policy.ID]
	}
	return all, nil
}

// policyOf is a deadline as a value. One of a department is one of the record's
// own, which lies in it.
func policyOf(p *ent.SlaPolicy, lead typeid.ID) sla.Policy {
	match := sla.Match{Tier: p.TierKey}
	if p.Urgency != nil {
		match.Urgency = string(*p.Urgency)
	}
	if p.Severity != nil {
		match.Severity = string(*p.Severity)
	}
	if p.DepartmentID != "" {
		match.Department = string(lead)
	}
	return sla.Policy{
		ID: string(p.ID), Target: sla.Target(p.Target), Kind: p.ClockKind, Match: match,
		Limit: limitOf(p), PauseOn: p.PauseOn, WarnAtPercent: p.WarnAtPercent,
	}
}

func limitOf(p *ent.SlaPolicy) sla.Limit { return sla.Limit{Amount: p.Amount, Unit: p.Unit} }

// policyOfClock is the policy by which a clock counts, in force or not; nil when
// it has none.
func policyOfClock(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.SlaPolicy, error) {
	if id == "" {
		return nil, nil
	}
	for _, p := range tenants.ConfigFrom(ctx).Policies {
		if p.ID == id {
			return p, nil
		}
	}
	p, err := tx.SlaPolicy.Query().Where(slapolicy.ID(id)).Only(viewer.SystemOf(ctx))
	if ent.MaskNotFound(err) != nil {
		return nil, fmt.Errorf("clocks: reading a deadline: %w", err)
	}
	return p, nil
}

// clauses are those that a clock of the kind answers to.
func clauses(kind sla.ClockKind, s Subject) []string {
	switch kind {
	case sla.ClockFirstResponse:
		return []string{Clause[s.Urgency]}
	case sla.ClockPlanMilestone:
		return []string{"D0-51", "D0-52"}
	case sla.ClockInquiryReply:
		return []string{"D0-08"}
	case sla.ClockComplaintAck, sla.ClockComplaintResolution:
		return []string{"D2-58", "D2-60"}
	case sla.ClockSurveyInitialReply:
		return []string{"D3-25"}
	case sla.ClockSurveyTidy:
		return []string{"D3-65", "D3-66"}
	default:
		return nil
	}
}

// Clause is the clause about first answers to an urgency.
var Clause = map[flow.Urgency]string{flow.UrgencyUrgent: "D0-46", flow.UrgencyImportant: "D0-47", flow.UrgencyGeneral: "D0-48"}
