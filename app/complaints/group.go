package complaints

import (
	"context"
	"fmt"

	"heed/app/groups"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// GroupInput is the group that handles a complaint jointly.
type GroupInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Name            *string // by the complaint's number when left out
	LeaderID        typeid.ID
	Members         []groups.MemberInput
}

// FormGroup makes the group that handles a complaint jointly: a leader, and members of at
// least two departments (work_group.one_department); one that was there before is replaced,
// and out of use.
// On the joint path only: complaint.not_joint. Errors besides: those of groups.
// Records work_group.created, work_group.retired and complaint.group_formed.
func FormGroup(ctx context.Context, tx *ent.Tx, in GroupInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActFormGroup, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if !joint(was) {
		return nil, fault.Precondition("complaint.not_joint")
	}
	name := optional.Value(in.Name)
	if name == "" {
		name = groupName(ctx, was)
	}
	g, err := groups.Create(ctx, tx, groups.CreateInput{
		Kind: flow.GroupJointHandling, Name: name, LeaderID: in.LeaderID, Members: in.Members,
	})
	if err != nil {
		return nil, err
	}
	c, err := save(ctx, was, was.Update().SetGroupID(g.ID))
	if err != nil {
		return nil, err
	}
	if was.GroupID != "" {
		if err := groups.Replaced(ctx, tx, was.GroupID); err != nil {
			return nil, err
		}
	}
	c.Edges.Group = g
	happened(ctx, c, "complaint.group_formed", told{was: was, fields: []string{"group"}, clauses: []string{"D2-62"}, detail: map[string]any{"group": g.ID, "leader": g.LeaderID}})
	return c, nil
}

// groupName is the number of the complaint, which later groups of it count on.
func groupName(ctx context.Context, c *ent.Complaint) string {
	name := fmt.Sprintf("%s %s", c.Number, label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "WorkGroupKind", string(flow.GroupJointHandling)))
	if c.GroupID != "" || len(c.Triages) > 1 {
		name = fmt.Sprintf("%s %d", name, c.Version)
	}
	return name
}
