package recognitions

import (
	"context"

	"heed/ent"
	"heed/ent/recognition"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MaxFilterValues bounds a list of a filter.
const MaxFilterValues = 100

// Filter says which recognitions a list shows; nil and empty lists do not restrict.
type Filter struct {
	States       []flow.RecognitionState
	Kinds        []flow.RecognitionKind
	CustomerID   *typeid.ID
	MemberID     *typeid.ID
	DepartmentID *typeid.ID
	CauseID      *typeid.ID
	Mine         *bool // true: concerning the viewer or proposed by them
}

// Apply limits the query; a nil filter is none. Every field has an index behind
// it. Errors: BAD_USER_INPUT on filter.<field>.
func (f *Filter) Apply(ctx context.Context, q *ent.RecognitionQuery) (*ent.RecognitionQuery, error) {
	if f == nil {
		return q, nil
	}
	for field, n := range map[string]int{"filter.states": len(f.States), "filter.kinds": len(f.Kinds)} {
		if n > MaxFilterValues {
			return nil, fault.Input(field, "input.too_many").With("max", MaxFilterValues)
		}
	}
	if len(f.States) > 0 {
		q.Where(recognition.StateIn(f.States...))
	}
	if len(f.Kinds) > 0 {
		q.Where(recognition.KindIn(f.Kinds...))
	}
	if f.CustomerID != nil {
		q.Where(recognition.CustomerID(*f.CustomerID))
	}
	if f.MemberID != nil {
		q.Where(recognition.MemberID(*f.MemberID))
	}
	if f.DepartmentID != nil {
		q.Where(recognition.DepartmentID(*f.DepartmentID))
	}
	if f.CauseID != nil {
		q.Where(recognition.CauseID(*f.CauseID))
	}
	if f.Mine != nil && *f.Mine {
		me := viewer.From(ctx).Member
		q.Where(recognition.Or(recognition.MemberID(me), recognition.CreatedBy(me)))
	}
	return q, nil
}
