package indicators

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// UpdateInput is an indicator's changes; nil stays, an empty owner is none.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Name            *string
	OwnerID         *typeid.ID
	Active          *bool
}

// Update changes what an indicator is called, who answers for it, and whether
// snapshots are made of it. Errors: input.empty_update, NOT_FOUND and member.left on
// ownerId. Records indicator.updated.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Indicator, error) {
	row, err := lock(ctx, tx, authz.IndicatorUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	change, fields := row.Update(), []string{}
	if in.Name != nil {
		name, err := text.Line("name", *in.Name, 1, 100)
		if err != nil {
			return nil, err
		}
		change.SetName(name)
		fields = append(fields, "name")
	}
	if in.OwnerID != nil {
		if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "ownerId", ID: *in.OwnerID}); err != nil {
			return nil, err
		}
		if *in.OwnerID == "" {
			change.ClearOwnerID()
		} else {
			change.SetOwnerID(*in.OwnerID)
		}
		fields = append(fields, "owner")
	}
	if in.Active != nil {
		change.SetActive(*in.Active)
		fields = append(fields, "active")
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	if row, err = change.Save(ctx); err != nil {
		return nil, fmt.Errorf("indicators: changing: %w", err)
	}
	journal.Record(ctx, event("indicator.updated", row, fields, nil))
	return row, nil
}

// TargetSetInput is an aim; nil is none.
type TargetSetInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Target          *float64
	TouchpointID    *typeid.ID // whose own aim it is
}

// aims are the least and the most that can be aimed at.
var aims = map[flow.IndicatorUnit][2]float64{
	flow.UnitShare: {0, 1},
	flow.UnitRatio: {0, 100},
	flow.UnitScore: {1, 5},

	flow.UnitChange: {-4, 4},
}

// SetTarget sets what an indicator should reach, or what it should reach at a touchpoint
// (D2-69). Errors: input.out_of_range on target; indicator.touchpoint, NOT_FOUND and
// input.too_many on touchpointId. Records indicator.target_set, with the old aim and the
// new one.
func SetTarget(ctx context.Context, tx *ent.Tx, in TargetSetInput) (*ent.Indicator, error) {
	was, err := lock(ctx, tx, authz.IndicatorApprove, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if bounds := aims[was.Unit]; in.Target != nil && (*in.Target < bounds[0] || *in.Target > bounds[1]) {
		return nil, fault.Input("target", "input.out_of_range").With("min", bounds[0]).With("max", bounds[1])
	}
	if in.TouchpointID != nil {
		return setThere(ctx, tx, was, *in.TouchpointID, in.Target)
	}
	change := was.Update().SetNillableTarget(in.Target)
	if in.Target == nil {
		change.ClearTarget()
	}
	row, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("indicators: setting an aim: %w", err)
	}
	journal.Record(ctx, event("indicator.target_set", row, []string{"target"}, map[string]any{"target": map[string]any{"old": was.Target, "new": row.Target}}))
	return row, nil
}
