package requirements

import (
	"context"
	"slices"

	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// Available lists what the viewer may do with the requirement now: what its
// state allows and the viewer's permissions on this record reach. It asks no
// database, for it is used in lists: it knows more when clocks are loaded.
// The requirement was read with the viewer's own scope.
func Available(ctx context.Context, r *ent.Requirement) []flow.RequirementAct {
	acts := []flow.RequirementAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Requirement.Allowed(r.State) {
		record, own := Record(r), work(act, r)
		if reachedByAssisting(ctx, r) {
			v := viewer.From(ctx)
			record.Departments = append(record.Departments, v.Departments...)
			own.Departments = append(own.Departments, v.Departments...)
		}
		if permitOn(ctx, act, r, record, own) == nil && sensible(ctx, act, r) {
			acts = append(acts, act)
		}
	}
	return acts
}

// reachedByAssisting tells that a department of the viewer assists, though the
// assisting departments are not loaded: a requirement that was read in the
// DEPARTMENT scope, and is neither led there nor the viewer's own, is assisted there.
func reachedByAssisting(ctx context.Context, r *ent.Requirement) bool {
	v := viewer.From(ctx)
	if _, err := r.Edges.AssistingOrErr(); err == nil {
		return false
	}
	scope := v.Scope(string(authz.RequirementRead))
	return scope == viewer.Department && !authz.Covers(v, scope, Record(r))
}

// sensible leaves out what the record itself shows to be in vain.
func sensible(ctx context.Context, act flow.RequirementAct, r *ent.Requirement) bool {
	switch act {
	case flow.RequirementActPause:
		return clockStands(r, sla.ClockRunning, r.DueAt.Before(database.Never))
	case flow.RequirementActResume:
		return clockStands(r, sla.ClockPaused, !answered(r) && !r.DueAt.Before(database.Never))
	case flow.RequirementActRecordResponse:
		return !answered(r)
	case flow.RequirementActReject:
		return r.Edges.Customer == nil || !ofKeyTier(ctx, r.Edges.Customer)
	case flow.RequirementActReopen:
		return reopenable(ctx, r)
	default:
		return true
	}
}

// clockStands tells whether a first-response clock is in the state; when the
// clocks are not loaded, what the record suggests.
func clockStands(r *ent.Requirement, state sla.ClockState, suggested bool) bool {
	clocks, err := r.Edges.ClocksOrErr()
	if err != nil {
		return suggested
	}
	return slices.ContainsFunc(clocks, func(c *ent.SlaClock) bool {
		return c.Kind == sla.ClockFirstResponse && c.State == state
	})
}
