package customers

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// references loads what the sheet refers to anew: a tier, a department, a member.
func references(ctx context.Context, tx *ent.Tx, was, is sheet) error {
	if is.tier != was.tier {
		if _, ok := tenants.ConfigFrom(ctx).Tier(is.tier); !ok {
			return fault.Input("tierKey", "tier.unknown")
		}
	}
	if is.department != was.department {
		if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: is.department}); err != nil {
			return err
		}
	}
	if is.manager != was.manager {
		return tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "accountManagerId", ID: is.manager})
	}
	return nil
}

// within refuses to put a customer into a department that the viewer's scope
// does not reach: who works for a department places customers in its tree only.
// Out of every department they may put those that stay their own: nobody takes
// a customer away from all who work with it.
func within(ctx context.Context, a authz.Action, department typeid.ID, members ...typeid.ID) error {
	v := viewer.From(ctx)
	if v.Scope(string(a)) == viewer.All || slices.Contains(v.Departments, department) {
		return nil
	}
	if department == "" && slices.Contains(members, v.Member) {
		return nil
	}
	return fault.Forbidden().On("departmentId").Extend("action", string(a))
}

// There refuses customers that the viewer does not reach (NOT_FOUND), on the field with the
// place of the first. It is one statement for any number of them, and none for none.
func There(ctx context.Context, client *ent.Client, field string, ids []typeid.ID) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := client.Customer.Query().Where(customer.IDIn(ids...)).IDs(ctx)
	if err != nil {
		return fmt.Errorf("customers: looking for customers: %w", err)
	}
	for i, id := range ids {
		if !slices.Contains(found, id) {
			return fault.NotFound().On(fmt.Sprintf("%s[%d]", field, i))
		}
	}
	return nil
}
