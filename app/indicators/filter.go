package indicators

import (
	"context"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/indicator"
	"heed/ent/indicatorsnapshot"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxCodes bounds a list of a filter.
const maxCodes = 100

// SnapshotFilter says which snapshots a list shows; nil and empty lists do not restrict.
type SnapshotFilter struct {
	Codes        []string
	DepartmentID *typeid.ID
	Company      *bool
	TouchpointID *typeid.ID
	Period       *flow.Period
	From, To     *string // days in which periods begin
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on
// filter.<field>.
func (f *SnapshotFilter) Apply(ctx context.Context, q *ent.IndicatorSnapshotQuery) (*ent.IndicatorSnapshotQuery, error) {
	if f == nil {
		return q, nil
	}
	if len(f.Codes) > maxCodes {
		return nil, fault.Input("filter.codes", "input.too_many").With("max", maxCodes)
	}
	if len(f.Codes) > 0 {
		// What lies behind an edge is not limited to the company by itself.
		q.Where(indicatorsnapshot.HasIndicatorWith(indicator.TenantID(viewer.Tenant(ctx)), indicator.CodeIn(f.Codes...)))
	}
	switch {
	case f.TouchpointID != nil:
		q.Where(indicatorsnapshot.TouchpointID(*f.TouchpointID))
	case f.DepartmentID != nil, f.Company != nil: // a touchpoint's is no department's own
		q.Where(indicatorsnapshot.TouchpointIDIsNil())
	}
	if f.DepartmentID != nil {
		q.Where(indicatorsnapshot.DepartmentID(*f.DepartmentID))
	}
	if f.Company != nil {
		if *f.Company {
			q.Where(indicatorsnapshot.ScopeKey(company))
		} else {
			q.Where(indicatorsnapshot.DepartmentIDNotNil())
		}
	}
	if f.Period != nil {
		q.Where(indicatorsnapshot.PeriodEQ(*f.Period))
	}
	zone := tenants.ConfigFrom(ctx).Zone
	for _, begin := range []struct {
		field string
		day   *string
	}{{"filter.from", f.From}, {"filter.to", f.To}} {
		if begin.day == nil {
			continue
		}
		at, err := time.ParseInLocation(time.DateOnly, *begin.day, zone)
		if err != nil || at.Year() < 1 || at.Year() > 9998 {
			return nil, fault.Input(begin.field, "sla.date_format").With("value", text.Clip(*begin.day))
		}
		if begin.day == f.From {
			q.Where(indicatorsnapshot.PeriodStartGTE(at.UTC()))
		} else {
			q.Where(indicatorsnapshot.PeriodStartLT(at.AddDate(0, 0, 1).UTC()))
		}
	}
	return q, nil
}
