package requirements

import (
	"context"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/ent/requirementdepartment"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The bounds of a filter.
const (
	MaxFilterValues = 100 // of a list
	MaxFilterText   = 200 // characters
)

// Filter says which requirements the ledger shows; nil, empty lists and an empty
// text do not restrict.
type Filter struct {
	States       []flow.RequirementState
	Urgencies    []flow.Urgency
	CustomerID   *typeid.ID
	DepartmentID *typeid.ID // leads or assists
	AssigneeID   *typeid.ID
	TierKeys     []string // of the customer
	Mine         *bool    // true: assigned to the viewer or made by the viewer
	Overdue      *bool
	DueBefore    *time.Time
	DueAfter     *time.Time
	// Text asks for the words and characters that the requirement holds, all of
	// them, or else its customer, all of them: a customer found by name comes
	// with its requirements, whatever its name is now. Customers that the viewer
	// may not read are not found, neither by their words nor by their tier.
	Text *string
}

// Apply limits the query; a nil filter is none. Every field has an index behind
// it. Errors: BAD_USER_INPUT on filter.<field>.
func (f *Filter) Apply(ctx context.Context, q *ent.RequirementQuery) (*ent.RequirementQuery, error) {
	if f == nil {
		return q, nil
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	v, now := viewer.From(ctx), viewer.Now(ctx)
	if len(f.States) > 0 {
		q.Where(requirement.StateIn(f.States...))
	}
	if len(f.Urgencies) > 0 {
		q.Where(requirement.UrgencyIn(f.Urgencies...))
	}
	if f.CustomerID != nil {
		q.Where(requirement.CustomerID(*f.CustomerID))
	}
	if f.DepartmentID != nil {
		q.Where(requirement.Or(
			requirement.LeadDepartmentID(*f.DepartmentID),
			// What lies behind an edge is not limited to the company by itself.
			requirement.HasAssistingWith(requirementdepartment.TenantID(v.Tenant), requirementdepartment.DepartmentID(*f.DepartmentID)),
		))
	}
	if f.AssigneeID != nil {
		q.Where(requirement.AssigneeID(*f.AssigneeID))
	}
	if len(f.TierKeys) > 0 {
		q.Where(OfCustomers(v, customer.TierKeyIn(f.TierKeys...)))
	}
	if f.Mine != nil && *f.Mine {
		q.Where(requirement.Or(requirement.AssigneeID(v.Member), requirement.CreatedBy(v.Member)))
	}
	if f.Overdue != nil {
		q.Where(overdue(*f.Overdue, now))
	}
	if f.DueBefore != nil {
		q.Where(requirement.DueAtLT(viewer.Instant(*f.DueBefore)), requirement.DueAtLT(database.Never))
	}
	if f.DueAfter != nil {
		q.Where(requirement.DueAtGT(viewer.Instant(*f.DueAfter)), requirement.DueAtLT(database.Never))
	}
	if f.Text != nil {
		if own := database.Holding(database.Requirements, v.Tenant, *f.Text); own != nil {
			theirs := predicate.Requirement(database.HoldingIn(requirement.FieldCustomerID, database.Customers, v.Tenant, *f.Text))
			if authz.Customers(v) != nil || !authz.SearchesWhole(v) {
				theirs = OfCustomers(v, authz.CustomersHolding(v, *f.Text))
			}
			q.Where(requirement.Or(own, theirs))
		}
	}
	return q, nil
}

// OfCustomers is: the customer is one that the viewer may read, and of these.
// What lies behind an edge is not limited to the company or the scope by itself.
func OfCustomers(v *viewer.Viewer, these ...predicate.Customer) predicate.Requirement {
	all := append([]predicate.Customer{customer.TenantID(v.Tenant)}, these...)
	if reached := authz.Customers(v); reached != nil {
		all = append(all, reached)
	}
	return requirement.HasCustomerWith(all...)
}

// overdue is: a running clock is past its due time. Only open requirements have
// a due time before Never.
func overdue(yes bool, now time.Time) predicate.Requirement {
	if yes {
		return requirement.DueAtLT(now)
	}
	return requirement.DueAtGTE(now)
}

func (f *Filter) check() error {
	for field, n := range map[string]int{"filter.states": len(f.States), "filter.urgencies": len(f.Urgencies), "filter.tierKeys": len(f.TierKeys)} {
		if n > MaxFilterValues {
			return fault.Input(field, "input.too_many").With("max", MaxFilterValues)
		}
	}
	c := checks{}
	c.optional("filter.text", &f.Text, MaxFilterText)
	for _, key := range f.TierKeys {
		c.line("filter.tierKeys", &key, MaxFilterText)
	}
	return c.err
}
