package tasks

import (
	"context"

	"heed/ent"
	"heed/ent/approval"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxChoices is how many values a list of a filter may hold.
const maxChoices = 50

// ApprovalFilter says which approvals; what is nil or empty does not restrict.
type ApprovalFilter struct {
	States        []flow.ApprovalState
	Kinds         []flow.ApprovalKind
	SubjectID     *typeid.ID
	RequestedByMe *bool // true: by the viewer
	AwaitingMe    *bool // true: the present step asks the viewer, who has not voted in it
}

// Apply limits the query; a nil filter is none. Each field but the kinds has an
// index behind it; kinds are looked at in what the others and the scope leave.
func (f *ApprovalFilter) Apply(ctx context.Context, q *ent.ApprovalQuery) (*ent.ApprovalQuery, error) {
	if f == nil {
		return q, nil
	}
	for field, n := range map[string]int{"filter.states": len(f.States), "filter.kinds": len(f.Kinds)} {
		if n > maxChoices {
			return nil, fault.Input(field, "input.too_many").With("max", maxChoices)
		}
	}
	v := viewer.From(ctx)
	if len(f.States) > 0 {
		q.Where(approval.StateIn(f.States...))
	}
	if len(f.Kinds) > 0 {
		q.Where(approval.KindIn(f.Kinds...))
	}
	if f.SubjectID != nil {
		q.Where(approval.SubjectID(*f.SubjectID))
	}
	if f.RequestedByMe != nil && *f.RequestedByMe {
		q.Where(approval.RequesterID(v.Member))
	}
	if f.AwaitingMe != nil && *f.AwaitingMe {
		q.Where(approval.StateEQ(flow.ApprovalPending), approval.RequesterIDNEQ(v.Member), approval.ExpiresAtGT(viewer.Now(ctx)),
			database.Awaiting(v.Member, v.Roles, MaxApprovalSteps))
	}
	return q, nil
}
