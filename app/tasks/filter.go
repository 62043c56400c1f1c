package tasks

import (
	"context"
	"slices"
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/ent/predicate"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MaxFilterValues bounds a list of a filter.
const MaxFilterValues = 100

// Filter says which tasks a list shows; nil and empty lists do not restrict.
type Filter struct {
	States       []flow.TaskState
	Types        []flow.TaskType
	AssigneeID   *typeid.ID
	DepartmentID *typeid.ID
	SubjectID    *typeid.ID
	Mine         *bool // true: asked of the viewer or by the viewer
	Overdue      *bool
	DueBefore    *time.Time
}

// Apply limits the query; a nil filter is none. Every field has an index behind
// it. Errors: BAD_USER_INPUT on filter.<field>.
func (f *Filter) Apply(ctx context.Context, q *ent.TaskQuery) (*ent.TaskQuery, error) {
	if f == nil {
		return q, nil
	}
	for field, n := range map[string]int{"filter.states": len(f.States), "filter.types": len(f.Types)} {
		if n > MaxFilterValues {
			return nil, fault.Input(field, "input.too_many").With("max", MaxFilterValues)
		}
	}
	v, now := viewer.From(ctx), viewer.Now(ctx)
	if len(f.States) > 0 {
		q.Where(task.StateIn(f.States...))
	}
	if len(f.Types) > 0 {
		q.Where(task.TypeIn(f.Types...))
	}
	if f.AssigneeID != nil {
		q.Where(task.AssigneeID(*f.AssigneeID))
	}
	if f.DepartmentID != nil {
		q.Where(task.DepartmentID(*f.DepartmentID))
	}
	if f.SubjectID != nil {
		q.Where(task.SubjectID(*f.SubjectID))
	}
	if f.Mine != nil && *f.Mine {
		q.Where(task.Or(task.AssigneeID(v.Member), task.CreatedBy(v.Member)))
	}
	if f.Overdue != nil {
		late := Late(now)
		if !*f.Overdue {
			late = task.Not(late)
		}
		q.Where(late)
	}
	if f.DueBefore != nil {
		q.Where(task.DueAtLT(viewer.Instant(*f.DueBefore)), task.DueAtLT(database.Never))
	}
	return q, nil
}

// Late is: still to be done, past the due time.
func Late(now time.Time) predicate.Task {
	return task.And(task.StateIn(toBeDone...), task.DueAtLT(now))
}

// IsLate is Late of a task that has been read.
func IsLate(t *ent.Task, now time.Time) bool {
	return slices.Contains(toBeDone, t.State) && t.DueAt.Before(now)
}

var toBeDone = []flow.TaskState{flow.TaskOpen, flow.TaskInProgress}
