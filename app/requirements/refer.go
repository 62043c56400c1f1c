package requirements

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/customer"
	"heed/ent/department"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// activeDepartment refuses departments that are not there (NOT_FOUND on the
// field) or no longer active.
func activeDepartment(ctx context.Context, tx *ent.Tx, id typeid.ID, field string) error {
	d, err := tx.Department.Query().Where(department.ID(id)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return fault.NotFound().On(field)
	case err != nil:
		return fmt.Errorf("requirements: reading a department: %w", err)
	case !d.Active:
		return fault.Precondition("department.inactive").On(field)
	}
	return nil
}

// presentMember refuses members that are not there (NOT_FOUND on the field) or
// have left.
func presentMember(ctx context.Context, tx *ent.Tx, id typeid.ID, field string) error {
	m, err := tx.Member.Query().Where(member.ID(id)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return fault.NotFound().On(field)
	case err != nil:
		return fmt.Errorf("requirements: reading a member: %w", err)
	case m.State == flow.MemberLeft:
		return fault.Precondition("member.left").On(field)
	}
	return nil
}

// customerOf is the requirement's customer. It is read in the system's name:
// who may work on a requirement need not reach its customer, whose tier decides.
func customerOf(ctx context.Context, tx *ent.Tx, r *ent.Requirement) (*ent.Customer, error) {
	c, err := tx.Customer.Query().Where(customer.ID(r.CustomerID)).Only(asSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("requirements: reading the customer of %s: %w", r.ID, err)
	}
	return c, nil
}

func asSystem(ctx context.Context) context.Context { return viewer.AsSystem(ctx, viewer.Tenant(ctx)) }
