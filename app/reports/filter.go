package reports

import (
	"context"
	"time"

	"heed/ent"
	"heed/ent/report"
	"heed/ent/reportrecipient"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxChoices bounds a list of a filter.
const maxChoices = 50

// Filter says which reports a list shows; nil and empty lists do not restrict.
type Filter struct {
	Types         []flow.ReportType
	States        []flow.ReportState
	PeriodFrom    *time.Time // its period ends after
	PeriodUntil   *time.Time // its period begins before
	DepartmentID  *typeid.ID // whose requirements it is about
	RecipientID   *typeid.ID // addressed to this department
	MeetingID     *typeid.ID // reviewed in this meeting
	AwaitingReply *bool      // true: a department of the viewer has yet to answer
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on
// filter.<field>.
func (f *Filter) Apply(ctx context.Context, q *ent.ReportQuery) (*ent.ReportQuery, error) {
	if f == nil {
		return q, nil
	}
	for field, n := range map[string]int{"filter.types": len(f.Types), "filter.states": len(f.States)} {
		if n > maxChoices {
			return nil, fault.Input(field, "input.too_many").With("max", maxChoices)
		}
	}
	v := viewer.From(ctx)
	if len(f.Types) > 0 {
		q.Where(report.TypeIn(f.Types...))
	}
	if len(f.States) > 0 {
		q.Where(report.StateIn(f.States...))
	}
	if f.PeriodFrom != nil {
		q.Where(report.PeriodEndGT(viewer.Instant(*f.PeriodFrom)))
	}
	if f.PeriodUntil != nil {
		q.Where(report.PeriodStartLT(viewer.Instant(*f.PeriodUntil)))
	}
	if f.DepartmentID != nil {
		q.Where(report.DepartmentID(*f.DepartmentID))
	}
	// What lies behind an edge is not limited to the company by itself.
	if f.RecipientID != nil {
		q.Where(report.HasRecipientsWith(reportrecipient.TenantID(v.Tenant), reportrecipient.DepartmentID(*f.RecipientID)))
	}
	if f.MeetingID != nil {
		q.Where(report.MeetingID(*f.MeetingID))
	}
	if f.AwaitingReply != nil && *f.AwaitingReply {
		q.Where(report.StateEQ(flow.ReportPublished), report.HasRecipientsWith(
			reportrecipient.TenantID(v.Tenant), reportrecipient.DepartmentIDIn(v.Departments...), reportrecipient.AnsweredAtIsNil()))
	}
	return q, nil
}
