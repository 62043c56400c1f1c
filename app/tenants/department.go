package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
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

// departments is the company's tree by id.
type departments map[typeid.ID]*ent.Department

// lockTree reads the whole tree and keeps it, so that two changes at once cannot
// make a cycle, or a tree too deep, together.
func lockTree(ctx context.Context, tx *ent.Tx) (departments, error) {
	q := tx.Department.Query().Order(department.ByID())
	kept := q.Clone()
	kept.Modify(database.Lock)
	if _, err := kept.IDs(ctx); err != nil {
		return nil, fmt.Errorf("tenants: keeping departments: %w", err)
	}
	all, err := q.All(ctx) // what was made while this waited, too; see lockRoles
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
