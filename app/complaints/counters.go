package complaints

import (
	"context"

	"heed/app/clocks"
	"heed/ent"
)

// The maintained figures of complaints (table counters): how many stand in a state now,
// with an empty bucket.
const stateFigure = "complaint.state."

// count moves a complaint from its old figures to its new ones; was is nil for a new one.
func count(ctx context.Context, was, now *ent.Complaint) {
	if was != nil {
		clocks.Count(ctx, figures(was), -1)
	}
	clocks.Count(ctx, figures(now), +1)
}

func figures(c *ent.Complaint) []clocks.Figure {
	return []clocks.Figure{{Name: stateFigure + string(c.State)}}
}
