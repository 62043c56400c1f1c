package progress

import (
	"context"
	"fmt"
	"strings"

	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// asked is what others are asked to coordinate about.
type asked struct {
	subject  flow.SubjectType
	id       typeid.ID
	number   string
	customer typeid.ID
}

// coordinationKey is what opens the task of an entry.
func coordinationKey(entry typeid.ID) string { return "coordination:" + string(entry) }

// coordinate asks a department or a member for it, by a task (D0-57). Its title has the
// number and no words: tasks are read by others than what they are about.
func coordinate(ctx context.Context, tx *ent.Tx, e *ent.ProgressEntry, in AddInput, of asked) error {
	due, err := dueOr(ctx, in.DueAt)
	if err != nil {
		return err
	}
	member, department := optional.Value(in.MemberID), optional.Value(in.DepartmentID)
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "memberId", ID: member}); err != nil {
		return err
	}
	if department == "" {
		m, err := tx.Member.Get(ctx, member)
		if err != nil {
			return fmt.Errorf("progress: reading who is asked: %w", err)
		}
		department = m.DepartmentID
	}
	title := label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "TaskType", string(flow.TaskCoordination))
	_, err = tasks.Open(ctx, tx, tasks.OpenInput{
		Type: flow.TaskCoordination, Title: strings.TrimSpace(title + " " + of.number), SubjectType: &of.subject, SubjectID: of.id,
		CustomerID: of.customer, AssigneeID: member, DepartmentID: department, DueAt: due,
		Clauses: clauses[flow.ProgressCoordination], Key: coordinationKey(e.ID),
	})
	return err
}

// TaskOf is the task that an entry opened; nil for none, or for one that the viewer may
// not read.
func TaskOf(ctx context.Context, client *ent.Client, e *ent.ProgressEntry) (*ent.Task, error) {
	if e.Kind != flow.ProgressCoordination {
		return nil, nil //nolint:nilnil // no task, no error
	}
	t, err := client.Task.Query().Where(task.DedupeKey(coordinationKey(e.ID))).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // no task, no error
	}
	if err != nil {
		return nil, fmt.Errorf("progress: reading the task of %s: %w", e.ID, err)
	}
	return t, nil
}
