package clocks

import (
	"context"
	"time"

	"heed/app/tenants"
	"heed/rules/sla"
)

// WorkingDaysAfter is so many working days later; nil in a company without working time.
func WorkingDaysAfter(ctx context.Context, since time.Time, days int) *time.Time {
	at, err := sla.Due(since, sla.Limit{Amount: days, Unit: sla.UnitWorkingDay}, tenants.ConfigFrom(ctx).Calendar())
	if err != nil {
		return nil
	}
	return &at
}
