package requirements

import (
	"context"
	"fmt"

	"heed/ent"
)

// save writes a change of the requirement and keeps the counters of states and
// urgencies, and since when its customer has heard nothing. The assisting departments
// and the team stay loaded.
func save(ctx context.Context, was *ent.Requirement, change *ent.RequirementUpdateOne) (*ent.Requirement, error) {
	watchSilence(ctx, was, change)
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
