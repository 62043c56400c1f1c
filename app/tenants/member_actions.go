package tenants

import (
	"context"

	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// AvailableActions lists what the viewer may do with the membership now: what
// its state allows and their permissions on this member reach. It asks no
// database, for it is used in lists.
func AvailableActions(ctx context.Context, m *ent.Member) []flow.MemberAct {
	if authz.Writable(ctx) != nil || authz.On(ctx, authz.MemberUpdate, MemberRecord(m)) != nil {
		return []flow.MemberAct{}
	}
	return flow.Member.Allowed(m.State)
}

// MemberRecord is what scopes look at in a member.
func MemberRecord(m *ent.Member) authz.Record {
	return authz.Record{Departments: []typeid.ID{m.DepartmentID}, Members: []typeid.ID{m.ID}}
}
