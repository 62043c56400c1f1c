package groups

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The bounds of groups.
const (
	MaxMembers = 100
	maxName    = 100
	maxPurpose = 5_000
	maxDuty    = 1_000
)

// MemberInput is somebody's part in a group (D0-44).
type MemberInput struct {
	MemberID typeid.ID
	Capacity flow.GroupCapacity
	Duty     *string
}

func checkName(name *string) (err error) {
	*name, err = text.Line("name", *name, 1, maxName)
	return err
}

func checkPurpose(purpose *string) (err error) {
	*purpose, err = text.Lines("purpose", *purpose, 0, maxPurpose)
	return err
}

// checkMembers asks for 1 to MaxMembers members who are here, each once; of a group that
// handles something jointly they are of several departments.
func checkMembers(ctx context.Context, tx *ent.Tx, kind flow.WorkGroupKind, all []MemberInput) error {
	if len(all) == 0 {
		return fault.Precondition("work_group.empty").On("members")
	}
	if len(all) > MaxMembers {
		return fault.Input("members", "input.too_many").With("max", MaxMembers)
	}
	named := make([]tenants.Ref, len(all))
	for i := range all {
		m, field := &all[i], fmt.Sprintf("members[%d]", i)
		if slices.ContainsFunc(all[:i], func(other MemberInput) bool { return other.MemberID == m.MemberID }) {
			return fault.Input(field+".memberId", "input.duplicate").With("value", string(m.MemberID))
		}
		if m.MemberID == "" {
			return fault.NotFound().On(field + ".memberId")
		}
		if !slices.Contains(m.Capacity.Values(), string(m.Capacity)) {
			return fault.Input(field+".capacity", "input.unknown_key").With("value", text.Clip(string(m.Capacity)))
		}
		if m.Duty != nil {
			duty, err := text.Lines(field+".duty", *m.Duty, 0, maxDuty)
			if err != nil {
				return err
			}
			m.Duty = &duty
		}
		named[i] = tenants.Ref{Field: field + ".memberId", ID: m.MemberID}
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), named...); err != nil || kind != flow.GroupJointHandling {
		return err
	}
	return ofSeveral(ctx, tx, idsOf(all))
}

// leastDepartments is of how many departments a group is that handles something jointly (D2-62).
const leastDepartments = 2

// ofSeveral refuses members of one department: work_group.one_department.
func ofSeveral(ctx context.Context, tx *ent.Tx, members []typeid.ID) error {
	rows, err := tx.Member.Query().Where(member.IDIn(members...)).Select(member.FieldDepartmentID).All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("groups: reading the members' departments: %w", err)
	}
	departments := map[typeid.ID]bool{}
	for _, m := range rows {
		if m.DepartmentID != "" {
			departments[m.DepartmentID] = true
		}
	}
	if len(departments) < leastDepartments {
		return fault.Precondition("work_group.one_department").On("members").With("min", leastDepartments)
	}
	return nil
}

// checkLeader asks for a leader who is one of the members (D0-43).
func checkLeader(ctx context.Context, client *ent.Client, leader typeid.ID, members []typeid.ID) error {
	if !slices.Contains(members, leader) {
		if err := tenants.PresentMembers(ctx, client, tenants.Ref{Field: "leaderId", ID: leader}); err != nil {
			return err
		}
		return fault.Precondition("work_group.leader_no_member").On("leaderId")
	}
	return nil
}

func checkTerm(from, until *time.Time) error {
	if from != nil && until != nil && !until.After(*from) {
		return fault.Input("termUntil", "work_group.term_order")
	}
	return nil
}

func idsOf(all []MemberInput) []typeid.ID {
	ids := make([]typeid.ID, len(all))
	for i, m := range all {
		ids[i] = m.MemberID
	}
	return ids
}
