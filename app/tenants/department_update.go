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

// DepartmentUpdateInput is a department's changes; nil stays, the empty
// ParentID puts it at the top.
type DepartmentUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Name            *string
	Type            *flow.DepartmentType
	ParentID        *typeid.ID
	IsManagement    *bool
	Active          *bool
}

// UpdateDepartment changes a department.
func UpdateDepartment(ctx context.Context, tx *ent.Tx, in DepartmentUpdateInput) (*ent.Department, error) {
	if err := authz.Require(ctx, authz.DepartmentUpdate); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	tree, err := lockTree(ctx, tx)
	if err != nil {
		return nil, err
	}
	d, ok := tree[in.ID]
	if !ok {
		return nil, fault.NotFound().On("id")
	}
	if err := Version(in.ExpectedVersion, d.Version); err != nil {
		return nil, err
	}
	update, fields, err := departmentChanges(tree, d, in)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	if in.IsManagement != nil && *in.IsManagement {
		if err := handOver(ctx, tx, tree, d.ID); err != nil {
			return nil, err
		}
	}
	d, err = update.Save(ctx)
	if ent.IsConstraintError(err) {
		return nil, fault.Conflict("department.name_taken").On("name").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("tenants: changing a department: %w", err)
	}
	journal.Record(ctx, departmentEvent("department.updated", d, fields))
	return d, nil
}

// handOver takes the mark of the management department from who has it.
func handOver(ctx context.Context, tx *ent.Tx, tree departments, to typeid.ID) error {
	for _, d := range tree {
		if !d.IsManagement || d.ID == to {
			continue
		}
		if err := tx.Department.UpdateOneID(d.ID).SetIsManagement(false).Exec(ctx); err != nil {
			return fmt.Errorf("tenants: moving the management department: %w", err)
		}
		journal.Record(ctx, departmentEvent("department.updated", d, []string{"isManagement"}))
	}
	return nil
}

func departmentChanges(tree departments, d *ent.Department, in DepartmentUpdateInput) (*ent.DepartmentUpdateOne, []string, error) {
	update := d.Update()
	var fields []string
	if in.Name != nil {
		name, err := text.Line("name", *in.Name, 1, 100)
		if err != nil {
			return nil, nil, err
		}
		update.SetName(name)
		fields = append(fields, "name")
	}
	if in.Type != nil {
		update.SetType(*in.Type)
		fields = append(fields, "type")
	}
	if in.ParentID != nil {
		if *in.ParentID == "" {
			update.ClearParentID()
		} else {
			if err := tree.check(d.ID, *in.ParentID); err != nil {
				return nil, nil, err
			}
			update.SetParentID(*in.ParentID)
		}
		fields = append(fields, "parent")
	}
	if in.IsManagement != nil {
		update.SetIsManagement(*in.IsManagement)
		fields = append(fields, "isManagement")
	}
	if in.Active != nil {
		update.SetActive(*in.Active)
		fields = append(fields, "active")
	}
	return update, fields, nil
}
