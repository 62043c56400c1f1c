package tasks

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/approval"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ApprovalDays is after how many days a request for approval expires.
const ApprovalDays = 14

// MaxApprovalSteps is how many steps an approval has at most.
const MaxApprovalSteps = 5

// Ask is what others are to agree to before it is done.
type Ask struct {
	Kind         flow.ApprovalKind
	Part         string // which of several things of the kind that are asked of the subject at a time; "" for the one
	Subject      journal.Subject
	DepartmentID typeid.ID // whose matter it is, "" for the whole company's
	Reason       string
	Steps        []flow.ApprovalStep // one after the other
	Plan         any                 // what is done when it is approved
	Clauses      []string
}

// RequestApproval asks others, in the viewer's name; the verb that asks has looked
// at the viewer's permission and locked the subject. One thing is asked once:
// approval.already_pending. A step that would ask nobody but the requester is
// refused: approval.nobody_to_ask. Records approval.pending for the first step's
// members.
func RequestApproval(ctx context.Context, tx *ent.Tx, ask Ask) (*ent.Approval, error) {
	requester := viewer.From(ctx).Member
	if requester == "" {
		return nil, fault.Unauthenticated()
	}
	if n := len(ask.Steps); n == 0 || n > MaxApprovalSteps {
		return nil, fmt.Errorf("tasks: an approval of %d steps", n)
	}
	key := string(ask.Kind) + " " + string(ask.Subject.ID)
	if ask.Part != "" {
		key += " " + ask.Part
	}
	pending, err := tx.Approval.Query().Where(approval.PendingKey(key)).Exist(viewer.AsSystem(ctx, viewer.Tenant(ctx)))
	if err != nil {
		return nil, fmt.Errorf("tasks: reading approvals: %w", err)
	}
	if pending {
		return nil, fault.Precondition("approval.already_pending")
	}
	var first []typeid.ID
	for i, step := range ask.Steps {
		asked, err := Asked(ctx, tx.Client(), step, requester)
		if err != nil {
			return nil, err
		}
		if len(asked) == 0 {
			return nil, fault.Precondition("approval.nobody_to_ask").With("step", i+1)
		}
		if i == 0 {
			first = asked
		}
	}
	plan, err := json.Marshal(ask.Plan)
	if err != nil {
		return nil, fmt.Errorf("tasks: the plan of an approval: %w", err)
	}
	a, err := tx.Approval.Create().SetKind(ask.Kind).SetSubjectType(ask.Subject.Type).SetSubjectID(ask.Subject.ID).
		SetNumber(ask.Subject.Number).SetRequesterID(requester).SetDepartmentID(ask.DepartmentID).SetReason(ask.Reason).
		SetSteps(ask.Steps).SetVotes([]flow.ApprovalVote{}).SetClauseIds(ask.Clauses).SetPlan(plan).SetPendingKey(key).
		SetExpiresAt(viewer.Now(ctx).Add(ApprovalDays * 24 * time.Hour)).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("tasks: asking for an approval: %w", err)
	}
	journal.DueBy(ctx, a.ExpiresAt)
	tellApproval(ctx, a, "approval.pending", "", first, nil)
	return a, nil
}
