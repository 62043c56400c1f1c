package requirements

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// people are the members whom clocks tell beside the assignees, read once for all
// clocks of a tick.
type people struct {
	heads, management map[typeid.ID][]typeid.ID // by department
}

func peopleOf(ctx context.Context, tx *ent.Tx) (*people, error) {
	p := &people{heads: map[typeid.ID][]typeid.ID{}, management: map[typeid.ID][]typeid.ID{}}
	var departments []typeid.ID
	for _, d := range tenants.ConfigFrom(ctx).Departments {
		if d.IsManagement && d.Active {
			departments = append(departments, d.ID)
		}
	}
	all, err := tx.Member.Query().Where(member.StateEQ(flow.MemberActive), member.Or(member.IsDepartmentHead(true), member.DepartmentIDIn(departments...))).
		Order(member.ByID()).Select(member.FieldID, member.FieldDepartmentID, member.FieldIsDepartmentHead).All(asSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("requirements: reading whom a clock tells: %w", err)
	}
	for _, m := range all {
		if m.IsDepartmentHead {
			p.heads[m.DepartmentID] = append(p.heads[m.DepartmentID], m.ID)
		}
		if slices.Contains(departments, m.DepartmentID) {
			p.management[m.DepartmentID] = append(p.management[m.DepartmentID], m.ID)
		}
	}
	return p, nil
}

// audience are the members whom a clock's word is for: a warning (level 0) the
// assignee, a breach the head of the department too, and a working day later the
// management department. Where a department has no head, the one above it has;
// where nobody is assigned, the heads are told at once.
func (p *people) audience(ctx context.Context, r *ent.Requirement, level int) []typeid.ID {
	var who []typeid.ID
	if r.AssigneeID != "" && level < sla.EscalatedToManagement {
		who = append(who, r.AssigneeID)
	}
	if level == sla.EscalatedToHead || r.AssigneeID == "" && level == 0 {
		who = append(who, p.headsAbove(ctx, r.LeadDepartmentID)...)
	}
	if level == sla.EscalatedToManagement {
		who = append(who, p.managers()...)
	}
	return unique(who)
}

// headsAbove are the heads of the department, or of the nearest above it that has one.
func (p *people) headsAbove(ctx context.Context, department typeid.ID) []typeid.ID {
	all := tenants.ConfigFrom(ctx).Departments
	for seen := 0; department != "" && seen <= len(all); seen++ {
		if heads := p.heads[department]; len(heads) > 0 {
			return heads
		}
		d, ok := all[department]
		if !ok {
			break
		}
		department = d.ParentID
	}
	return nil
}

// managers are the heads of the management department, or all its members when it
// has none; of each, where there are several.
func (p *people) managers() []typeid.ID {
	var who []typeid.ID
	for department, members := range p.management {
		if heads := p.heads[department]; len(heads) > 0 {
			members = heads
		}
		who = append(who, members...)
	}
	slices.Sort(who)
	return who
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
