package jobs

import (
	"context"

	"heed/app/engagement"
)

// cadencePlan opens what the company's engagement plans ask for in their periods.
var cadencePlan = Duty{
	Name: "cadence_plan", Hour: 1,
	Do: func(ctx context.Context, w *Works) error { return engagement.OpenDue(ctx, w.Journal) },
}
