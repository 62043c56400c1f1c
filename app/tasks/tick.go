package tasks

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// atOnce is how many tasks a statement looks for.
const atOnce = 200

// Evidence is what shows that a planned task was done, though nobody said so of the
// task; nil for nothing. The plans say it.
type Evidence func(ctx context.Context, tx *ent.Tx, t *ent.Task) (*journal.Subject, error)

// TickAll tells of all tasks of the company whose reminder or due time has come,
// one change each, so that one that is broken off is gone on with by the next, and
// one that fails holds up no other. Before a task is missed its evidence is looked for.
func TickAll(ctx context.Context, j *journal.Journal, evidence ...Evidence) error {
	now := viewer.Now(ctx)
	var failed []error
	for after := typeid.ID(""); ; {
		q := j.Client().Task.Query().Where(task.NextTickAtLTE(now))
		if after != "" { // the empty id is NULL
			q.Where(task.IDGT(after))
		}
		ids, err := q.Order(task.ByID()).Limit(atOnce).IDs(ctx)
		if err != nil {
			return errors.Join(append(failed, fmt.Errorf("tasks: looking for what is due: %w", err))...)
		}
		for _, id := range ids {
			after = id
			if _, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { return Tick(ctx, tx, id, evidence...) }); err != nil {
				failed = append(failed, fmt.Errorf("tasks: the time of %s: %w", id, err))
			}
		}
		if len(ids) < atOnce {
			return errors.Join(failed...)
		}
	}
}

// Tick reminds of a task or misses it, whichever its time has come for. It does
// nothing when that was done before. Records task.due or task.missed, or task.done of
// what there is evidence for.
func Tick(ctx context.Context, tx *ent.Tx, id typeid.ID, evidence ...Evidence) error {
	was, err := lock(ctx, tx, id)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	now := viewer.Now(ctx)
	if was.NextTickAt == nil || was.NextTickAt.After(now) {
		return nil
	}
	if now.Before(was.DueAt) {
		t, err := was.Update().SetNextTickAt(was.DueAt).Save(ctx)
		if err != nil {
			return fmt.Errorf("tasks: reminding of %s: %w", was.ID, err)
		}
		journal.DueBy(ctx, was.DueAt)
		journal.Record(ctx, event(t, "task.due"))
		return nil
	}
	for _, look := range evidence {
		switch found, err := look(ctx, tx, was); {
		case err != nil:
			return err
		case found != nil:
			return Fulfil(ctx, was, *found)
		}
	}
	next, err := flow.Task.Next(was.State, flow.TaskActMiss)
	if err != nil {
		return err
	}
	_, err = save(ctx, was, was.Update().SetState(next).SetEndedAt(was.DueAt).ClearNextTickAt())
	return err
}

// NextDue is when the next task is to be reminded of or missed, Never for none.
func NextDue(ctx context.Context, tx *ent.Tx) (time.Time, error) {
	t, err := tx.Task.Query().Where(task.NextTickAtNotNil()).Order(task.ByNextTickAt()).Select(task.FieldNextTickAt).First(ctx)
	switch {
	case ent.IsNotFound(err):
		return database.Never, nil
	case err != nil:
		return database.Never, fmt.Errorf("tasks: looking for the next: %w", err)
	}
	return *t.NextTickAt, nil
}
