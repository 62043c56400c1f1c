package jobs

import (
	"context"

	"heed/app/indicators"
)

// closePeriods keeps the indicators of months and quarters that have ended.
var closePeriods = Duty{
	Name: "indicator_snapshots", Hour: 6,
	Do: func(ctx context.Context, w *Works) error { return indicators.ClosePeriods(ctx, w.Journal) },
}
