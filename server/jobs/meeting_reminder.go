package jobs

import (
	"context"

	"heed/app/meetings"
)

// meetingReminder tells who is asked to a meeting of it, on the working day before.
var meetingReminder = Duty{
	Name: "meeting_reminder", Hour: 8,
	Do: func(ctx context.Context, w *Works) error { return meetings.Remind(ctx, w.Journal) },
}
