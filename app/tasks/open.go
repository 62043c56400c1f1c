package tasks

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
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
	PlanID       typeid.ID // of the engagement plan that asks for it, with its rule and period
	RuleKey      string
	PeriodStart  *time.Time
	Evidence     *journal.Subject // what shows that it is done already; nil for what is to be done
	Key          string           // what opens it: the same opens it once
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
	t, err := in.row(ctx, tx).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("tasks: opening: %w", err)
	}
	moved(ctx, t, "")
	return t, nil
}

// OpenAll opens tasks in the system's name, in two statements for any number of
// them: those whose keys are there already are left as they stand. Records
// task.open of each, or task.done of what is done already.
func OpenAll(ctx context.Context, tx *ent.Tx, all []OpenInput) error {
	keys := make([]string, len(all))
	for i, in := range all {
		keys[i] = in.Key
	}
	there, err := tx.Task.Query().Where(task.DedupeKeyIn(keys...)).Select(task.FieldDedupeKey).Strings(ctx)
	if err != nil {
		return fmt.Errorf("tasks: looking for what is open: %w", err)
	}
	var rows []*ent.TaskCreate
	for _, in := range all {
		if !slices.Contains(there, in.Key) {
			rows = append(rows, in.row(ctx, tx))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	made, err := tx.Task.CreateBulk(rows...).Save(ctx)
	if err != nil {
		return fmt.Errorf("tasks: opening %d: %w", len(rows), err)
	}
	for _, t := range made {
		moved(ctx, t, "")
	}
	return nil
}

func (in OpenInput) row(ctx context.Context, tx *ent.Tx) *ent.TaskCreate {
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
		SetPlanID(in.PlanID).SetNillablePeriodStart(in.PeriodStart).
		SetPriority(in.Priority).SetDueAt(in.DueAt).SetClauseIds(in.Clauses)
	if in.RuleKey != "" {
		q.SetRuleKey(in.RuleKey)
	}
	if in.Key != "" {
		q.SetDedupeKey(in.Key)
	}
	if in.Evidence != nil {
		return q.SetState(flow.TaskDone).SetEvidenceType(in.Evidence.Type).SetEvidenceID(in.Evidence.ID).SetEndedAt(viewer.Now(ctx))
	}
	return q.SetNillableNextTickAt(nextTick(ctx, in.DueAt))
}
