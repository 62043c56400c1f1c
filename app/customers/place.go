package customers

import (
	"context"
	"slices"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/department"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
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
	if is.department != was.department && is.department != "" {
		d, err := tx.Department.Query().Where(department.ID(is.department)).Only(ctx)
		switch {
		case ent.IsNotFound(err):
			return fault.NotFound().On("departmentId")
		case err != nil:
			return err
		case !d.Active:
			return fault.Precondition("department.inactive").On("departmentId")
		}
	}
	if is.manager != was.manager && is.manager != "" {
		m, err := tx.Member.Query().Where(member.ID(is.manager)).Only(ctx)
		switch {
		case ent.IsNotFound(err):
			return fault.NotFound().On("accountManagerId")
		case err != nil:
			return err
		case m.State != flow.MemberActive:
			return fault.Input("accountManagerId", "manager.not_member")
		}
	}
	return nil
}

// within refuses to put a customer into a department that the viewer's scope
// does not reach: who works for a department places customers in its tree only.
func within(ctx context.Context, a authz.Action, department typeid.ID) error {
	v := viewer.From(ctx)
	if department == "" || v.Scope(string(a)) == viewer.All || slices.Contains(v.Departments, department) {
		return nil
	}
	return fault.Forbidden().On("departmentId").Extend("action", string(a))
}
