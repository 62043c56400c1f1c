package touchpoints

import (
	"time"

	"heed/ent"
	"heed/ent/identificationround"
	"heed/ent/touchpoint"
	"heed/ent/touchpointstandard"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// maxFilterValues bounds a list of a filter.
const maxFilterValues = 100

// Filter says which touchpoints a list shows; nil and empty lists do not restrict.
type Filter struct {
	States       []flow.TouchpointState
	Stages       []flow.JourneyStage
	IsKey        *bool
	DepartmentID *typeid.ID
	RoundID      *typeid.ID
}

// Apply limits the query; a nil filter is none. Every field has an index behind it.
// Errors: BAD_USER_INPUT on filter.<field>.
func (f *Filter) Apply(q *ent.TouchpointQuery) (*ent.TouchpointQuery, error) {
	if f == nil {
		return q, nil
	}
	switch {
	case len(f.States) > maxFilterValues:
		return nil, fault.Input("filter.states", "input.too_many").With("max", maxFilterValues)
	case len(f.Stages) > maxFilterValues:
		return nil, fault.Input("filter.stages", "input.too_many").With("max", maxFilterValues)
	}
	if len(f.States) > 0 {
		q.Where(touchpoint.StateIn(f.States...))
	}
	if len(f.Stages) > 0 {
		q.Where(touchpoint.JourneyStageIn(f.Stages...))
	}
	if f.IsKey != nil {
		q.Where(touchpoint.IsKey(*f.IsKey))
	}
	if f.DepartmentID != nil {
		q.Where(touchpoint.DepartmentID(*f.DepartmentID))
	}
	if f.RoundID != nil {
		q.Where(touchpoint.RoundID(*f.RoundID))
	}
	return q, nil
}

// RoundFilter says which rounds a list shows.
type RoundFilter struct {
	States []flow.RoundState
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.states.
func (f *RoundFilter) Apply(q *ent.IdentificationRoundQuery) (*ent.IdentificationRoundQuery, error) {
	if f == nil || len(f.States) == 0 {
		return q, nil
	}
	if len(f.States) > maxFilterValues {
		return nil, fault.Input("filter.states", "input.too_many").With("max", maxFilterValues)
	}
	return q.Where(identificationround.StateIn(f.States...)), nil
}

// StandardFilter says which standards a list shows.
type StandardFilter struct {
	TouchpointID    *typeid.ID
	DepartmentID    *typeid.ID
	States          []flow.StandardState
	ReviewDueBefore *string // YYYY-MM-DD, the day itself not
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.<field>.
func (f *StandardFilter) Apply(q *ent.TouchpointStandardQuery) (*ent.TouchpointStandardQuery, error) {
	if f == nil {
		return q, nil
	}
	if len(f.States) > maxFilterValues {
		return nil, fault.Input("filter.states", "input.too_many").With("max", maxFilterValues)
	}
	if f.TouchpointID != nil {
		q.Where(touchpointstandard.TouchpointID(*f.TouchpointID))
	}
	if f.DepartmentID != nil {
		q.Where(touchpointstandard.DepartmentID(*f.DepartmentID))
	}
	if len(f.States) > 0 {
		q.Where(touchpointstandard.StateIn(f.States...))
	}
	if f.ReviewDueBefore != nil {
		if _, err := time.Parse(time.DateOnly, *f.ReviewDueBefore); err != nil {
			return nil, fault.Input("filter.reviewDueBefore", "sla.date_format").With("value", text.Clip(*f.ReviewDueBefore))
		}
		q.Where(touchpointstandard.ReviewDueOnLT(*f.ReviewDueBefore))
	}
	return q, nil
}
