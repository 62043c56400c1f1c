package inspections

import (
	"time"

	"heed/ent"
	"heed/ent/inspection"
	"heed/ent/inspectionschedule"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// maxFilterValues bounds a list of a filter.
const maxFilterValues = 100

// Filter says which inspections a list shows; nil and empty lists do not restrict.
type Filter struct {
	States        []flow.InspectionState
	Kinds         []flow.InspectionKind
	TouchpointID  *typeid.ID
	DepartmentID  *typeid.ID
	InspectorID   *typeid.ID
	PlannedFrom   *string // YYYY-MM-DD
	PlannedBefore *string // YYYY-MM-DD, the day itself not
}

// Apply limits the query; a nil filter is none. Every field has an index behind it.
// Errors: BAD_USER_INPUT on filter.<field>.
func (f *Filter) Apply(q *ent.InspectionQuery) (*ent.InspectionQuery, error) {
	if f == nil {
		return q, nil
	}
	switch {
	case len(f.States) > maxFilterValues:
		return nil, fault.Input("filter.states", "input.too_many").With("max", maxFilterValues)
	case len(f.Kinds) > maxFilterValues:
		return nil, fault.Input("filter.kinds", "input.too_many").With("max", maxFilterValues)
	}
	for _, at := range []struct {
		field string
		day   *string
	}{{"filter.plannedFrom", f.PlannedFrom}, {"filter.plannedBefore", f.PlannedBefore}} {
		if at.day == nil {
			continue
		}
		if _, err := time.Parse(time.DateOnly, *at.day); err != nil {
			return nil, fault.Input(at.field, "sla.date_format").With("value", text.Clip(*at.day))
		}
	}
	if len(f.States) > 0 {
		q.Where(inspection.StateIn(f.States...))
	}
	if len(f.Kinds) > 0 {
		q.Where(inspection.KindIn(f.Kinds...))
	}
	if f.TouchpointID != nil {
		q.Where(inspection.TouchpointID(*f.TouchpointID))
	}
	if f.DepartmentID != nil {
		q.Where(inspection.DepartmentID(*f.DepartmentID))
	}
	if f.InspectorID != nil {
		q.Where(inspection.InspectorID(*f.InspectorID))
	}
	if f.PlannedFrom != nil {
		q.Where(inspection.PlannedOnGTE(*f.PlannedFrom))
	}
	if f.PlannedBefore != nil {
		q.Where(inspection.PlannedOnLT(*f.PlannedBefore))
	}
	return q, nil
}

// ScheduleFilter says which schedules a list shows.
type ScheduleFilter struct {
	Active       *bool
	TouchpointID *typeid.ID
	DepartmentID *typeid.ID
}

// Apply limits the query; a nil filter is none.
func (f *ScheduleFilter) Apply(q *ent.InspectionScheduleQuery) (*ent.InspectionScheduleQuery, error) {
	if f == nil {
		return q, nil
	}
	if f.Active != nil {
		q.Where(inspectionschedule.Active(*f.Active))
	}
	if f.TouchpointID != nil {
		q.Where(inspectionschedule.TouchpointID(*f.TouchpointID))
	}
	if f.DepartmentID != nil {
		q.Where(inspectionschedule.DepartmentID(*f.DepartmentID))
	}
	return q, nil
}
