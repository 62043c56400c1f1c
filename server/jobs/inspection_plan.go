package jobs

import (
	"context"

	"heed/app/inspections"
)

// inspectionPlan plans what schedules of inspections ask for, and ends what was missed.
var inspectionPlan = Duty{
	Name: "inspection_plan", Hour: 6,
	Do: func(ctx context.Context, w *Works) error { return inspections.Tend(ctx, w.Journal) },
}
