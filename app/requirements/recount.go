package requirements

import (
	"context"
	"fmt"

	"heed/app/clocks"
	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// Recount computes all maintained figures of the context's company from its
// rows, in the system's name. Figures of zero are left out. It is for proving
// the counters, and for making them after a bulk load.
func Recount(ctx context.Context, client *ent.Client) (map[Figure]int, error) {
	figures, err := clocks.Figures(ctx, client)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		State   flow.RequirementState `json:"state"`
		Urgency flow.Urgency          `json:"urgency"`
		Count   int                   `json:"count"`
	}
	err = client.Requirement.Query().GroupBy(requirement.FieldState, requirement.FieldUrgency).Aggregate(ent.Count()).Scan(viewer.SystemOf(ctx), &rows)
	if err != nil {
		return nil, fmt.Errorf("requirements: recounting: %w", err)
	}
	for _, row := range rows {
		for _, f := range requirementFigures(row.State, row.Urgency) {
			figures[f] += row.Count
		}
	}
	return figures, nil
}
