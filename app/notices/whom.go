package notices

import (
	"heed/app/tenants"
	"heed/authz"
	"heed/ent/member"
	"heed/ent/memberrole"
	"heed/ent/predicate"
	"heed/rules/flow"
	"heed/rules/notice"
	"heed/rules/typeid"
)

// active is: the member works here, and is not the one who did it.
func active(actor typeid.ID) predicate.Member {
	here := member.StateEQ(flow.MemberActive)
	if actor == "" {
		return here
	}
	return member.And(here, member.IDNEQ(actor))
}

// pick is the members of the parts; nil for nobody.
func (a *about) pick(config *tenants.Config, whom []notice.Whom) predicate.Member {
	var (
		either []predicate.Member
		ids    []typeid.ID
		roles  []string
	)
	for _, part := range whom {
		switch part {
		case notice.Creator:
			ids = append(ids, a.creator)
		case notice.Assignee:
			ids = append(ids, a.assignee)
		case notice.Concerned:
			ids = append(ids, a.concerned)
		case notice.Requester:
			ids = append(ids, a.requester)
		case notice.Voters:
			ids = append(ids, a.voters...)
			roles = append(roles, a.voterRole)
		case notice.Told:
			ids = append(ids, a.told...)
		case notice.Audience:
			if a.audience != nil {
				either = append(either, a.audience)
			}
		case notice.Admins:
			roles = append(roles, authz.TenantAdmin)
		case notice.Leader:
			ids = append(ids, a.leader)
		case notice.Group:
			ids = append(ids, a.group...)
		case notice.Committee:
			roles = append(roles, authz.Committee)
		case notice.Management:
			roles = append(roles, authz.Management)
		case notice.Head:
			if a.department != "" {
				either = append(either, member.And(member.DepartmentID(a.department), member.IsDepartmentHead(true)))
			}
		}
	}
	if ids = present(ids); len(ids) > 0 {
		either = append(either, member.IDIn(ids...))
	}
	if all := rolesOf(config, roles); len(all) > 0 {
		// What lies behind an edge is not limited to the company by itself.
		either = append(either, member.HasMemberRolesWith(memberrole.TenantID(config.Tenant.ID), memberrole.RoleIDIn(all...)))
	}
	if len(either) == 0 {
		return nil
	}
	return member.Or(either...)
}

func present(ids []typeid.ID) []typeid.ID {
	var all []typeid.ID
	for _, id := range ids {
		if id != "" {
			all = append(all, id)
		}
	}
	return all
}

func rolesOf(config *tenants.Config, keys []string) []typeid.ID {
	var all []typeid.ID
	for _, key := range keys {
		for id, r := range config.Roles {
			if r.Key == key {
				all = append(all, id)
			}
		}
	}
	return all
}
