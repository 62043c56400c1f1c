package tenants

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/member"
	"heed/ent/memberrole"
	"heed/ent/role"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxRoles is how many roles a member may have.
const maxRoles = 20

// MemberRolesUpdateInput is all the roles of a member from now on.
type MemberRolesUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	RoleKeys        []string
}

// UpdateMemberRoles gives a member other roles.
func UpdateMemberRoles(ctx context.Context, tx *ent.Tx, in MemberRolesUpdateInput) (*ent.Member, error) {
	m, err := lockMember(ctx, tx, authz.MemberUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	roles, err := findRoles(ctx, tx, in.RoleKeys)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(in.RoleKeys, authz.TenantAdmin) || slices.ContainsFunc(roles, func(r *ent.Role) bool { return deniesAdmin(GrantsOf(r)) }) {
		if err := keepAnAdmin(ctx, tx, m.ID); err != nil {
			return nil, err
		}
	}
	if err := mayTake(ctx, tx, m.ID, in.RoleKeys); err != nil {
		return nil, err
	}
	if _, err := tx.MemberRole.Delete().Where(memberrole.MemberID(m.ID)).Exec(ctx); err != nil {
		return nil, fmt.Errorf("tenants: taking roles: %w", err)
	}
	if err := giveRoles(ctx, tx, m.ID, roles); err != nil {
		return nil, err
	}
	if m, err = m.Update().Save(ctx); err != nil { // counts the version
		return nil, fmt.Errorf("tenants: changing a member: %w", err)
	}
	journal.Record(ctx, memberEvent("member.roles_updated", m, []string{"roles"}, map[string]any{"roles": in.RoleKeys}))
	return m, nil
}

// findRoles finds roles by their keys. Who is no administrator gives no role
// that allows more than they may do themselves.
func findRoles(ctx context.Context, tx *ent.Tx, keys []string) ([]*ent.Role, error) {
	if len(keys) == 0 {
		return nil, fault.Input("roleKeys", "input.required")
	}
	if len(keys) > maxRoles {
		return nil, fault.Input("roleKeys", "input.too_many").With("max", maxRoles)
	}
	found, err := tx.Role.Query().Where(role.KeyIn(keys...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading roles: %w", err)
	}
	for i, key := range keys {
		if slices.Contains(keys[:i], key) {
			return nil, fault.Input(fmt.Sprintf("roleKeys[%d]", i), "input.duplicate").With("value", key)
		}
		j := slices.IndexFunc(found, func(r *ent.Role) bool { return r.Key == key })
		if j < 0 {
			return nil, fault.Input(fmt.Sprintf("roleKeys[%d]", i), "role.unknown")
		}
		if !mayGive(viewer.From(ctx), found[j]) {
			return nil, fault.Forbidden().On(fmt.Sprintf("roleKeys[%d]", i))
		}
	}
	return found, nil
}

// mayGive tells whether the viewer may give the role: administrators may give
// any (model §7: "TA can give roles"), others what they have themselves.
func mayGive(v *viewer.Viewer, r *ent.Role) bool {
	return givesAny(v) || !slices.ContainsFunc(GrantsOf(r), func(g flow.Grant) bool { return !holds(v, g) })
}

// givesAny: a role of the company's own that changes roles does not make an administrator.
func givesAny(v *viewer.Viewer) bool {
	return v.Kind == viewer.System || slices.Contains(v.Roles, authz.TenantAdmin) && v.Scope(string(authz.RoleUpdate)) == viewer.All
}

// mayTake refuses to take a role that denies what the viewer may not do: who is
// rid of it may do more.
func mayTake(ctx context.Context, tx *ent.Tx, m typeid.ID, left []string) error {
	v := viewer.From(ctx)
	if givesAny(v) {
		return nil
	}
	given, err := tx.MemberRole.Query().Where(memberrole.MemberID(m), memberrole.HasRoleWith(role.KeyNotIn(left...))).WithRole().All(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading roles: %w", err)
	}
	for _, g := range given {
		if mayRegrant(v, GrantsOf(g.Edges.Role), nil) != nil {
			return fault.Forbidden().On("roleKeys")
		}
	}
	return nil
}

// keepAnAdmin refuses to take the last active administrator away: one whom no
// other role denies what administration needs. Nobody leaves where leaving is "".
func keepAnAdmin(ctx context.Context, tx *ent.Tx, leaving typeid.ID) error {
	// The role's row stands for "the administrators": two who leave at once wait for each other.
	q := tx.Role.Query().Where(role.Key(authz.TenantAdmin))
	q.Modify(database.Lock)
	admin, err := q.Only(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading the administrators' role: %w", err)
	}
	all, err := tx.Role.Query().All(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading roles: %w", err)
	}
	var denying []typeid.ID
	for _, r := range all {
		if deniesAdmin(GrantsOf(r)) {
			denying = append(denying, r.ID)
		}
	}
	others := tx.Member.Query().Where(
		member.StateEQ(flow.MemberActive), member.HasMemberRolesWith(memberrole.RoleID(admin.ID)),
		member.Not(member.HasMemberRolesWith(memberrole.RoleIDIn(denying...))),
	)
	if leaving != "" { // the empty id is NULL, which differs from nothing
		others.Where(member.IDNEQ(leaving))
	}
	some, err := others.Exist(ctx)
	if err != nil {
		return fmt.Errorf("tenants: counting administrators: %w", err)
	}
	if !some {
		return fault.Precondition("member.last_admin")
	}
	return nil
}
