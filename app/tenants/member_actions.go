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
	acts := []flow.MemberAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	changes := authz.On(ctx, authz.MemberUpdate, MemberRecord(m)) == nil
	invites := authz.On(ctx, authz.MemberCreate, MemberRecord(m)) == nil
	for _, act := range flow.Member.Allowed(m.State) {
		switch {
		case act == flow.MemberActAccept: // the person's own
		case act == flow.MemberActInvite && !invites:
		case act == flow.MemberActReturn && !changes:
		case act == flow.MemberActLeave && !changes && (!invites || m.State != flow.MemberInvited):
		default:
			acts = append(acts, act)
		}
	}
	return acts
}

// MemberRecord is what scopes look at in a member.
func MemberRecord(m *ent.Member) authz.Record {
	return authz.Record{Departments: []typeid.ID{m.DepartmentID}, Members: []typeid.ID{m.ID}}
}
