package tasks

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/database"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// Settle finishes, in the system's name, the task that was opened for the key, when
// what it asks for has been done elsewhere. One that has ended stays as it is: what was
// missed stays missed. A result is for whoever reads the task: what fewer may read is
// left where it is, and the result is empty. Records task.done.
func Settle(ctx context.Context, tx *ent.Tx, key, result string) error {
	return endOpened(ctx, tx, flow.TaskActFinish, key, result)
}

// Retract cancels, in the system's name, the task that was opened for the key, when what
// it asks for need not be done any more. One that has ended stays as it is. Records
// task.cancelled.
func Retract(ctx context.Context, tx *ent.Tx, key, reason string) error {
	return endOpened(ctx, tx, flow.TaskActCancel, key, reason)
}

func endOpened(ctx context.Context, tx *ent.Tx, act flow.TaskAct, key, result string) error {
	sys := viewer.AsSystem(ctx, viewer.Tenant(ctx))
	q := tx.Task.Query().Where(task.DedupeKey(key))
	q.Modify(database.Lock)
	was, err := q.Only(sys)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("tasks: looking for %s: %w", key, err)
	}
	next, err := flow.Task.Next(was.State, act)
	if err != nil {
		return nil //nolint:nilerr // it has ended before
	}
	if words := []rune(result); len(words) > maxResult {
		result = string(words[:maxResult-1]) + "…"
	}
	change := was.Update().SetState(next).SetEndedAt(viewer.Now(ctx)).ClearNextTickAt()
	if result != "" {
		change.SetResult(result)
	}
	_, err = save(ctx, was, change)
	return err
}

// And is the consequences of these topics together.
func (c Consequences) And(more ...Consequences) Consequences {
	all := Consequences{}
	for _, of := range append([]Consequences{c}, more...) {
		for kind, what := range of {
			all[kind] = what
		}
	}
	return all
}
