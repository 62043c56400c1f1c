package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/department"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// maxDepth is how many levels the tree of departments may have.
const maxDepth = 10

// maxDepartments is how many departments a company may have: all are kept in memory.
const maxDepartments = 2000

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
	name, err := Text("name", in.Name, 1, 100)
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
		err := tx.Department.Update().Where(department.IsManagement(true), department.IDNEQ(d.ID)).SetIsManagement(false).Exec(ctx)
		if err != nil {
			return nil, fmt.Errorf("tenants: moving the management department: %w", err)
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

func departmentChanges(tree departments, d *ent.Department, in DepartmentUpdateInput) (*ent.DepartmentUpdateOne, []string, error) {
	update := d.Update()
	var fields []string
	if in.Name != nil {
		name, err := Text("name", *in.Name, 1, 100)
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

// departments is the company's tree by id.
type departments map[typeid.ID]*ent.Department

// lockTree reads the whole tree and keeps it, so that two moves at once cannot
// make a cycle together.
func lockTree(ctx context.Context, tx *ent.Tx) (departments, error) {
	q := tx.Department.Query().Order(department.ByID())
	q.Modify(database.Lock)
	all, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading departments: %w", err)
	}
	tree := departments{}
	for _, d := range all {
		tree[d.ID] = d
	}
	return tree, nil
}

// check refuses a parent that is not there, or that would close a cycle or
// make the tree too deep.
func (tree departments) check(child, parent typeid.ID) error {
	if _, ok := tree[parent]; !ok {
		return fault.NotFound().On("parentId")
	}
	depth := 1 + tree.height(child)
	for at := parent; at != ""; at = tree[at].ParentID {
		if at == child {
			return fault.Conflict("department.cycle").On("parentId")
		}
		if depth++; depth > maxDepth {
			return fault.Conflict("department.depth").On("parentId")
		}
	}
	return nil
}

// height is how many levels stand below the department.
func (tree departments) height(id typeid.ID) int {
	highest := 0
	if id == "" {
		return 0
	}
	for _, d := range tree {
		if d.ParentID == id {
			highest = max(highest, 1+tree.height(d.ID))
		}
	}
	return highest
}

func departmentEvent(kind string, d *ent.Department, fields []string) journal.Event {
	return journal.Event{
		Type: kind, Kind: flow.EventAdmin, Config: true, Fields: fields,
		Subject:     journal.Subject{Type: flow.SubjectDepartment, ID: d.ID},
		Departments: []typeid.ID{d.ID, d.ParentID},
	}
}

// Version compares the version that a change was made to with the record's.
func Version(expected, actual int) error {
	if expected != actual {
		return fault.Conflict("version.conflict").With("expected", expected).With("actual", actual).On("expectedVersion").Extend("version", actual)
	}
	return nil
}
