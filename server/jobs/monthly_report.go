package jobs

import (
	"context"

	"heed/app/indicators"
	"heed/app/reports"
)

// monthlyReport makes the reports of what is over: last month's indicators, what surveys of
// the last quarter came to, how customers experienced purchases in the last half-year, from
// the first working day after it on (D0-63, D2-42, D3-31).
var monthlyReport = Duty{
	Name: "monthly_report", Hour: 7,
	Do: func(ctx context.Context, w *Works) error {
		return reports.Scheduled(ctx, w.Journal, indicators.InPeriod)
	},
}
