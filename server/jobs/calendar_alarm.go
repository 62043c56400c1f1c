package jobs

import (
	"context"

	"heed/app/tenants"
)

// calendarAlarm tells of calendars that do not know next year's statutory days.
var calendarAlarm = Duty{
	Name: "calendar_data", Hour: 8,
	Do: func(ctx context.Context, w *Works) error { return tenants.TellMissingDays(ctx, w.Journal) },
}
