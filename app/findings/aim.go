package findings

import (
	"context"
	"fmt"
	"math"
	"time"

	"heed/app/indicators"
	"heed/authz"
	"heed/ent"
	"heed/ent/indicator"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxReached is what an indicator reaches, either way.
const maxReached = 1_000_000_000

// aiming asks for the indicator that is to reach the target; that of a share is 0 to 1.
func aiming(ctx context.Context, tx *ent.Tx, id typeid.ID, target *float64) error {
	if err := number("target", target); err != nil {
		return err
	}
	switch {
	case id == "" && target != nil:
		return fault.Input("target", "project.target_of_nothing")
	case id == "":
		return nil
	}
	if err := authz.Require(ctx, authz.IndicatorRead); err != nil {
		return err
	}
	row, err := tx.Indicator.Query().Where(indicator.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return fault.NotFound().On("indicatorId")
	}
	if err != nil {
		return fmt.Errorf("findings: reading an indicator: %w", err)
	}
	if row.Unit == flow.UnitShare && target != nil && (*target < 0 || *target > 1) { // 95 for 95 % is never reached
		return fault.Input("target", "input.out_of_range").With("min", 0).With("max", 1)
	}
	return nil
}

func number(field string, n *float64) error {
	if n != nil && (math.IsNaN(*n) || math.IsInf(*n, 0) || math.Abs(*n) > maxReached) {
		return fault.Input(field, "input.out_of_range").With("min", -maxReached).With("max", maxReached)
	}
	return nil
}

// stands is where an indicator stands: what is said, or what is computed of the
// department for the period that holds the instant; nil where neither is.
func stands(ctx context.Context, tx *ent.Tx, id, department typeid.ID, at time.Time, said *float64) (*float64, error) {
	if err := number("reached", said); err != nil || said != nil || id == "" {
		return said, err
	}
	row, err := tx.Indicator.Get(viewer.SystemOf(ctx), id)
	if err != nil {
		return nil, fmt.Errorf("findings: reading an indicator: %w", err)
	}
	return indicators.Computed(ctx, tx.Client(), row, department, at)
}

// effect is where the indicator of an action stands when its effect is looked at. One
// that is said to have had its effect keeps to its target.
func effect(ctx context.Context, tx *ent.Tx, act flow.ActionAct, a *ent.ImprovementAction, said *float64) (*float64, error) {
	if a.IndicatorID == "" && said != nil {
		return nil, fault.Input("reached", "project.target_of_nothing")
	}
	reached, err := stands(ctx, tx, a.IndicatorID, a.DepartmentID, a.CheckOn, said)
	if err != nil || a.Target == nil || act != flow.ActionActVerify {
		return reached, err
	}
	if reached == nil {
		return nil, fault.Input("reached", "action.reached_missing")
	}
	row, err := tx.Indicator.Get(viewer.SystemOf(ctx), a.IndicatorID)
	if err != nil {
		return nil, fmt.Errorf("findings: reading an indicator: %w", err)
	}
	if row.Better == flow.BetterLower && *reached > *a.Target || row.Better == flow.BetterHigher && *reached < *a.Target {
		return nil, fault.Precondition("action.target_missed").With("reached", *reached).With("target", *a.Target).On("reached")
	}
	return reached, nil
}

// aims writes which indicator an action is to move, and how far: another takes the
// target of the one before away.
func (in ActionUpdateInput) aims(ctx context.Context, tx *ent.Tx, was *ent.ImprovementAction, change *ent.ImprovementActionUpdateOne) ([]string, error) {
	var fields []string
	id, target := was.IndicatorID, was.Target
	if in.IndicatorID != nil {
		fields = append(fields, "indicator")
		if *in.IndicatorID != id {
			id, target = *in.IndicatorID, nil
		}
	}
	if in.Target != nil {
		target, fields = in.Target, append(fields, "target")
	}
	if len(fields) == 0 {
		return nil, nil
	}
	if err := aiming(ctx, tx, id, target); err != nil {
		return nil, err
	}
	if change.SetIndicatorID(id); id == "" {
		change.ClearIndicatorID()
	}
	if change.SetNillableTarget(target); target == nil {
		change.ClearTarget()
	}
	return fields, nil
}
