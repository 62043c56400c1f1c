package tasks

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	maxTitle  = 200
	maxResult = 5000
)

// CreateInput is a task that a member asks for.
type CreateInput struct {
	Type         *flow.TaskType
	Title        string
	SubjectID    *typeid.ID // a customer or a requirement
	AssigneeID   *typeid.ID
	DepartmentID *typeid.ID
	Priority     *flow.Priority
	DueAt        *time.Time
}

// Create asks somebody for a piece of work. Without an assignee and a department
// it is the viewer's own. Whose permission reaches a department gives it to that
// department and its members; whose permission reaches their own work, to
// themselves. Errors: NOT_FOUND on subjectId, assigneeId and departmentId,
// department.inactive, member.left, FORBIDDEN, BAD_USER_INPUT. Records task.open.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.Task, error) {
	if err := begin(ctx, authz.TaskCreate); err != nil {
		return nil, err
	}
	title, err := text.Line("title", in.Title, 1, maxTitle)
	if err != nil {
		return nil, err
	}
	due, err := dueTime(ctx, in.DueAt)
	if err != nil {
		return nil, err
	}
	o := OpenInput{Type: flow.TaskGeneral, Title: title, Priority: flow.PriorityNormal, DueAt: due}
	if o.Type, err = known("type", in.Type, o.Type); err != nil {
		return nil, err
	}
	if o.Priority, err = known("priority", in.Priority, o.Priority); err != nil {
		return nil, err
	}
	o.AssigneeID, o.DepartmentID = optional.Value(in.AssigneeID), optional.Value(in.DepartmentID)
	if o.AssigneeID == "" && o.DepartmentID == "" {
		o.AssigneeID = viewer.From(ctx).Member
	}
	if err := given(ctx, tx, authz.TaskCreate, &o.AssigneeID, &o.DepartmentID); err != nil {
		return nil, err
	}
	if o.SubjectType, o.SubjectID, o.CustomerID, err = subjectOf(ctx, tx, optional.Value(in.SubjectID)); err != nil {
		return nil, err
	}
	return open(ctx, tx, o)
}

// begin refuses whom no role allows the action, and changes of a company that
// is not at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// given checks whom a task is given to: they are there, and the viewer's
// permission reaches them or their department. A task of a member without a
// department named belongs to the member's own.
func given(ctx context.Context, tx *ent.Tx, action authz.Action, assignee, department *typeid.ID) error {
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "assigneeId", ID: *assignee}); err != nil {
		return err
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: *department}); err != nil {
		return err
	}
	if *assignee != "" && *department == "" {
		m, err := tx.Member.Get(ctx, *assignee)
		if err != nil {
			return fmt.Errorf("tasks: reading the assignee: %w", err)
		}
		*department = m.DepartmentID
	}
	v := viewer.From(ctx)
	scope := v.Scope(string(action))
	if !authz.Covers(v, scope, authz.Record{Departments: []typeid.ID{*department}, Members: []typeid.ID{*assignee}}) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
}

// subjectOf is what a task is about: a customer or a requirement that the
// viewer may read, and the customer behind it.
func subjectOf(ctx context.Context, tx *ent.Tx, id typeid.ID) (*flow.SubjectType, typeid.ID, typeid.ID, error) {
	kind, behind, err := flow.SubjectCustomer, typeid.ID(""), error(fault.NotFound())
	reads := func(a authz.Action) bool { return authz.Require(ctx, a) == nil }
	switch {
	case id == "":
		return nil, "", "", nil
	case id.Prefix() == ent.Prefixes[ent.TypeCustomer] && reads(authz.CustomerRead):
		behind, err = tx.Customer.Query().Where(customer.ID(id)).OnlyID(ctx)
	case id.Prefix() == ent.Prefixes[ent.TypeRequirement] && reads(authz.RequirementRead):
		var r *ent.Requirement
		if r, err = tx.Requirement.Query().Where(requirement.ID(id)).Only(ctx); err == nil {
			kind, behind = flow.SubjectRequirement, r.CustomerID
		}
	}
	switch {
	case ent.IsNotFound(err), errors.Is(err, fault.NotFound()):
		return nil, "", "", fault.NotFound().On("subjectId")
	case err != nil:
		return nil, "", "", fmt.Errorf("tasks: reading the subject: %w", err)
	}
	return &kind, id, behind, nil
}

// dueTime is when a task is due: after now, or never.
func dueTime(ctx context.Context, at *time.Time) (time.Time, error) {
	if at == nil || at.IsZero() {
		return database.Never, nil
	}
	due := viewer.Instant(*at)
	switch {
	case !due.After(viewer.Now(ctx)):
		return due, fault.Input("dueAt", "input.in_the_past")
	case !due.Before(database.Never):
		return due, fault.Input("dueAt", "input.malformed_time")
	}
	return due, nil
}

// known is the constant that was given, or the usual one.
func known[T flow.Enum](field string, value *T, usual T) (T, error) {
	if value == nil || *value == "" {
		return usual, nil
	}
	for _, v := range usual.Values() {
		if v == string(*value) {
			return *value, nil
		}
	}
	return usual, fault.Input(field, "input.unknown_key").With("value", text.Clip(string(*value)))
}
