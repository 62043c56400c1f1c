package jobs

import (
	"context"
	"errors"

	"heed/app/complaints"
	"heed/app/findings"
	"heed/app/progress"
	"heed/app/requirements"
)

// silenceWatch tells of customers who have not heard of their requirements, or of their
// complaints, for days.
var silenceWatch = Duty{
	Name: "silence_watch", Hour: 9,
	Do: func(ctx context.Context, w *Works) error {
		return errors.Join(requirements.TellSilence(ctx, w.Journal), complaints.TellSilence(ctx, w.Journal))
	},
}

// weeklyCheck asks for the weekly checks on the first working day of the week.
var weeklyCheck = Duty{
	Name: "weekly_check", Hour: 8,
	Do: func(ctx context.Context, w *Works) error { return progress.OpenChecks(ctx, w.Journal) },
}

// weeklyCheckMissed gives the list of checks that nobody made, in the evening of the last
// working day, or in that after it where they work late.
var weeklyCheckMissed = Duty{
	Name: "weekly_check_missed", Hour: 19,
	Do: func(ctx context.Context, w *Works) error { return progress.TellMissed(ctx, w.Journal) },
}

// actionReminders tells of improvement actions that are due, and of effects to be looked at.
var actionReminders = Duty{
	Name: "action_reminders", Hour: 8,
	Do: func(ctx context.Context, w *Works) error { return findings.Remind(ctx, w.Journal) },
}
