package jobs

import (
	"context"

	"heed/app/attachments"
	"heed/ent"
)

// What follows for contents of files: those of files that were removed go at once,
// old ones when their time is over (D0-27), and what a broken change has left behind.
var (
	clearFiles = Reaction{
		Name: "clear_files", Types: attachments.Clears,
		React: func(ctx context.Context, w *Works, e *ent.Event) error { return w.Files.Clear(ctx, w.Client, e) },
	}
	expireFiles = Duty{
		Name: "expire_files", Hour: 2,
		Do: func(ctx context.Context, w *Works) error { return attachments.Expire(ctx, w.Journal) },
	}
	sweepFiles = Duty{
		Name: "sweep_files", Hour: 4, Idle: true,
		Do: func(ctx context.Context, w *Works) error { return w.Files.Sweep(ctx, w.Client) },
	}
)
