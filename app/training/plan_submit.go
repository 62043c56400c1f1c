package training

import (
	"context"
	"encoding/json"
	"fmt"

	"heed/app/journal"
	"heed/app/sessions"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The two that agree to a plan (D2-77).
const (
	partHR = "HR"
	partMD = "MD"
)

// part is which of the two an approval asks.
type part struct {
	Part string `json:"part"`
}

// PlanSubmitInput is a plan for both to look at.
type PlanSubmitInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          *string
}

// SubmitPlan asks human resources and the management department to agree to a plan, each by
// an approval of its own, in any order; who asks votes in neither (D2-77). Of human
// resources the heads are asked, or where they are not there or ask themselves, all who
// work in it; where nobody else manages, the committee. Errors: training.plan_incomplete, training.period_over,
// training.no_human_resources, approval.nobody_to_ask. Records training_plan.in_review and
// approval.pending twice.
func SubmitPlan(ctx context.Context, tx *ent.Tx, in PlanSubmitInput) (*ent.TrainingPlan, error) {
	was, next, err := takePlan(ctx, tx, flow.TrainingPlanActSubmit, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", optional.Value(in.Reason), 0, maxReason)
	switch {
	case c.Err != nil:
		return nil, c.Err
	case len(was.Topics) == 0:
		return nil, fault.Precondition("training.plan_incomplete").On("topics")
	case len(was.Methods) == 0:
		return nil, fault.Precondition("training.plan_incomplete").On("methods")
	case was.PeriodEnd < c.Day(0):
		return nil, fault.Precondition("training.period_over").On("periodEnd")
	}
	hr, err := hrStep(ctx, tx)
	if err != nil {
		return nil, err
	}
	md, err := mdStep(ctx, tx)
	if err != nil {
		return nil, err
	}
	asked := map[string]*ent.Approval{}
	for _, one := range []struct {
		part string
		step flow.ApprovalStep
	}{{partHR, hr}, {partMD, md}} {
		asked[one.part], err = tasks.RequestApproval(ctx, tx, tasks.Ask{
			Kind: flow.ApprovalTrainingPlan, Part: one.part, Subject: journal.Subject{Type: flow.SubjectTrainingPlan, ID: was.ID},
			DepartmentID: was.DepartmentID, Reason: reason, Steps: []flow.ApprovalStep{one.step}, Plan: part{one.part}, Clauses: []string{"D2-77"},
		})
		if err != nil {
			return nil, err
		}
	}
	return savePlan(ctx, was, was.Update().SetState(next).SetHrApprovalID(asked[partHR].ID).SetMdApprovalID(asked[partMD].ID), "D2-77")
}

// mdStep asks another of the management department, else the committee.
func mdStep(ctx context.Context, tx *ent.Tx) (flow.ApprovalStep, error) {
	for _, role := range []string{authz.Management, authz.Committee} {
		step := flow.ApprovalStep{RoleKey: role, Rule: flow.ApprovalAny}
		asked, err := tasks.Asked(ctx, tx.Client(), step, viewer.From(ctx).Member)
		if err != nil || len(asked) > 0 {
			return step, err
		}
	}
	return flow.ApprovalStep{}, fault.Precondition("approval.nobody_to_ask").With("step", 1)
}

// hrStep asks the heads of human resources, else all who work there and may vote.
func hrStep(ctx context.Context, tx *ent.Tx) (flow.ApprovalStep, error) {
	var departments []typeid.ID
	for id := range tenants.ConfigFrom(ctx).Departments {
		if tenants.ConfigFrom(ctx).HumanResources(id) {
			departments = append(departments, id)
		}
	}
	if len(departments) == 0 {
		return flow.ApprovalStep{}, fault.Precondition("training.no_human_resources")
	}
	here, err := tx.Member.Query().Where(member.DepartmentIDIn(departments...), member.StateEQ(flow.MemberActive), member.IDNEQ(viewer.From(ctx).Member)).
		Order(member.ByID()).WithMemberRoles().All(viewer.SystemOf(ctx))
	if err != nil {
		return flow.ApprovalStep{}, fmt.Errorf("training: looking for human resources: %w", err)
	}
	var heads, all []typeid.ID
	for _, m := range here {
		v, err := sessions.Viewer(tenants.ConfigFrom(ctx), m)
		if err != nil {
			return flow.ApprovalStep{}, err
		}
		if v.Scope(string(authz.ApprovalApprove)) == viewer.None { // could not vote
			continue
		}
		if all = append(all, m.ID); m.IsDepartmentHead {
			heads = append(heads, m.ID)
		}
	}
	if len(heads) == 0 {
		heads = all
	}
	if len(heads) == 0 {
		return flow.ApprovalStep{}, fault.Precondition("approval.nobody_to_ask").With("step", 1)
	}
	return flow.ApprovalStep{MemberIDs: heads, Rule: flow.ApprovalAny}, nil
}

// Consequences are what hangs on the approvals of plans: with both it runs; when one does
// not agree it goes back to be written, and the other is not asked any more.
var Consequences = tasks.Consequences{flow.ApprovalTrainingPlan: {Hold: holdPlan, Done: planDecided}}

func holdPlan(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
	if a.SubjectType != flow.SubjectTrainingPlan {
		return nil
	}
	_, err := lockPlan(viewer.SystemOf(ctx), tx, a.SubjectID)
	return err
}

func planDecided(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
	if a.SubjectType != flow.SubjectTrainingPlan {
		return nil
	}
	was, err := lockPlan(viewer.SystemOf(ctx), tx, a.SubjectID)
	if err != nil {
		return err
	}
	var of part
	if err := json.Unmarshal(a.Plan, &of); err != nil {
		return fmt.Errorf("training: which approval of a plan: %w", err)
	}
	act, is, other := flow.TrainingPlanActApproveHR, was.HrApprovalID, was.MdApprovalID
	if of.Part == partMD {
		act, is, other = flow.TrainingPlanActApproveMD, was.MdApprovalID, was.HrApprovalID
	}
	if a.State != flow.ApprovalApproved {
		act = flow.TrainingPlanActSendBack
	}
	next, err := flow.TrainingPlan.Next(was.State, act)
	if err != nil || is != a.ID {
		return fault.Precondition("approval.subject_moved").Because(err)
	}
	change := was.Update().SetState(next)
	switch next {
	case flow.TrainingPlanRunning:
		change.SetApprovedAt(viewer.Now(ctx))
	case flow.TrainingPlanDraft:
		if err := tasks.DropApproval(ctx, tx, other); err != nil {
			return err
		}
	default:
	}
	_, err = savePlan(ctx, was, change, "D2-77")
	return err
}
