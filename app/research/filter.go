package research

import (
	"context"
	"time"

	"heed/ent"
	"heed/ent/researchactivity"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MaxFilterValues bounds a list of a filter.
const MaxFilterValues = 100

// Filter says which research a list shows; nil and empty lists do not restrict.
type Filter struct {
	States        []flow.ResearchState
	Methods       []flow.ResearchMethod
	Mode          *flow.ResearchMode
	DepartmentID  *typeid.ID
	OwnerID       *typeid.ID
	PlannedFrom   *time.Time
	PlannedBefore *time.Time
	CustomerID    *typeid.ID
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.<field>.
func (f *Filter) Apply(_ context.Context, q *ent.ResearchActivityQuery) (*ent.ResearchActivityQuery, error) {
	if f == nil {
		return q, nil
	}
	for field, n := range map[string]int{"filter.states": len(f.States), "filter.methods": len(f.Methods)} {
		if n > MaxFilterValues {
			return nil, fault.Input(field, "input.too_many").With("max", MaxFilterValues)
		}
	}
	if len(f.States) > 0 {
		q.Where(researchactivity.StateIn(f.States...))
	}
	if len(f.Methods) > 0 {
		q.Where(researchactivity.MethodIn(f.Methods...))
	}
	if f.Mode != nil {
		q.Where(researchactivity.ModeEQ(*f.Mode))
	}
	if f.DepartmentID != nil {
		q.Where(researchactivity.DepartmentID(*f.DepartmentID))
	}
	if f.OwnerID != nil {
		q.Where(researchactivity.OwnerID(*f.OwnerID))
	}
	if f.PlannedFrom != nil {
		q.Where(researchactivity.PlannedOnGTE(viewer.Instant(*f.PlannedFrom)))
	}
	if f.PlannedBefore != nil {
		q.Where(researchactivity.PlannedOnLT(viewer.Instant(*f.PlannedBefore)))
	}
	if f.CustomerID != nil {
		q.Where(researchactivity.CustomerID(*f.CustomerID))
	}
	return q, nil
}
