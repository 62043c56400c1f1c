package jobs

import (
	"context"
	"slices"

	counting "heed/app/clocks" // clocks is the tick
	"heed/ent"
)

// clocksRecount counts running clocks anew after what they are counted by has
// changed: deadlines, calendars with their holidays, the company's time zone; and those of
// a customer whose tier has changed.
var clocksRecount = Reaction{
	Name:  "clocks_recount",
	Types: []string{"calendar.updated", "customer.updated", "sla_policy.created", "sla_policy.updated", "sla_policy.deactivated", "tenant.updated"},
	React: func(ctx context.Context, w *Works, e *ent.Event) error {
		if e.Type == "customer.updated" {
			if !slices.Contains(e.Fields, "tierKey") {
				return nil
			}
			return counting.RecountCustomer(ctx, w.Journal, e.SubjectID)
		}
		return counting.RecountAll(ctx, w.Journal, nil)
	},
}
