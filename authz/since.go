package authz

import (
	"slices"
	"strings"
)

// firstActions are the actions of the first version, whose companies' roles do not
// say which actions they were decided on. Later ones are never written here.
var firstActions = strings.Fields(`
TENANT_READ TENANT_UPDATE TENANT_DELETE TENANT_EXPORT
CALENDAR_READ CALENDAR_CREATE CALENDAR_UPDATE CALENDAR_DELETE
SLA_POLICY_READ SLA_POLICY_CREATE SLA_POLICY_UPDATE SLA_POLICY_DELETE
TIER_READ TIER_CREATE TIER_UPDATE TIER_TRANSITION TIER_APPROVE
DEPARTMENT_READ DEPARTMENT_CREATE DEPARTMENT_UPDATE DEPARTMENT_DELETE
MEMBER_READ MEMBER_CREATE MEMBER_UPDATE MEMBER_DELETE
ROLE_READ ROLE_CREATE ROLE_UPDATE ROLE_DELETE
CUSTOMER_READ CUSTOMER_CREATE CUSTOMER_UPDATE CUSTOMER_TRANSITION CUSTOMER_EXPORT CUSTOMER_IMPORT
CONTACT_READ CONTACT_CREATE CONTACT_UPDATE CONTACT_DELETE CONTACT_EXPORT CONTACT_REVEAL
REQUIREMENT_READ REQUIREMENT_CREATE REQUIREMENT_UPDATE REQUIREMENT_TRANSITION REQUIREMENT_APPROVE
REQUIREMENT_DECISION_READ REQUIREMENT_DECISION_CREATE REQUIREMENT_DECISION_APPROVE
TASK_READ TASK_CREATE TASK_UPDATE TASK_TRANSITION
APPROVAL_READ APPROVAL_APPROVE
EVENT_READ EVENT_EXPORT
AUDIT_READ AUDIT_EXPORT
`)

// Since are the matrix's lines of a built-in role about actions that are not among
// the known ones: those that came with later versions. Nil knows the actions of the
// first. Of a role that is not built in there are none.
func Since(role string, known []string) []Grant {
	if known == nil {
		known = firstActions
	}
	i := slices.Index(columns, role)
	if i < 0 {
		return nil
	}
	var later []Grant
	for _, g := range builtin[i].Grants {
		if !slices.Contains(known, string(g.Action())) {
			later = append(later, g)
		}
	}
	return later
}
