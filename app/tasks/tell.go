package tasks

import (
	"context"

	"heed/app/journal"
	"heed/ent"
)

// tell records a change that keeps the state. Those who lose the task are told
// too, for it leaves their list.
func tell(ctx context.Context, was, t *ent.Task, fields []string) {
	e := event(t, "task.updated")
	if t.AssigneeID != was.AssigneeID {
		e.Type = "task.assigned"
	}
	e.Fields = fields
	e.Departments = append(e.Departments, was.DepartmentID)
	e.Members = append(e.Members, was.AssigneeID)
	journal.Record(ctx, e)
}
