package touchpoints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/touchpoint"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CreateInput is a candidate.
type CreateInput struct {
	Name         string
	Description  *string
	JourneyStage flow.JourneyStage
	DepartmentID *typeid.ID
}

// Create proposes a touchpoint (D2-47): it is a candidate until a round decides on it.
// Errors: touchpoint.name_taken, NOT_FOUND on departmentId, department.inactive,
// FORBIDDEN where the viewer's permission does not reach the department,
// BAD_USER_INPUT. Records touchpoint.candidate.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.Touchpoint, error) {
	if err := begin(ctx, authz.TouchpointCreate); err != nil {
		return nil, err
	}
	c := checking(ctx)
	name := c.Line("name", in.Name, 1, maxName)
	description := c.Lines("description", optional.Value(in.Description), 0, maxDescription)
	known(c, "journeyStage", in.JourneyStage)
	if c.Err != nil {
		return nil, c.Err
	}
	department := optional.Value(in.DepartmentID)
	if department == "" {
		department = viewer.From(ctx).Department
	}
	if err := answers(ctx, tx, authz.TouchpointCreate, "departmentId", department); err != nil {
		return nil, err
	}
	if err := free(ctx, tx, name, ""); err != nil {
		return nil, err
	}
	q := tx.Touchpoint.Create().SetName(name).SetJourneyStage(in.JourneyStage).SetDepartmentID(department)
	if description != "" {
		q.SetDescription(description)
	}
	t, err := q.Save(ctx)
	if err != nil {
		return nil, written(err)
	}
	e := moved(t, "", "D2-47")
	journal.Record(ctx, e)
	return t, nil
}

// answers checks a department that is to answer for a touchpoint: it is at work, and
// the viewer's permission reaches it.
func answers(ctx context.Context, tx *ent.Tx, action authz.Action, field string, department typeid.ID) error {
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: field, ID: department}); err != nil {
		return err
	}
	return permit(ctx, action, authz.Record{Departments: present(department)})
}

// free refuses a name that another touchpoint of the company has, wherever it belongs.
func free(ctx context.Context, tx *ent.Tx, name string, but typeid.ID) error {
	taken, err := tx.Touchpoint.Query().Where(touchpoint.Name(name), touchpoint.IDNEQ(but)).Exist(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("touchpoints: looking for the name: %w", err)
	}
	if taken {
		return fault.Conflict("touchpoint.name_taken").On("name")
	}
	return nil
}
