package demo

import (
	"context"
	"fmt"
	"time"

	"heed/app/notices"
	"heed/ent"
	"heed/ent/event"
	"heed/rules/notice"
	"heed/rules/viewer"
)

// How far back members were told of what happened, and what they have read.
const (
	newsDays = 7 * 24 * time.Hour
	unread   = 30 * time.Hour
)

// readers are the members who have read what they were told, but for the newest.
var readers = []string{committee, management, headService, headSales, staff}

// news tells the members what happened in the last days, as is done while the server
// runs, and has most of them read it.
func (w *world) news(ctx context.Context, now time.Time) error {
	_, err := w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		return tellNews(ctx, tx, now.Add(-newsDays), now.Add(-unread))
	})
	for _, who := range readers {
		if err != nil {
			return err
		}
		_, err = w.Journal.Change(w.as(ctx, who, now.Add(-unread)), func(ctx context.Context, tx *ent.Tx) error {
			_, err := notices.ReadAll(ctx, tx, notices.ReadAllInput{})
			return err
		})
	}
	if err != nil {
		return err
	}
	_, err = w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { return tellNews(ctx, tx, now.Add(-unread), now) })
	return err
}

// tellNews makes the notices of what happened between the two instants.
func tellNews(ctx context.Context, tx *ent.Tx, from, to time.Time) error {
	all, err := tx.Event.Query().Where(event.OccurredAtGTE(from), event.OccurredAtLT(to), event.TypeIn(notice.Types()...)).
		Order(event.ByPosition()).All(ctx)
	if err != nil {
		return fmt.Errorf("demo: reading the news: %w", err)
	}
	for _, e := range all {
		if _, err := notices.Make(viewer.WithNow(ctx, e.OccurredAt), tx, e); err != nil {
			return err
		}
	}
	return nil
}
