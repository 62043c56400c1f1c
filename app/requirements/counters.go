package requirements

import (
	"context"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/sla"
)

// The maintained figures (table counters). Those of states and urgencies count
// all requirements as they stand now, with an empty bucket. Those of responses
// count first-response clocks by the day on which they are due, in the
// company's zone: all but cancelled ones and those that are paused, which are not
// due; and those stopped in time.
const (
	stateFigure   = "requirement.state."
	urgencyFigure = "requirement.urgency."
	responsesDue  = "requirement.response.due"
	responsesMet  = "requirement.response.met"
)

// Figure is the name and the bucket of a maintained figure.
type Figure struct{ Name, Bucket string }

// countRequirement moves a requirement from its old figures to its new ones;
// was is nil for a new one.
func countRequirement(ctx context.Context, was, now *ent.Requirement) {
	if was != nil {
		count(ctx, requirementFigures(was.State, was.Urgency), -1)
	}
	count(ctx, requirementFigures(now.State, now.Urgency), +1)
}

// countClock moves a clock from its old figures to its new ones; was is nil for
// a new one.
func countClock(ctx context.Context, was, now *ent.SlaClock) {
	zone := tenants.ConfigFrom(ctx).Zone
	if was != nil {
		count(ctx, clockFigures(clockOf(was), was.Kind, zone), -1)
	}
	count(ctx, clockFigures(clockOf(now), now.Kind, zone), +1)
}

func count(ctx context.Context, figures []Figure, amount int) {
	for _, f := range figures {
		journal.Count(ctx, f.Name, f.Bucket, amount)
	}
}

func requirementFigures(state flow.RequirementState, urgency flow.Urgency) []Figure {
	return []Figure{{Name: stateFigure + string(state)}, {Name: urgencyFigure + string(urgency)}}
}

func clockFigures(c sla.Clock, kind sla.ClockKind, zone *time.Location) []Figure {
	if kind != sla.ClockFirstResponse || c.State == sla.ClockCancelled || c.State == sla.ClockPaused {
		return nil
	}
	day := c.DueAt.In(zone).Format(time.DateOnly)
	figures := []Figure{{responsesDue, day}}
	if c.State == sla.ClockMet {
		figures = append(figures, Figure{responsesMet, day})
	}
	return figures
}
