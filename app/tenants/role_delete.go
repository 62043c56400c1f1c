package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/memberrole"
	"heed/rules/fault"
	"heed/rules/typeid"
)

// RoleDeleteInput is a role that is no longer needed.
type RoleDeleteInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// DeleteRole deletes a role of the company's own that no member has, and gives
// it as it was.
func DeleteRole(ctx context.Context, tx *ent.Tx, in RoleDeleteInput) (*ent.Role, error) {
	all, err := lockRoles(ctx, tx, authz.RoleDelete)
	if err != nil {
		return nil, err
	}
	r, err := all.find(in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if r.Builtin {
		return nil, fault.Precondition("role.builtin")
	}
	members, err := tx.MemberRole.Query().Where(memberrole.RoleID(r.ID)).Count(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: counting members of a role: %w", err)
	}
	if members > 0 {
		return nil, inUse(members)
	}
	err = tx.Role.DeleteOne(r).Exec(ctx)
	if ent.IsConstraintError(err) { // given at the same moment
		return nil, inUse(1).Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("tenants: deleting a role: %w", err)
	}
	journal.Record(ctx, roleEvent("role.deleted", r, nil, GrantsOf(r), nil))
	return r, nil
}

// inUse tells how many members still have the role, those who have left with them.
func inUse(members int) *fault.Error {
	return fault.Precondition("role.in_use").With("members", members).Extend("members", members)
}
