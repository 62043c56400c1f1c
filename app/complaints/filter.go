package complaints

import (
	"context"
	"time"

	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/database"
	"heed/ent/groupmember"
	"heed/ent/workgroup"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The bounds of a filter: of its lists, and of its text in characters.
const (
	maxFilterValues = 100
	maxFilterText   = 200
)

// Filter says which complaints a list shows; nil and empty lists do not restrict.
type Filter struct {
	States       []flow.ComplaintState
	Severities   []flow.Severity
	Natures      []flow.ComplaintNature
	RootCauses   []flow.RootCauseClass
	Channels     []flow.Channel
	Outcomes     []flow.ComplaintOutcome
	Path         *flow.HandlingPath
	Level        *flow.ComplaintLevel
	CustomerID   *typeid.ID
	PurchaseID   *typeid.ID
	TouchpointID *typeid.ID
	DepartmentID *typeid.ID
	AssigneeID   *typeid.ID
	Product      *string
	Disputed     *bool
	Recurrence   *bool
	Mine         *bool // true: the viewer works on it, wrote it down, or is in its group
	Overdue      *bool
	ReceivedFrom *time.Time
	ReceivedTo   *time.Time
	Text         *string
}

// Apply limits the query; a nil filter is none. Every field has an index behind it, or one
// that it narrows. Errors: BAD_USER_INPUT on filter.<field>.
func (f *Filter) Apply(ctx context.Context, q *ent.ComplaintQuery) (*ent.ComplaintQuery, error) {
	if f == nil {
		return q, nil
	}
	for field, n := range map[string]int{
		"states": len(f.States), "severities": len(f.Severities), "natures": len(f.Natures), "rootCauses": len(f.RootCauses),
		"channels": len(f.Channels), "outcomes": len(f.Outcomes),
	} {
		if n > maxFilterValues {
			return nil, fault.Input("filter."+field, "input.too_many").With("max", maxFilterValues)
		}
	}
	f.kinds(q)
	f.whose(ctx, q)
	if f.ReceivedFrom != nil {
		q.Where(complaint.ReceivedAtGTE(*f.ReceivedFrom))
	}
	if f.ReceivedTo != nil {
		q.Where(complaint.ReceivedAtLT(*f.ReceivedTo))
	}
	if f.Overdue != nil {
		late := overdue(viewer.Now(ctx))
		if !*f.Overdue {
			late = complaint.Not(late)
		}
		q.Where(late)
	}
	if f.Text == nil {
		return q, nil
	}
	words, err := text.Lines("filter.text", *f.Text, 0, maxFilterText)
	if err != nil {
		return nil, err
	}
	if held := database.Holding(database.Complaints, viewer.Tenant(ctx), words); held != nil {
		q.Where(held)
	}
	return q, nil
}

// kinds restricts to what complaints are.
func (f *Filter) kinds(q *ent.ComplaintQuery) {
	if len(f.States) > 0 {
		q.Where(complaint.StateIn(f.States...))
	}
	if len(f.Severities) > 0 {
		q.Where(complaint.SeverityIn(f.Severities...))
	}
	if len(f.Natures) > 0 {
		q.Where(complaint.NatureIn(f.Natures...))
	}
	if len(f.RootCauses) > 0 {
		q.Where(complaint.RootCauseIn(f.RootCauses...))
	}
	if len(f.Channels) > 0 {
		q.Where(complaint.ChannelIn(f.Channels...))
	}
	if len(f.Outcomes) > 0 {
		q.Where(complaint.OutcomeIn(f.Outcomes...))
	}
	if f.Path != nil {
		q.Where(complaint.PathEQ(*f.Path))
	}
	if f.Level != nil {
		q.Where(complaint.LevelEQ(*f.Level))
	}
	if f.Product != nil {
		q.Where(complaint.Product(*f.Product))
	}
	if f.Disputed != nil {
		q.Where(complaint.Disputed(*f.Disputed))
	}
	if f.Recurrence != nil {
		if *f.Recurrence {
			q.Where(complaint.RecurrenceOfIDNotNil())
		} else {
			q.Where(complaint.RecurrenceOfIDIsNil())
		}
	}
}

// whose restricts to whose complaints they are.
func (f *Filter) whose(ctx context.Context, q *ent.ComplaintQuery) {
	if f.CustomerID != nil {
		q.Where(complaint.CustomerID(*f.CustomerID))
	}
	if f.PurchaseID != nil {
		q.Where(complaint.PurchaseID(*f.PurchaseID))
	}
	if f.TouchpointID != nil {
		q.Where(complaint.TouchpointID(*f.TouchpointID))
	}
	if f.DepartmentID != nil {
		q.Where(complaint.OwnerDepartmentID(*f.DepartmentID))
	}
	if f.AssigneeID != nil {
		q.Where(complaint.AssigneeID(*f.AssigneeID))
	}
	if f.Mine != nil && *f.Mine {
		v := viewer.From(ctx)
		q.Where(complaint.Or(
			complaint.AssigneeID(v.Member), complaint.CreatedBy(v.Member),
			complaint.HasGroupWith(workgroup.TenantID(v.Tenant), workgroup.HasMembershipsWith(groupmember.TenantID(v.Tenant), groupmember.MemberID(v.Member))),
		))
	}
}
