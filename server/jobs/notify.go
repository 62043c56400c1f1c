package jobs

import (
	"context"

	"heed/app/notices"
	"heed/ent"
	"heed/rules/notice"
)

// notify tells members of what happened, each once.
var notify = Reaction{Name: "notify", Types: notice.Types(), React: func(ctx context.Context, w *Works, e *ent.Event) error {
	_, err := w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		_, err := notices.Make(ctx, tx, e)
		return err
	})
	return err
}}
