package clocks

import (
	"context"
	"fmt"
	"slices"

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

// People are the members whom clocks tell beside the assignees, read once for all
// clocks of a tick.
type People struct {
	heads, management map[typeid.ID][]typeid.ID // by department
	committee         []typeid.ID
}

// PeopleOf reads them.
func PeopleOf(ctx context.Context, tx *ent.Tx) (*People, error) {
	p := &People{heads: map[typeid.ID][]typeid.ID{}, management: map[typeid.ID][]typeid.ID{}}
	var departments, roles []typeid.ID
	for _, d := range tenants.ConfigFrom(ctx).Departments {
		if d.IsManagement && d.Active {
			departments = append(departments, d.ID)
		}
	}
	for id, r := range tenants.ConfigFrom(ctx).Roles {
		if r.Key == authz.Committee {
			roles = append(roles, id)
		}
	}
	active := tx.Member.Query().Where(member.StateEQ(flow.MemberActive)).Order(member.ByID())
	all, err := active.Clone().Where(member.Or(member.IsDepartmentHead(true), member.DepartmentIDIn(departments...))).
		Select(member.FieldID, member.FieldDepartmentID, member.FieldIsDepartmentHead).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("clocks: reading whom a clock tells: %w", err)
	}
	for _, m := range all {
		if m.IsDepartmentHead {
			p.heads[m.DepartmentID] = append(p.heads[m.DepartmentID], m.ID)
		}
		if slices.Contains(departments, m.DepartmentID) {
			p.management[m.DepartmentID] = append(p.management[m.DepartmentID], m.ID)
		}
	}
	p.committee, err = active.Where(member.HasMemberRolesWith(memberrole.TenantID(viewer.Tenant(ctx)), memberrole.RoleIDIn(roles...))).IDs(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("clocks: reading the committee: %w", err)
	}
	return p, nil
}

// Audience are the members whom a clock's word is for: a warning (level 0) the
// assignee, a breach the head of the department too, and a working day later the
// management department. Where a department has no head, the one above it has;
// where nobody is assigned, the heads are told at once.
func (p *People) Audience(ctx context.Context, s Subject, level int) []typeid.ID {
	var who []typeid.ID
	if s.Assignee != "" && level < sla.EscalatedToManagement {
		who = append(who, s.Assignee)
	}
	if level == sla.EscalatedToHead || s.Assignee == "" && level == 0 {
		who = append(who, p.headsAbove(ctx, s.Lead)...)
	}
	if level == sla.EscalatedToManagement {
		who = append(who, p.managers()...)
	}
	return typeid.Unique(who)
}

// of are the members whom a mark is for, by the way up of its policy: the assignee
// of a warning, the assignee and whom the first step names of a breach, and whom
// each further step names.
func (p *People) of(ctx context.Context, s Subject, m sla.Mark, up []sla.Escalation) []typeid.ID {
	if m.Level == 0 || m.Level > len(up) {
		return p.Audience(ctx, s, 0)
	}
	var who []typeid.ID
	if m.Kind == sla.MarkBreached {
		who = append(who, s.Assignee)
	}
	switch up[m.Level-1].To {
	case sla.EscalateManagement:
		who = append(who, p.managers()...)
	case sla.EscalateCommittee:
		who = append(who, p.committee...)
	default:
		who = append(who, p.headsAbove(ctx, s.Lead)...)
	}
	return typeid.Unique(who)
}

// headsAbove are the heads of the department, or of the nearest above it that has one.
func (p *People) headsAbove(ctx context.Context, department typeid.ID) []typeid.ID {
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
func (p *People) managers() []typeid.ID {
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

// HeadAndManagement are whom a department's failures are told: its head, or that of the
// nearest above it that has one, and the management department.
func (p *People) HeadAndManagement(ctx context.Context, department typeid.ID) []typeid.ID {
	return typeid.Unique(append(p.headsAbove(ctx, department), p.managers()...))
}
