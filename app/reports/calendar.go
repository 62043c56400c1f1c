package reports

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/report"
	"heed/rules/sla"
)

// worked tells whether a working day has begun from the first of the month to now.
func worked(c *tenants.Config, first, now time.Time) bool {
	for day := first; !day.After(now); day = day.AddDate(0, 0, 1) {
		if workingDay(c, day) {
			return true
		}
	}
	return false
}

// workingDay tells whether there is working time in the day that begins here.
func workingDay(c *tenants.Config, day time.Time) bool {
	end := day.AddDate(0, 0, 1)
	due, err := sla.Due(day, sla.Limit{Amount: 1, Unit: sla.UnitWorkingHour}, c.Calendar())
	return err == nil && !due.After(end)
}

func keyed(ctx context.Context, tx *ent.Tx, key string) (bool, error) {
	made, err := tx.Report.Query().Where(report.DedupeKey(key)).Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("reports: looking for %s: %w", key, err)
	}
	return made, nil
}
