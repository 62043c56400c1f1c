package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/optional"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// SLAPolicyUpdateInput is a deadline's changes.
type SLAPolicyUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	PolicyInput
}

// UpdatePolicy changes a deadline that is in force: its next version takes over,
// the one before stays to be read with the clocks that followed it. Clocks that
// run are counted anew by a job (clocks.RecountAll). Records sla_policy.updated.
func UpdatePolicy(ctx context.Context, tx *ent.Tx, in SLAPolicyUpdateInput) (*ent.SlaPolicy, error) {
	all, err := lockPolicies(ctx, tx, authz.SLAPolicyUpdate)
	if err != nil {
		return nil, err
	}
	p, err := all.find(in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	limit := sla.Limit{Amount: optional.Or(in.Amount, p.Amount), Unit: optional.Or(in.Unit, p.Unit)}
	if in.PolicyInput, err = in.PolicyInput.check(ctx, tx, limit); err != nil {
		return nil, err
	}
	if err := in.fit(p.ClockKind); err != nil {
		return nil, err
	}
	next, fields := policyChanges(tx, p, in.PolicyInput)
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	if p.Revision >= maxPolicies {
		return nil, fault.Conflict("input.too_many").With("max", maxPolicies)
	}
	now := viewer.Now(ctx)
	if err := p.Update().SetActive(false).SetValidUntil(now).Exec(ctx); err != nil {
		return nil, fmt.Errorf("tenants: ending a deadline's version: %w", err)
	}
	made, err := next.SetValidFrom(now).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: changing a deadline: %w", err)
	}
	if err := all.keep(made); err != nil {
		return nil, err
	}
	e := policyEvent("sla_policy.updated", made, fields)
	e.Detail["revision"], e.Detail["before"] = made.Revision, p.ID
	journal.Record(ctx, e)
	return made, nil
}

// policyChanges is the deadline's next version, and which of its fields are given.
func policyChanges(tx *ent.Tx, p *ent.SlaPolicy, in PolicyInput) (*ent.SlaPolicyCreate, []string) {
	var fields []string
	given := func(is bool, field string) {
		if is {
			fields = append(fields, field)
		}
	}
	given(in.Name != nil, "name")
	given(in.Urgency != nil, "urgency")
	given(in.Severity != nil, "severity")
	given(in.TierKey != nil, "tierKey")
	given(in.DepartmentID != nil, "department")
	given(in.Amount != nil, "amount")
	given(in.Unit != nil, "unit")
	given(in.PauseOn != nil, "pauseOn")
	given(in.WarnAtPercent != nil, "warnAtPercent")
	given(in.EscalateTo != nil, "escalateTo")
	next := tx.SlaPolicy.Create().SetSeriesID(series(p)).SetRevision(p.Revision + 1).SetTarget(p.Target).SetClockKind(p.ClockKind).
		SetName(optional.Or(in.Name, p.Name)).SetAmount(optional.Or(in.Amount, p.Amount)).SetUnit(optional.Or(in.Unit, p.Unit)).
		SetPauseOn(p.PauseOn).SetWarnAtPercent(p.WarnAtPercent).SetEscalateTo(p.EscalateTo)
	if in.PauseOn != nil {
		next.SetPauseOn(in.PauseOn)
	}
	if in.WarnAtPercent != nil {
		next.SetWarnAtPercent(in.WarnAtPercent)
	}
	if in.EscalateTo != nil {
		next.SetEscalateTo(in.EscalateTo)
	}
	urgency := p.Urgency
	if in.Urgency != nil {
		if urgency = in.Urgency; *urgency == "" {
			urgency = nil
		}
	}
	next.SetNillableUrgency(urgency)
	severity := p.Severity
	if in.Severity != nil {
		if severity = in.Severity; *severity == "" {
			severity = nil
		}
	}
	next.SetNillableSeverity(severity)
	if tier := optional.Or(in.TierKey, p.TierKey); tier != "" {
		next.SetTierKey(tier)
	}
	if department := optional.Or(in.DepartmentID, p.DepartmentID); department != "" {
		next.SetDepartmentID(department)
	}
	return next, fields
}

// SLAPolicyDeactivateInput is a deadline that is no longer promised.
type SLAPolicyDeactivateInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// DeactivatePolicy takes a deadline out of force. It stays to be read, for clocks
// refer to it.
func DeactivatePolicy(ctx context.Context, tx *ent.Tx, in SLAPolicyDeactivateInput) (*ent.SlaPolicy, error) {
	all, err := lockPolicies(ctx, tx, authz.SLAPolicyDelete)
	if err != nil {
		return nil, err
	}
	p, err := all.find(in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if p, err = p.Update().SetActive(false).SetValidUntil(viewer.Now(ctx)).Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: taking a deadline out of force: %w", err)
	}
	if err := all.keep(p); err != nil {
		return nil, err
	}
	journal.Record(ctx, policyEvent("sla_policy.deactivated", p, []string{"active"}))
	return p, nil
}
