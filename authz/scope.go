package authz

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/approval"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/ent/intercept"
	"heed/ent/notification"
	"heed/ent/requirement"
	"heed/ent/requirementdepartment"
	"heed/ent/requirementlink"
	"heed/ent/satisfactionrating"
	"heed/ent/slaclock"
	"heed/ent/task"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Install puts record scopes on a client: members see only the records that
// their roles reach, in lists, counts, aggregates, eager loads and subscriptions
// alike. The system's own work sees all of its company.
func Install(c *ent.Client) { c.Intercept(intercept.TraverseFunc(scopeQuery)) }

// scopeQuery adds the predicate of the viewer's reading scope.
func scopeQuery(ctx context.Context, q intercept.Query) error {
	v := viewer.From(ctx)
	if v.Kind != viewer.Member {
		return nil
	}
	limit, ok := scoped[q.Type()]
	if !ok {
		return nil
	}
	if p := limit(v); p != nil {
		q.WhereP(p)
	}
	return nil
}

// scoped are the types whose records have scopes. Of the others a member sees
// what the directives of the schema allow.
var scoped = map[string]func(*viewer.Viewer) func(*sql.Selector){
	ent.TypeCustomer:    func(v *viewer.Viewer) func(*sql.Selector) { return customers(v, CustomerRead) },
	ent.TypeRequirement: func(v *viewer.Viewer) func(*sql.Selector) { return requirements(v) },
	ent.TypeContact: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, customers(v, ContactRead), customer.Table, contact.FieldCustomerID)
	},
	ent.TypeSlaClock: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, requirements(v), requirement.Table, slaclock.FieldRequirementID)
	},
	ent.TypeRequirementLink: func(v *viewer.Viewer) func(*sql.Selector) {
		// A link is of both: who reads one of the two sees it.
		return through(v, requirements(v), requirement.Table, requirementlink.FieldRequirementID, requirementlink.FieldOtherID)
	},
	ent.TypeTask: func(v *viewer.Viewer) func(*sql.Selector) {
		return placed(v, TaskRead, task.FieldDepartmentID, task.FieldAssigneeID, task.FieldCreatedBy)
	},
	ent.TypeNotification: func(v *viewer.Viewer) func(*sql.Selector) { // nobody reads what others are told
		return func(s *sql.Selector) { s.Where(sql.EQ(s.C(notification.FieldMemberID), v.Member)) }
	},
	ent.TypeApproval: func(v *viewer.Viewer) func(*sql.Selector) {
		return placed(v, ApprovalRead, approval.FieldDepartmentID, approval.FieldRequesterID)
	},
	ent.TypeSatisfactionRating: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, requirements(v), requirement.Table, satisfactionrating.FieldSubjectID)
	},
	ent.TypeRequirementDepartment: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, requirements(v), requirement.Table, requirementdepartment.FieldRequirementID)
	},
}

// placed limits to the records that the action reaches, by the column of their
// department and those of the members whose own they are; nil is no limit.
func placed(v *viewer.Viewer, a Action, department string, members ...string) func(*sql.Selector) {
	mine := func(s *sql.Selector) []*sql.Predicate {
		either := make([]*sql.Predicate, len(members))
		for i, column := range members {
			either[i] = sql.EQ(s.C(column), v.Member)
		}
		return either
	}
	switch v.Scope(string(a)) {
	case viewer.All:
		return nil
	case viewer.Department:
		return func(s *sql.Selector) { s.Where(sql.Or(append(mine(s), among(s.C(department), v.Departments))...)) }
	case viewer.Own:
		return func(s *sql.Selector) { s.Where(sql.Or(mine(s)...)) }
	case viewer.None:
	}
	return nothing
}

// Customers limits to the customers that the viewer may read, where they are asked
// for behind an edge, which Install does not see; nil is no limit.
func Customers(v *viewer.Viewer) func(*sql.Selector) { return customers(v, CustomerRead) }

// CustomersOfContacts limits to the customers whose contacts the viewer may read;
// nil is no limit.
func CustomersOfContacts(v *viewer.Viewer) func(*sql.Selector) { return customers(v, ContactRead) }

// customers limits to the customers that the action reaches; nil is no limit.
func customers(v *viewer.Viewer, a Action) func(*sql.Selector) {
	return placed(v, a, customer.FieldDepartmentID, customer.FieldAccountManagerID, customer.FieldCreatedBy)
}

// requirements limits to the requirements that the viewer may read; nil is no limit.
func requirements(v *viewer.Viewer) func(*sql.Selector) {
	mine := func(s *sql.Selector) *sql.Predicate {
		return sql.Or(
			sql.EQ(s.C(requirement.FieldAssigneeID), v.Member),
			sql.EQ(s.C(requirement.FieldCreatedBy), v.Member),
			sql.EQ(s.C(requirement.FieldCollectedByID), v.Member),
		)
	}
	switch v.Scope(string(RequirementRead)) {
	case viewer.All:
		return nil
	case viewer.Department:
		return func(s *sql.Selector) {
			s.Where(sql.Or(among(s.C(requirement.FieldLeadDepartmentID), v.Departments), assists(s, v), mine(s)))
		}
	case viewer.Own:
		return func(s *sql.Selector) { s.Where(mine(s)) }
	case viewer.None:
	}
	return nothing
}

// assists is: a department of the viewer assists the requirement (D0-58).
func assists(s *sql.Selector, v *viewer.Viewer) *sql.Predicate {
	if len(v.Departments) == 0 {
		return sql.False()
	}
	t := sql.Dialect(s.Dialect()).Table(requirementdepartment.Table)
	return sql.In(s.C(requirement.FieldID), sql.Dialect(s.Dialect()).
		Select(t.C(requirementdepartment.FieldRequirementID)).From(t).
		Where(sql.And(sql.EQ(t.C(requirementdepartment.FieldTenantID), v.Tenant), among(t.C(requirementdepartment.FieldDepartmentID), v.Departments))))
}

// through limits children to those of which a parent is reached, by any of the columns.
func through(v *viewer.Viewer, parents func(*sql.Selector), table string, columns ...string) func(*sql.Selector) {
	if parents == nil {
		return nil
	}
	return func(s *sql.Selector) {
		either := make([]*sql.Predicate, len(columns))
		for i, column := range columns {
			t := sql.Dialect(s.Dialect()).Table(table)
			reached := sql.Dialect(s.Dialect()).Select(t.C("id")).From(t).Where(sql.EQ(t.C("tenant_id"), v.Tenant))
			parents(reached)
			either[i] = sql.In(s.C(column), reached)
		}
		s.Where(sql.Or(either...))
	}
}

func among(column string, all []typeid.ID) *sql.Predicate {
	if len(all) == 0 {
		return sql.False()
	}
	args := make([]any, len(all))
	for i, id := range all {
		args[i] = id
	}
	return sql.In(column, args...)
}

func nothing(s *sql.Selector) { s.Where(sql.False()) }
