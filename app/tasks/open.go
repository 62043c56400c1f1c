package tasks

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// OpenInput is a task that the rules ask for.
type OpenInput struct {
	Type         flow.TaskType
	Title        string
	SubjectType  *flow.SubjectType
	SubjectID    typeid.ID
	CustomerID   typeid.ID
	AssigneeID   typeid.ID
	DepartmentID typeid.ID
	Priority     flow.Priority // NORMAL when empty
	DueAt        time.Time     // zero for none
	Clauses      []string
	Key          string // what opens it: the same opens it once
}

// Open opens a task in the system's name, once for its key: what was opened
// before is given as it stands, whatever has become of it. Records task.open.
func Open(ctx context.Context, tx *ent.Tx, in OpenInput) (*ent.Task, error) {
	if in.Key != "" {
		was, err := tx.Task.Query().Where(task.DedupeKey(in.Key)).Only(ctx)
		if err == nil {
			return was, nil
		}
		if !ent.IsNotFound(err) {
			return nil, fmt.Errorf("tasks: looking for %s: %w", in.Key, err)
		}
	}
	return open(ctx, tx, in)
}

// Settle ends, in the system's name, the task that the key opened, with what came of
// it: what it asks for was done elsewhere. One that has ended, or is not there, stays
// as it is. Records task.done.
func Settle(ctx context.Context, tx *ent.Tx, key, result string) error {
	ctx = viewer.AsSystem(ctx, viewer.Tenant(ctx))
	id, err := tx.Task.Query().Where(task.DedupeKey(key)).OnlyID(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("tasks: looking for %s: %w", key, err)
	}
	was, err := lock(ctx, tx, id)
	if err != nil {
		return err
	}
	next, err := flow.Task.Next(was.State, flow.TaskActFinish)
	if err != nil {
		return nil //nolint:nilerr // it has ended
	}
	_, err = end(ctx, was, next, "result", result)
	return err
}

func open(ctx context.Context, tx *ent.Tx, in OpenInput) (*ent.Task, error) {
	if in.DueAt.IsZero() {
		in.DueAt = database.Never
	}
	if in.Priority == "" {
		in.Priority = flow.PriorityNormal
	}
	if in.Clauses == nil {
		in.Clauses = []string{}
	}
	q := tx.Task.Create().SetType(in.Type).SetTitle(in.Title).SetNillableSubjectType(in.SubjectType).
		SetSubjectID(in.SubjectID).SetCustomerID(in.CustomerID).SetAssigneeID(in.AssigneeID).SetDepartmentID(in.DepartmentID).
		SetPriority(in.Priority).SetDueAt(in.DueAt).SetNillableNextTickAt(nextTick(ctx, in.DueAt)).SetClauseIds(in.Clauses)
	if in.Key != "" {
		q.SetDedupeKey(in.Key)
	}
	t, err := q.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("tasks: opening: %w", err)
	}
	moved(ctx, t, "")
	return t, nil
}
