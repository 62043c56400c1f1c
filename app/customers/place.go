package customers

import (
	"context"
	"slices"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
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
