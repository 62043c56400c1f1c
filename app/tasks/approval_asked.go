package tasks

import (
	"context"
	"fmt"
	"slices"

	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/memberrole"
	"heed/ent/role"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Asked are the members whom a step asks now, in the order of their ids: the active
// ones who have its role or whom it names, never the requester. It is looked up
// again for every vote, so that who gets a role is asked from then on.
func Asked(ctx context.Context, client *ent.Client, step flow.ApprovalStep, requester typeid.ID) ([]typeid.ID, error) {
	tenant := viewer.Tenant(ctx)
	who := member.IDIn(step.MemberIDs...)
	if step.RoleKey != "" {
		// What lies behind an edge is not limited to the company by itself.
		who = member.HasMemberRolesWith(memberrole.TenantID(tenant), memberrole.HasRoleWith(role.TenantID(tenant), role.Key(step.RoleKey)))
	}
	asked, err := client.Member.Query().Where(who, member.StateEQ(flow.MemberActive), member.IDNEQ(requester)).
		Order(member.ByID()).IDs(viewer.AsSystem(ctx, tenant))
	if err != nil {
		return nil, fmt.Errorf("tasks: reading who is asked: %w", err)
	}
	return asked, nil
}

// asks tells whether the step asks the viewer, who is not the requester.
func asks(v *viewer.Viewer, step flow.ApprovalStep, requester typeid.ID) bool {
	if v.Member == requester {
		return false
	}
	if step.RoleKey != "" {
		return slices.Contains(v.Roles, step.RoleKey)
	}
	return slices.Contains(step.MemberIDs, v.Member)
}

// ApprovalActs lists what the viewer may do with an approval now: vote, when the
// present step asks them, and withdraw what they have asked for.
func ApprovalActs(ctx context.Context, a *ent.Approval) []flow.ApprovalAct {
	acts, v := []flow.ApprovalAct{}, viewer.From(ctx)
	if a.State != flow.ApprovalPending || authz.Writable(ctx) != nil {
		return acts
	}
	if !expired(ctx, a) && asks(v, a.Steps[a.Step], a.RequesterID) && authz.On(ctx, authz.ApprovalApprove, recordOf(a)) == nil {
		acts = append(acts, flow.ApprovalActVote)
	}
	if a.RequesterID == v.Member {
		acts = append(acts, flow.ApprovalActWithdraw)
	}
	return acts
}

func expired(ctx context.Context, a *ent.Approval) bool { return !viewer.Now(ctx).Before(a.ExpiresAt) }
