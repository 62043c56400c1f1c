package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"heed/ent/event"
	"heed/rules/typeid"
)

// Drain does here and now what follows from the events of a company after a
// position, and gives the position it has come to. Tests use it; a worker goes by
// the queue.
func Drain(ctx context.Context, w *Works, tenant typeid.ID, after int64) (int64, error) {
	ctx, err := w.Company(w.begin(ctx), tenant)
	if err != nil {
		return after, err
	}
	events, err := w.Client.Event.Query().Where(event.PositionGT(after)).Order(event.ByPosition()).All(ctx)
	if err != nil {
		return after, fmt.Errorf("jobs: reading events: %w", err)
	}
	var failed []error
	for _, e := range events {
		for _, r := range reactions {
			if !slices.Contains(r.Types, e.Type) {
				continue
			}
			if err := r.React(ctx, w, e); err != nil {
				failed = append(failed, fmt.Errorf("%s of event %d: %w", r.Name, e.Position, err))
			}
		}
		after = e.Position
	}
	return after, errors.Join(failed...)
}
