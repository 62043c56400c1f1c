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
