package indicators

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/touchpoint"
	"heed/rules/fault"
	"heed/rules/score"
	"heed/rules/typeid"
)

// maxTargets is how many touchpoints may have an aim of their own.
const maxTargets = 500

// TouchpointTarget is what an indicator should reach at a touchpoint (D2-69).
type TouchpointTarget struct {
	TouchpointID typeid.ID
	Target       float64
}

// TouchpointTargets are the aims of touchpoints that have their own, in the order of
// their ids.
func TouchpointTargets(row *ent.Indicator) []*TouchpointTarget {
	all := []*TouchpointTarget{}
	for _, id := range slices.Sorted(maps.Keys(row.TouchpointTargets)) {
		all = append(all, &TouchpointTarget{id, row.TouchpointTargets[id]})
	}
	return all
}

// setThere sets what an indicator should reach at a touchpoint; without an aim its own
// holds there again.
func setThere(ctx context.Context, tx *ent.Tx, was *ent.Indicator, id typeid.ID, target *float64) (*ent.Indicator, error) {
	if rule, known := score.Of(was.Code); !known || rule.Rests != score.OnInspections {
		return nil, fault.Input("touchpointId", "indicator.touchpoint")
	}
	if err := authz.Require(ctx, authz.TouchpointRead); err != nil {
		return nil, err
	}
	there, err := tx.Touchpoint.Query().Where(touchpoint.ID(id)).Exist(ctx)
	if err != nil {
		return nil, fmt.Errorf("indicators: reading a touchpoint: %w", err)
	}
	if !there {
		return nil, fault.NotFound().On("touchpointId")
	}
	aims := maps.Clone(was.TouchpointTargets)
	if aims == nil {
		aims = map[typeid.ID]float64{}
	}
	var old *float64
	if before, had := aims[id]; had {
		old = &before
	}
	if delete(aims, id); target != nil {
		aims[id] = *target
	}
	if len(aims) > maxTargets {
		return nil, fault.Input("touchpointId", "input.too_many").With("max", maxTargets)
	}
	row, err := was.Update().SetTouchpointTargets(aims).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("indicators: setting an aim: %w", err)
	}
	journal.Record(ctx, event("indicator.target_set", row, []string{"touchpointTargets"}, map[string]any{
		"touchpoint": id, "target": map[string]any{"old": old, "new": target},
	}))
	return row, nil
}
