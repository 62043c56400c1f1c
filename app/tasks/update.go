package tasks

import (
	"context"
	"fmt"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// UpdateInput is a task's changes; nil stays, the zero value of an assignee, a
// department or a time clears.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Title           *string
	AssigneeID      *typeid.ID
	DepartmentID    *typeid.ID
	Priority        *flow.Priority
	DueAt           *time.Time
}

// Update changes what is asked, of whom, and by when. The reminder is reckoned
// anew. Errors: input.empty_update, task.planned, task.weekly_check_stays, task.nobody, NOT_FOUND on assigneeId and
// departmentId, FORBIDDEN where the viewer's permission does not reach who gets
// it. Records task.assigned when somebody else is asked, else task.updated.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Task, error) {
	was, _, err := take(ctx, tx, flow.TaskActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	change, fields := was.Update(), []string{}
	if in.Title != nil {
		title, err := text.Line("title", *in.Title, 1, maxTitle)
		if err != nil {
			return nil, err
		}
		change.SetTitle(title)
		fields = append(fields, "title")
	}
	if in.Priority != nil {
		priority, err := known("priority", in.Priority, was.Priority)
		if err != nil {
			return nil, err
		}
		change.SetPriority(priority)
		fields = append(fields, "priority")
	}
	if in.DueAt != nil {
		if err := stays(was); err != nil {
			return nil, err
		}
		due, err := dueTime(ctx, in.DueAt)
		if err != nil {
			return nil, err
		}
		change.SetDueAt(due).ClearNextTickAt()
		if next := nextTick(ctx, due); next != nil {
			change.SetNextTickAt(*next)
		}
		fields = append(fields, "dueAt")
	}
	given, err := give(ctx, tx, was, change, in)
	if err != nil {
		return nil, err
	}
	if fields = append(fields, given...); len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	t, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("tasks: changing %s: %w", was.ID, err)
	}
	tell(ctx, was, t, fields)
	return t, nil
}

// give changes who is asked.
func give(ctx context.Context, tx *ent.Tx, was *ent.Task, change *ent.TaskUpdateOne, in UpdateInput) ([]string, error) {
	if in.AssigneeID == nil && in.DepartmentID == nil {
		return nil, nil
	}
	if err := ownCheck(was); err != nil {
		return nil, err
	}
	var fields []string
	assignee, department := was.AssigneeID, was.DepartmentID
	if in.AssigneeID != nil {
		assignee = *in.AssigneeID
		fields = append(fields, "assignee")
	}
	if in.DepartmentID != nil {
		department = *in.DepartmentID
		fields = append(fields, "department")
	}
	if assignee == "" && department == "" {
		return nil, fault.Precondition("task.nobody")
	}
	if err := given(ctx, tx, authz.TaskUpdate, &assignee, &department); err != nil {
		return nil, err
	}
	change.ClearAssigneeID().ClearDepartmentID()
	if assignee != "" {
		change.SetAssigneeID(assignee)
	}
	if department != "" {
		change.SetDepartmentID(department)
	}
	return fields, nil
}
