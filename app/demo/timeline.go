package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/ent"
	"heed/rules/sla"
)

// step is one thing that a member does at an instant.
type step struct {
	at  time.Time
	who string
	act string // for errors
	do  func(ctx context.Context, tx *ent.Tx) error
	// alone is done instead, where it makes changes of its own.
	alone func(ctx context.Context) error
}

// run does the steps in the order of time, so that the journal tells the year as
// it went.
func (w *world) run(ctx context.Context, steps []*step) error {
	slices.SortStableFunc(steps, func(a, b *step) int { return a.at.Compare(b.at) })
	for _, s := range steps {
		if err := w.pass(ctx, s.at); err != nil {
			return err
		}
		w.passed = s.at
		alone := s.alone
		if alone == nil {
			alone = func(ctx context.Context) error { _, err := w.Journal.Change(ctx, s.do); return err }
		}
		if err := alone(w.as(ctx, s.who, s.at)); err != nil {
			return fmt.Errorf("demo: %s by %s at %s: %w", s.act, s.who, s.at.Format(time.DateTime), err)
		}
	}
	return nil
}

// working is so many minutes of work after an instant, mostly in working time.
func (w *world) working(from time.Time, minutes int) time.Time {
	hours := (minutes + 59) / 60
	at := w.due(from, sla.Limit{Amount: max(hours, 1), Unit: sla.UnitWorkingHour})
	return at.Add(-time.Duration(max(hours, 1)*60-minutes) * time.Minute)
}

// due is when a limit that begins at the instant is used up.
func (w *world) due(from time.Time, limit sla.Limit) time.Time {
	at, err := sla.Due(from, limit, w.config.Calendar())
	if err != nil { // a calendar without working time: not the one that companies start with
		panic(err)
	}
	return at
}
