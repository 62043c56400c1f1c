package graph

import (
	"context"
	"slices"
	"strings"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// permissions are what the viewer's roles allow, in the order of the actions.
func permissions(v *viewer.Viewer) []*model.Permission {
	all := []*model.Permission{}
	for _, a := range authz.All() {
		if scope := v.Scope(string(a)); scope != viewer.None {
			p := &model.Permission{Resource: a.Resource(), Action: a.Verb(), Scope: scope, MaskedFields: []string{}}
			if a.Verb() == authz.Read {
				p.MaskedFields = authz.HiddenFrom(v, a.Resource())
			}
			all = append(all, p)
		}
	}
	return all
}

// rolesOf are a member's roles; they are part of the company's configuration,
// so that no statement is needed for them.
func rolesOf(ctx context.Context, client *ent.Client, m *ent.Member) ([]*ent.Role, error) {
	given, err := m.MemberRoles(ctx)
	if err != nil {
		return nil, err
	}
	config := tenants.ConfigFrom(ctx)
	roles := make([]*ent.Role, 0, len(given))
	for _, g := range given {
		role, ok := config.Roles[g.RoleID]
		if !ok { // made a moment ago
			if role, err = client.Role.Get(ctx, g.RoleID); err != nil {
				return nil, err
			}
		}
		roles = append(roles, role)
	}
	slices.SortFunc(roles, func(a, b *ent.Role) int { return strings.Compare(a.Key, b.Key) })
	return roles, nil
}

// calendarOf is the calendar with the statutory days that are published, as the
// row has it: one that was changed a moment ago is not that of the configuration.
func calendarOf(row *ent.WorkingCalendar) (sla.Calendar, error) {
	calendar, err := sla.NewCalendar(row.Timezone, row.Week, row.Days, row.ValidUntil)
	return calendar.WithPublished(), err
}

func tierOf(ctx context.Context, key string) (*ent.CustomerTier, error) {
	tier, ok := tenants.ConfigFrom(ctx).Tier(key)
	if !ok {
		return nil, fault.NotFound()
	}
	return tier, nil
}

// assistingOf are the departments that assist a requirement, by name.
func assistingOf(ctx context.Context, r *ent.Requirement) ([]*ent.Department, error) {
	rows, err := r.Assisting(ctx)
	if err != nil {
		return nil, err
	}
	config := tenants.ConfigFrom(ctx)
	all := make([]*ent.Department, 0, len(rows))
	for _, row := range rows {
		if d, ok := config.Departments[row.DepartmentID]; ok {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b *ent.Department) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}
