package requirements

import (
	"context"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/flow"
)

// The maintained figures of requirements (table counters), beside those of
// responses (package clocks): they count all by state and by urgency, as they
// stand now, with an empty bucket.
const (
	stateFigure   = "requirement.state."
	urgencyFigure = "requirement.urgency."
)

// Figure is the name and the bucket of a maintained figure.
type Figure = clocks.Figure

// countRequirement moves a requirement from its old figures to its new ones;
// was is nil for a new one.
func countRequirement(ctx context.Context, was, now *ent.Requirement) {
	if was != nil {
		clocks.Count(ctx, requirementFigures(was.State, was.Urgency), -1)
	}
	clocks.Count(ctx, requirementFigures(now.State, now.Urgency), +1)
}

func requirementFigures(state flow.RequirementState, urgency flow.Urgency) []Figure {
	return []Figure{{Name: stateFigure + string(state)}, {Name: urgencyFigure + string(urgency)}}
}
