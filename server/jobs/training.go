package jobs

import (
	"context"
	"errors"

	"heed/app/training"
	"heed/ent"
)

// outdateTraining marks what members learnt of a post's standards as outdated when a new
// one takes effect, and asks them to train again (D2-78).
var outdateTraining = Reaction{
	Name:  "outdate_training",
	Long:  true,
	Types: []string{"standard.effective"},
	React: func(ctx context.Context, w *Works, e *ent.Event) error {
		return training.Outdate(ctx, w.Journal, e.SubjectID)
	},
}

// trainingTend reminds of sessions on the working day before, asks to train again what
// runs out, and drafts the plans that follow (D0-74, D2-79).
var trainingTend = Duty{
	Name: "training_tend", Hour: 8,
	Do: func(ctx context.Context, w *Works) error {
		return errors.Join(training.Remind(ctx, w.Journal), training.Expire(ctx, w.Journal), training.DraftNext(ctx, w.Journal))
	},
}
