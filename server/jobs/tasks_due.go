package jobs

import (
	"context"

	"heed/app/tasks"
)

// tasksDue reminds of tasks a working day before, and misses those whose time
// has passed.
var tasksDue = Duty{Name: "tasks_due", Period: Every(often), Do: func(ctx context.Context, w *Works) error {
	return tasks.TickAll(ctx, w.Journal)
}}
