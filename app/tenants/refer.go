package tenants

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/department"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Ref is a record that an input names, and the field in which it does. The
// empty id names none.
type Ref struct {
	Field string
	ID    typeid.ID
}

// ActiveDepartments refuses departments that are not there (NOT_FOUND) or no
// longer active (department.inactive), on the field of the first wrong one. It
// is one statement for any number of them, and none for none.
func ActiveDepartments(ctx context.Context, client *ent.Client, named ...Ref) error {
	ids := idsOf(named)
	if len(ids) == 0 {
		return nil
	}
	found, err := client.Department.Query().Where(department.IDIn(ids...)).All(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading departments: %w", err)
	}
	active := map[typeid.ID]bool{}
	for _, d := range found {
		active[d.ID] = d.Active
	}
	return present(named, active, "department.inactive")
}

// PresentMembers refuses members that are not there (NOT_FOUND) or have left
// (member.left), on the field of the first wrong one. It is one statement for
// any number of them, and none for none.
func PresentMembers(ctx context.Context, client *ent.Client, named ...Ref) error {
	ids := idsOf(named)
	if len(ids) == 0 {
		return nil
	}
	found, err := client.Member.Query().Where(member.IDIn(ids...)).All(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading members: %w", err)
	}
	here := map[typeid.ID]bool{}
	for _, m := range found {
		here[m.ID] = m.State != flow.MemberLeft
	}
	return present(named, here, "member.left")
}

func idsOf(named []Ref) []typeid.ID {
	var ids []typeid.ID
	for _, n := range named {
		if n.ID != "" {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// present names the first record that was not found, or is no longer what it was.
func present(named []Ref, usable map[typeid.ID]bool, gone string) error {
	for _, n := range named {
		switch ok, found := usable[n.ID]; {
		case n.ID == "" || ok:
		case !found:
			return fault.NotFound().On(n.Field)
		default:
			return fault.Precondition(gone).On(n.Field)
		}
	}
	return nil
}
