package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// SLAPolicyUpdateInput is a deadline's changes.
type SLAPolicyUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	PolicyInput
}

// UpdatePolicy changes a deadline that is in force. Clocks that run keep what
// they were started with until something else has them counted anew.
func UpdatePolicy(ctx context.Context, tx *ent.Tx, in SLAPolicyUpdateInput) (*ent.SlaPolicy, error) {
	all, err := lockPolicies(ctx, tx, authz.SLAPolicyUpdate)
	if err != nil {
		return nil, err
	}
	p, err := all.find(in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	limit := sla.Limit{Amount: or(in.Amount, p.Amount), Unit: or(in.Unit, p.Unit)}
	if in.PolicyInput, err = in.PolicyInput.check(ctx, tx, limit); err != nil {
		return nil, err
	}
	update, fields := policyChanges(p, in.PolicyInput)
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	if p, err = update.Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: changing a deadline: %w", err)
	}
	if err := all.keep(p); err != nil {
		return nil, err
	}
	journal.Record(ctx, policyEvent("sla_policy.updated", p, fields))
	return p, nil
}

func or[T any](v *T, otherwise T) T {
	if v == nil {
		return otherwise
	}
	return *v
}

func policyChanges(p *ent.SlaPolicy, in PolicyInput) (*ent.SlaPolicyUpdateOne, []string) {
	update := p.Update()
	var fields []string
	if in.Name != nil {
		update.SetName(*in.Name)
		fields = append(fields, "name")
	}
	if in.Urgency != nil {
		if *in.Urgency == "" {
			update.ClearUrgency()
		} else {
			update.SetUrgency(*in.Urgency)
		}
		fields = append(fields, "urgency")
	}
	if in.TierKey != nil {
		if *in.TierKey == "" {
			update.ClearTierKey()
		} else {
			update.SetTierKey(*in.TierKey)
		}
		fields = append(fields, "tierKey")
	}
	if in.Amount != nil {
		update.SetAmount(*in.Amount)
		fields = append(fields, "amount")
	}
	if in.Unit != nil {
		update.SetUnit(*in.Unit)
		fields = append(fields, "unit")
	}
	if in.PauseOn != nil {
		update.SetPauseOn(in.PauseOn)
		fields = append(fields, "pauseOn")
	}
	if in.WarnAtPercent != nil {
		update.SetWarnAtPercent(in.WarnAtPercent)
		fields = append(fields, "warnAtPercent")
	}
	return update, fields
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
	if p, err = p.Update().SetActive(false).Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: taking a deadline out of force: %w", err)
	}
	if err := all.keep(p); err != nil {
		return nil, err
	}
	journal.Record(ctx, policyEvent("sla_policy.deactivated", p, []string{"active"}))
	return p, nil
}
