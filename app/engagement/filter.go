package engagement

import (
	"context"
	"time"

	"heed/ent"
	"heed/ent/interaction"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxFilterValues bounds a list of a filter.
const maxFilterValues = 100

// Filter says which interactions a list shows; nil and empty lists do not restrict.
type Filter struct {
	CustomerID    *typeid.ID
	ContactID     *typeid.ID
	MemberID      *typeid.ID
	DepartmentID  *typeid.ID
	Types         []flow.InteractionType
	States        []flow.InteractionState
	InDepth       *bool
	Mine          *bool // true: of the viewer, or written down by the viewer
	OccurredFrom  *time.Time
	OccurredUntil *time.Time
}

// Apply limits the query; a nil filter is none. Every field but inDepth, which goes
// with others, has an index behind it. Errors: BAD_USER_INPUT on filter.<field>.
func (f *Filter) Apply(ctx context.Context, q *ent.InteractionQuery) (*ent.InteractionQuery, error) {
	if f == nil {
		return q, nil
	}
	for field, n := range map[string]int{"filter.types": len(f.Types), "filter.states": len(f.States)} {
		if n > maxFilterValues {
			return nil, fault.Input(field, "input.too_many").With("max", maxFilterValues)
		}
	}
	if f.CustomerID != nil {
		q.Where(interaction.CustomerID(*f.CustomerID))
	}
	if f.ContactID != nil {
		q.Where(interaction.ContactID(*f.ContactID))
	}
	if f.MemberID != nil {
		q.Where(interaction.MemberID(*f.MemberID))
	}
	if f.DepartmentID != nil {
		q.Where(interaction.DepartmentID(*f.DepartmentID))
	}
	if len(f.Types) > 0 {
		q.Where(interaction.TypeIn(f.Types...))
	}
	if len(f.States) > 0 {
		q.Where(interaction.StateIn(f.States...))
	}
	if f.InDepth != nil {
		q.Where(interaction.InDepth(*f.InDepth))
	}
	if f.Mine != nil && *f.Mine {
		me := viewer.From(ctx).Member
		q.Where(interaction.Or(interaction.MemberID(me), interaction.CreatedBy(me)))
	}
	if f.OccurredFrom != nil {
		q.Where(interaction.OccurredAtGTE(viewer.Instant(*f.OccurredFrom)))
	}
	if f.OccurredUntil != nil {
		q.Where(interaction.OccurredAtLT(viewer.Instant(*f.OccurredUntil)))
	}
	return q, nil
}
