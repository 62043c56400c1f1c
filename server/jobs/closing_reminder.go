package jobs

import (
	"context"

	"heed/app/requirements"
)

// closingReminder tells assignees what is about to close without a reply.
var closingReminder = Duty{
	Name: "closing_reminder", Hour: 8,
	Do: func(ctx context.Context, w *Works) error { return requirements.TellClosing(ctx, w.Journal) },
}
