package jobs

import (
	"context"

	"heed/app/indicators"
	"heed/app/reports"
)

// monthlyReport makes last month's indicators a report, from the first working day
// of the month on (D0-63).
var monthlyReport = Duty{
	Name: "monthly_report", Hour: 7,
	Do: func(ctx context.Context, w *Works) error { return reports.Monthly(ctx, w.Journal, indicators.InPeriod) },
}
