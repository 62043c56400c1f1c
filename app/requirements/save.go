package requirements

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// save writes a change of the requirement and keeps the counters of states and
// urgencies, and since when its customer has heard nothing. The assisting departments
// and the team stay loaded.
func save(ctx context.Context, was *ent.Requirement, change *ent.RequirementUpdateOne) (*ent.Requirement, error) {
	watchSilence(ctx, was, change)
	if to, moves := change.Mutation().State(); moves && was.PlannedAt == nil && wasPlanned(to) {
		change.SetPlannedAt(viewer.Now(ctx))
	}
	r, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: writing %s: %w", was.ID, err)
	}
	r.Edges.Assisting = was.Edges.Assisting
	if r.TeamID == was.TeamID {
		r.Edges.Team = was.Edges.Team
	}
	countRequirement(ctx, was, r)
	return r, nil
}

// wasPlanned tells whether a requirement in the state has been planned.
func wasPlanned(s flow.RequirementState) bool {
	return s == flow.RequirementPlanned || s == flow.RequirementProcessing || s == flow.RequirementFeedback || s == flow.RequirementClosed
}
