package complaints

import (
	"context"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// InvestigateInput is a complaint to be investigated.
type InvestigateInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Investigate begins to look for what lies behind a complaint (D1-42, D1-45): the department
// with who is assigned (complaint.no_assignee), jointly the management department with the
// group (complaint.no_group). Records complaint.investigating.
func Investigate(ctx context.Context, tx *ent.Tx, in InvestigateInput) (*ent.Complaint, error) {
	was, next, err := take(ctx, tx, flow.ComplaintActInvestigate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	switch {
	case joint(was) && was.GroupID == "":
		return nil, fault.Precondition("complaint.no_group")
	case !joint(was) && was.AssigneeID == "":
		return nil, fault.Precondition("complaint.no_assignee")
	}
	c, err := save(ctx, was, was.Update().SetState(next))
	if err != nil {
		return nil, err
	}
	moved(ctx, c, was.State, told{clauses: []string{"D1-42", "D1-45"}})
	return c, nil
}
