package groups

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/groupmember"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CreateInput is a new group.
type CreateInput struct {
	Kind         flow.WorkGroupKind
	Name         string
	Purpose      *string
	DepartmentID *typeid.ID
	LeaderID     typeid.ID
	TermFrom     *time.Time
	TermUntil    *time.Time
	Members      []MemberInput
}

// Create makes a group with its members and their duties (D0-43, D0-44). Errors:
// work_group.empty, work_group.leader_no_member, work_group.one_department, work_group.name_taken,
// work_group.term_order, NOT_FOUND, member.left, department.inactive. Records
// work_group.created.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.WorkGroup, error) {
	if err := begin(ctx, authz.WorkGroupCreate); err != nil {
		return nil, err
	}
	if err := in.check(ctx, tx); err != nil {
		return nil, err
	}
	create := tx.WorkGroup.Create().SetKind(in.Kind).SetName(in.Name).SetLeaderID(in.LeaderID).
		SetNillableTermFrom(viewer.InstantOr(in.TermFrom)).SetNillableTermUntil(viewer.InstantOr(in.TermUntil))
	if in.Purpose != nil && *in.Purpose != "" {
		create.SetPurpose(*in.Purpose)
	}
	if in.DepartmentID != nil && *in.DepartmentID != "" {
		create.SetDepartmentID(*in.DepartmentID)
	}
	g, err := create.Save(ctx)
	if ent.IsConstraintError(err) {
		return nil, fault.Conflict("work_group.name_taken").On("name").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("groups: creating: %w", err)
	}
	if g.Edges.Memberships, err = setMembers(ctx, tx, g, in.Members); err != nil {
		return nil, err
	}
	tell(ctx, "work_group.created", g, nil, map[string]any{"kind": g.Kind, "members": idsOf(in.Members)})
	return g, nil
}

func (in *CreateInput) check(ctx context.Context, tx *ent.Tx) error {
	if !slices.Contains(in.Kind.Values(), string(in.Kind)) {
		return fault.Input("kind", "input.unknown_key").With("value", text.Clip(string(in.Kind)))
	}
	if err := checkName(&in.Name); err != nil {
		return err
	}
	if in.Purpose != nil {
		purpose := *in.Purpose
		if err := checkPurpose(&purpose); err != nil {
			return err
		}
		in.Purpose = &purpose
	}
	if err := checkTerm(in.TermFrom, in.TermUntil); err != nil {
		return err
	}
	if in.DepartmentID != nil {
		if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: *in.DepartmentID}); err != nil {
			return err
		}
	}
	if err := checkMembers(ctx, tx, in.Kind, in.Members); err != nil {
		return err
	}
	return checkLeader(ctx, tx.Client(), in.LeaderID, idsOf(in.Members))
}

// setMembers makes the parts of the group these.
func setMembers(ctx context.Context, tx *ent.Tx, g *ent.WorkGroup, all []MemberInput) ([]*ent.GroupMember, error) {
	if _, err := tx.GroupMember.Delete().Where(groupmember.GroupID(g.ID)).Exec(ctx); err != nil {
		return nil, fmt.Errorf("groups: members: %w", err)
	}
	rows := make([]*ent.GroupMemberCreate, len(all))
	for i, m := range all {
		rows[i] = tx.GroupMember.Create().SetGroupID(g.ID).SetMemberID(m.MemberID).SetCapacity(m.Capacity)
		if m.Duty != nil && *m.Duty != "" {
			rows[i].SetDuty(*m.Duty)
		}
	}
	made, err := tx.GroupMember.CreateBulk(rows...).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("groups: members: %w", err)
	}
	return made, nil
}
