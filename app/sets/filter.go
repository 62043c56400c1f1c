package sets

import (
	"context"

	"heed/ent"
	"heed/ent/requirementset"
	"heed/ent/requirementsetitem"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MaxFilterValues bounds a list of a filter.
const MaxFilterValues = 100

// Filter says which sets a list shows; nil and empty lists do not restrict.
type Filter struct {
	States        []flow.RequirementSetState
	OwnerID       *typeid.ID
	DepartmentID  *typeid.ID // made it
	TakenByID     *typeid.ID // took it over
	RequirementID *typeid.ID // is in it
	Answered      *bool      // by the department that took it over
	Mine          *bool      // true: the viewer owns or made it
}

// Apply limits the query; a nil filter is none. Every field has an index behind
// it. Errors: BAD_USER_INPUT on filter.states.
func (f *Filter) Apply(ctx context.Context, q *ent.RequirementSetQuery) (*ent.RequirementSetQuery, error) {
	if f == nil {
		return q, nil
	}
	if len(f.States) > MaxFilterValues {
		return nil, fault.Input("filter.states", "input.too_many").With("max", MaxFilterValues)
	}
	v := viewer.From(ctx)
	if len(f.States) > 0 {
		q.Where(requirementset.StateIn(f.States...))
	}
	if f.OwnerID != nil {
		q.Where(requirementset.OwnerID(*f.OwnerID))
	}
	if f.DepartmentID != nil {
		q.Where(requirementset.DepartmentID(*f.DepartmentID))
	}
	if f.TakenByID != nil {
		q.Where(requirementset.TakenByID(*f.TakenByID))
	}
	if f.RequirementID != nil {
		// What lies behind an edge is not limited to the company by itself.
		q.Where(requirementset.HasItemsWith(requirementsetitem.TenantID(v.Tenant), requirementsetitem.RequirementID(*f.RequirementID)))
	}
	if f.Answered != nil {
		if *f.Answered {
			q.Where(requirementset.AnsweredAtNotNil())
		} else {
			q.Where(requirementset.AnsweredAtIsNil())
		}
	}
	if f.Mine != nil && *f.Mine {
		q.Where(requirementset.Or(requirementset.OwnerID(v.Member), requirementset.CreatedBy(v.Member)))
	}
	return q, nil
}
