package requirements

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// audience are the members whom a clock's word is for: a warning (level 0) the
// assignee, a breach the head of the department too, and a working day later the
// management department. Where a department has no head, the one above it has;
// where nobody is assigned, the heads are told at once.
func audience(ctx context.Context, tx *ent.Tx, r *ent.Requirement, level int) ([]typeid.ID, error) {
	var who []typeid.ID
	if r.AssigneeID != "" && level < sla.EscalatedToManagement {
		who = append(who, r.AssigneeID)
	}
	if level == sla.EscalatedToHead || r.AssigneeID == "" && level == 0 {
		heads, err := headsAbove(ctx, tx, r.LeadDepartmentID)
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
		return nil, fmt.Errorf("requirements: reading whom a clock tells: %w", err)
	}
	return ids, nil
}

func unique(all []typeid.ID) []typeid.ID {
	kept := make([]typeid.ID, 0, len(all))
	seen := map[typeid.ID]bool{}
	for _, id := range all {
		if !seen[id] {
			seen[id] = true
			kept = append(kept, id)
		}
	}
	return kept
}

// HeadAndManagement are whom a department's failures are told: its head, or that of the
// nearest above it that has one, and the management department.
func HeadAndManagement(ctx context.Context, tx *ent.Tx, department typeid.ID) ([]typeid.ID, error) {
	heads, err := headsAbove(ctx, tx, department)
	if err != nil {
		return nil, err
	}
	management, err := managementMembers(ctx, tx)
	return unique(append(heads, management...)), err
}
