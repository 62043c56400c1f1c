package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// DepartmentCreateInput is a new department.
type DepartmentCreateInput struct {
	Name     string
	Type     flow.DepartmentType
	ParentID *typeid.ID
}

// CreateDepartment makes a department.
func CreateDepartment(ctx context.Context, tx *ent.Tx, in DepartmentCreateInput) (*ent.Department, error) {
	if err := authz.Require(ctx, authz.DepartmentCreate); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	name, err := text.Line("name", in.Name, 1, 100)
	if err != nil {
		return nil, err
	}
	tree, err := lockTree(ctx, tx)
	if err != nil {
		return nil, err
	}
	if len(tree) >= maxDepartments {
		return nil, fault.Conflict("input.too_many").With("max", maxDepartments)
	}
	create := tx.Department.Create().SetName(name).SetType(in.Type)
	if in.ParentID != nil && *in.ParentID != "" {
		if err := tree.check("", *in.ParentID); err != nil {
			return nil, err
		}
		create.SetParentID(*in.ParentID)
	}
	d, err := create.Save(ctx)
	if ent.IsConstraintError(err) {
		return nil, fault.Conflict("department.name_taken").On("name").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("tenants: making a department: %w", err)
	}
	journal.Record(ctx, departmentEvent("department.created", d, nil))
	return d, nil
}
