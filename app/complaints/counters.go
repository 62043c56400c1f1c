package complaints

import (
	"context"
	"time"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/flow"
)

// The maintained figures of complaints (table counters), beside those of resolutions
// (package clocks). How many stand in a state now, and of the open ones how many are of a
// severity and a path, have an empty bucket; the others count by the day of the receipt or
// of the closing, in the company's zone.
const (
	stateFigure    = "complaint.state."
	severityFigure = "complaint.open.severity."
	pathFigure     = "complaint.open.path."

	receivedFigure = "complaint.received"
	countedFigure  = "complaint.counted" // received, neither withdrawn nor unfounded
	closedFigure   = "complaint.closed"
	endedFigure    = "complaint.ended"    // closed, and how it ended is known
	acceptedFigure = "complaint.accepted" // closed, and the customer accepted
	knownFigure    = "complaint.known"    // closed, and it would be seen whether it recurs
	recurredFigure = "complaint.recurred" // of those, what came again
)

// byDay are the figures with days.
var byDay = []string{receivedFigure, countedFigure, closedFigure, endedFigure, acceptedFigure, knownFigure, recurredFigure}

// unassessed is of which severity and path complaints are that nobody has assessed yet.
const unassessed = "UNASSESSED"

// count moves a complaint from its old figures to its new ones; was is nil for a new one.
func count(ctx context.Context, was, now *ent.Complaint) {
	zone := tenants.ConfigFrom(ctx).Zone
	if was != nil {
		clocks.Count(ctx, clocks.ComplaintFigures(was, zone), -1)
		clocks.Count(ctx, figures(was, zone), -1)
	}
	clocks.Count(ctx, clocks.ComplaintFigures(now, zone), +1)
	clocks.Count(ctx, figures(now, zone), +1)
}

func figures(c *ent.Complaint, zone *time.Location) []clocks.Figure {
	all := []clocks.Figure{{Name: stateFigure + string(c.State)}}
	if c.State.Open() {
		all = append(all, clocks.Figure{Name: severityFigure + orUnassessed(c.Severity)}, clocks.Figure{Name: pathFigure + orUnassessed(c.Path)})
	}
	return append(all, dated(c, zone)...)
}

func orUnassessed[T ~string](value *T) string {
	if value == nil {
		return unassessed
	}
	return string(*value)
}

// dated are the figures with days.
func dated(c *ent.Complaint, zone *time.Location) []clocks.Figure {
	day := c.ReceivedAt.In(zone).Format(time.DateOnly)
	all := []clocks.Figure{{Name: receivedFigure, Bucket: day}}
	unfounded := c.Outcome != nil && *c.Outcome == flow.OutcomeUnfound
	if c.State != flow.ComplaintWithdrawn && !unfounded {
		all = append(all, clocks.Figure{Name: countedFigure, Bucket: day})
	}
	if c.State != flow.ComplaintClosed || c.ClosedAt == nil {
		return all
	}
	day = c.ClosedAt.In(zone).Format(time.DateOnly)
	all = append(all, clocks.Figure{Name: closedFigure, Bucket: day})
	if c.Outcome != nil {
		all = append(all, clocks.Figure{Name: endedFigure, Bucket: day})
		if *c.Outcome == flow.OutcomeAccepted {
			all = append(all, clocks.Figure{Name: acceptedFigure, Bucket: day})
		}
	}
	if c.CustomerID != "" && c.RootCause != nil && !unfounded && !c.Historic { // of facts nobody has looked whether they recur
		all = append(all, clocks.Figure{Name: knownFigure, Bucket: day})
		if c.Recurred {
			all = append(all, clocks.Figure{Name: recurredFigure, Bucket: day})
		}
	}
	return all
}
