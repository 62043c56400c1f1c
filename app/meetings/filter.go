package meetings

import (
	"context"
	"time"

	"heed/ent"
	"heed/ent/meeting"
	"heed/ent/meetingattendee"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxChoices bounds a list of a filter.
const maxChoices = 50

// Filter says which meetings a list shows; nil and empty lists do not restrict.
type Filter struct {
	Types        []flow.MeetingType
	States       []flow.MeetingState
	From         *time.Time // begins at or after
	Until        *time.Time // begins before
	Mine         *bool      // true: called by the viewer, or the viewer is asked to them
	DepartmentID *typeid.ID
	SeriesID     *typeid.ID // the id of any of its meetings' series: that of its first
}

// Apply limits the query; a nil filter is none. Every field has an index behind
// it. Errors: BAD_USER_INPUT on filter.<field>.
func (f *Filter) Apply(ctx context.Context, q *ent.MeetingQuery) (*ent.MeetingQuery, error) {
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
		q.Where(meeting.TypeIn(f.Types...))
	}
	if len(f.States) > 0 {
		q.Where(meeting.StateIn(f.States...))
	}
	if f.From != nil {
		q.Where(meeting.StartsAtGTE(viewer.Instant(*f.From)))
	}
	if f.Until != nil {
		q.Where(meeting.StartsAtLT(viewer.Instant(*f.Until)))
	}
	if f.Mine != nil && *f.Mine {
		q.Where(meeting.Or(meeting.OrganizerID(v.Member), meeting.CreatedBy(v.Member),
			// What lies behind an edge is not limited to the company by itself.
			meeting.HasAttendeesWith(meetingattendee.TenantID(v.Tenant), meetingattendee.MemberID(v.Member))))
	}
	if f.DepartmentID != nil {
		q.Where(meeting.DepartmentID(*f.DepartmentID))
	}
	if f.SeriesID != nil {
		q.Where(meeting.Or(meeting.ID(*f.SeriesID), meeting.SeriesID(*f.SeriesID)))
	}
	return q, nil
}
