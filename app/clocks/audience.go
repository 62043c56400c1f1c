package clocks

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/memberrole"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Audience are the members whom a clock's word is for: a warning (level 0) the
// assignee, a breach the head of the department too, and a working day later the
// management department. Where a department has no head, the one above it has;
// where nobody is assigned, the heads are told at once.
func Audience(ctx context.Context, tx *ent.Tx, s Subject, level int) ([]typeid.ID, error) {
	var who []typeid.ID
	if s.Assignee != "" && level < sla.EscalatedToManagement {
		who = append(who, s.Assignee)
	}
	if level == sla.EscalatedToHead || s.Assignee == "" && level == 0 {
		heads, err := headsAbove(ctx, tx, s.Lead)
		if err != nil {
			return nil, err
		}
		who = append(who, heads...)
	}
	if level == sla.EscalatedToManagement {
		management, err := managementMembers(ctx, tx)
		if err != nil {
			return nil, err
		}
		who = append(who, management...)
	}
	return unique(who), nil
}

// audienceOf are the members whom a mark is for, by the way up of its policy: the
// assignee of a warning, the assignee and whom the first step names of a breach,
// and whom each further step names.
func audienceOf(ctx context.Context, tx *ent.Tx, s Subject, m sla.Mark, up []sla.Escalation) ([]typeid.ID, error) {
	if m.Level == 0 || m.Level > len(up) {
		return Audience(ctx, tx, s, 0)
	}
	var (
		who []typeid.ID
		err error
	)
	switch up[m.Level-1].To {
	case sla.EscalateManagement:
		who, err = managementMembers(ctx, tx)
	case sla.EscalateCommittee:
		who, err = committee(ctx, tx)
	default:
		who, err = headsAbove(ctx, tx, s.Lead)
	}
	if err != nil {
		return nil, err
	}
	if m.Kind == sla.MarkBreached {
		who = append([]typeid.ID{s.Assignee}, who...)
	}
	return unique(who), nil
}

// committee are the members with the committee's role.
func committee(ctx context.Context, tx *ent.Tx) ([]typeid.ID, error) {
	var roles []typeid.ID
	for id, r := range tenants.ConfigFrom(ctx).Roles {
		if r.Key == authz.Committee {
			roles = append(roles, id)
		}
	}
	ids, err := tx.Member.Query().Where(member.StateEQ(flow.MemberActive),
		member.HasMemberRolesWith(memberrole.TenantID(viewer.Tenant(ctx)), memberrole.RoleIDIn(roles...))).Order(member.ByID()).IDs(asSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("clocks: reading the committee: %w", err)
	}
	return ids, nil
}

// headsAbove are the heads of the department, or of the nearest above it that has one.
func headsAbove(ctx context.Context, tx *ent.Tx, department typeid.ID) ([]typeid.ID, error) {
	all := tenants.ConfigFrom(ctx).Departments
	for seen := 0; department != "" && seen <= len(all); seen++ {
		heads, err := membersWhere(ctx, tx, department, true)
		if err != nil || len(heads) > 0 {
			return heads, err
		}
		d, ok := all[department]
		if !ok {
			break
		}
		department = d.ParentID
	}
	return nil, nil
}

// managementMembers are the heads of the management department, or all its
// members when it has none.
func managementMembers(ctx context.Context, tx *ent.Tx) ([]typeid.ID, error) {
	var who []typeid.ID
	for _, d := range tenants.ConfigFrom(ctx).Departments {
		if !d.IsManagement || !d.Active {
			continue
		}
		heads, err := membersWhere(ctx, tx, d.ID, true)
		if err != nil {
			return nil, err
		}
		if len(heads) == 0 {
			if heads, err = membersWhere(ctx, tx, d.ID, false); err != nil {
				return nil, err
			}
		}
		who = append(who, heads...)
	}
	return who, nil
}

func membersWhere(ctx context.Context, tx *ent.Tx, department typeid.ID, heads bool) ([]typeid.ID, error) {
	q := tx.Member.Query().Where(member.DepartmentID(department), member.StateEQ(flow.MemberActive))
	if heads {
		q.Where(member.IsDepartmentHead(true))
	}
	ids, err := q.Order(member.ByID()).IDs(asSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("clocks: reading whom a clock tells: %w", err)
	}
	return ids, nil
}

func unique(all []typeid.ID) []typeid.ID {
	kept := make([]typeid.ID, 0, len(all))
	seen := map[typeid.ID]bool{}
	for _, id := range all {
		if id != "" && !seen[id] {
			seen[id] = true
			kept = append(kept, id)
		}
	}
	return kept
}
