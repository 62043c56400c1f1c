package training

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/trainingsession"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	due       = "training_session.due"
	daysAhead = 15 // more than holidays last
)

// Remind tells who comes to a session of it, once, on the working day before; of one that
// has been moved, again. Records training_session.due.
func Remind(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	now := viewer.Now(ctx)
	for seen, full := 0, true; full; seen += atOnce {
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			all, err := tx.TrainingSession.Query().Where(
				trainingsession.StateEQ(flow.TrainingSessionOpen), trainingsession.StartsAtGT(now), trainingsession.StartsAtLT(now.AddDate(0, 0, daysAhead)),
			).Order(trainingsession.ByStartsAt(), trainingsession.ByID()).Offset(seen).Limit(atOnce).All(ctx)
			if err != nil {
				return fmt.Errorf("training: looking for what comes: %w", err)
			}
			full = len(all) == atOnce
			return remind(ctx, tx, all)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// remind tells of those whose day has come, and that were not told of since.
func remind(ctx context.Context, tx *ent.Tx, all []*ent.TrainingSession) error {
	from := map[typeid.ID]time.Time{}
	for _, s := range all {
		if day := tenants.ConfigFrom(ctx).Eve(s.StartsAt); !day.After(viewer.Now(ctx)) {
			from[s.ID] = day
		}
	}
	told, err := journal.ToldSince(ctx, tx, due, from)
	if err != nil {
		return err
	}
	for _, s := range all {
		if _, ok := from[s.ID]; !ok || told[s.ID] {
			continue
		}
		coming, err := rowsOf(ctx, tx, s.ID, flow.TrainingEnrolled)
		if err != nil {
			return err
		}
		e := sessionEvent(s, due, s.State, membersOf(coming), "D2-79")
		e.Detail["tell"] = typeid.Present(append(membersOf(coming), s.TrainerID)...)
		journal.Record(ctx, e)
	}
	return nil
}
