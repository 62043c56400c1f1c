package requirements

import (
	"context"
	"encoding/json"
	"fmt"

	"heed/app/tasks"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Consequences are what hangs on the approvals of this topic.
var Consequences = tasks.Consequences{flow.ApprovalRejection: rejection}

// rejection is what hangs on the approval of a rejection: approved, it is done by
// the requester's word in the deciding vote's change, and somebody is asked to tell the
// customer; ended otherwise, the
// requirement goes on. What has moved on meanwhile is no longer rejected:
// approval.subject_moved.
var rejection = tasks.Consequence{
	Hold: func(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
		_, err := lock(viewer.SystemOf(ctx), tx, a.SubjectID)
		return err
	},
	Done: rejectionDone,
}

// rejectors are who is asked to agree to a rejection: the management department,
// or the committee when nobody else is in it.
var rejectors = []flow.ApprovalStep{
	{RoleKey: authz.Management, Rule: flow.ApprovalAny},
	{RoleKey: authz.Committee, Rule: flow.ApprovalAny},
}

// askRejection asks others to agree to a rejection.
func askRejection(ctx context.Context, tx *ent.Tx, was *ent.Requirement, plan flow.Rejection) (*ent.Requirement, error) {
	if was.PendingApprovalID != "" {
		return nil, fault.Precondition("approval.already_pending")
	}
	step := rejectors[0]
	asked, err := tasks.Asked(ctx, tx.Client(), step, plan.ByID)
	if err != nil {
		return nil, err
	}
	if len(asked) == 0 {
		step = rejectors[1]
	}
	a, err := tasks.RequestApproval(ctx, tx, tasks.Ask{
		Kind: flow.ApprovalRejection, Subject: subject(was), DepartmentID: was.LeadDepartmentID, Reason: plan.Reason,
		Steps: []flow.ApprovalStep{step}, Plan: plan, Clauses: []string{"D0-45"},
	})
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetPendingApprovalID(a.ID))
	if err != nil {
		return nil, err
	}
	happened(ctx, r, "requirement.rejection_pending", told{clauses: []string{"D0-45"}, detail: map[string]any{"approval": a.ID}})
	return r, nil
}

func rejectionDone(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
	all, err := lock(viewer.SystemOf(ctx), tx, a.SubjectID)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fmt.Errorf("requirements: approval %s is about nothing", a.ID)
	}
	was, detail := all[0], map[string]any{"approval": a.ID, "requester": a.RequesterID}
	if a.State != flow.ApprovalApproved {
		if was.PendingApprovalID != a.ID {
			return nil
		}
		r, err := save(ctx, was, was.Update().ClearPendingApprovalID())
		if err != nil {
			return err
		}
		happened(ctx, r, "requirement.rejection_ended", told{clauses: []string{"D0-45"}, detail: detail})
		return nil
	}
	next, err := flow.Requirement.Next(was.State, flow.RequirementActReject)
	if err != nil || was.PendingApprovalID != a.ID {
		return fault.Precondition("approval.subject_moved").Because(err)
	}
	var plan flow.Rejection
	if err := json.Unmarshal(a.Plan, &plan); err != nil {
		return fmt.Errorf("requirements: the plan of approval %s: %w", a.ID, err)
	}
	var agreed []typeid.ID
	for _, v := range a.Votes {
		if v.Decision == flow.DecisionApprove {
			agreed = append(agreed, v.MemberID)
		}
	}
	detail["agreed"] = agreed
	r, err := reject(ctx, tx, was, next, plan, detail)
	if err != nil || plan.ToldAt != nil {
		return err
	}
	return askTelling(ctx, tx, r)
}

// dropPending withdraws what others are asked about a requirement that moves on.
func dropPending(ctx context.Context, tx *ent.Tx, r *ent.Requirement) error {
	if r.PendingApprovalID == "" {
		return nil
	}
	return tasks.DropApproval(ctx, tx, r.PendingApprovalID)
}
