package training

import (
	"context"
	"fmt"

	"heed/app/tasks"
	"heed/ent"
	"heed/ent/trainingsession"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PlanEndInput is a plan that ends, and what there is to say of it.
type PlanEndInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Result          string
}

// ClosePlan ends a plan that has run: each of its sessions is closed or cancelled. Errors:
// training.sessions_open. Records training_plan.closed.
func ClosePlan(ctx context.Context, tx *ent.Tx, in PlanEndInput) (*ent.TrainingPlan, error) {
	return endPlan(ctx, tx, flow.TrainingPlanActClose, in)
}

// CancelPlan drops a plan, with what was asked about it. One that runs has no session that
// is still to be closed. Errors: training.sessions_open. Records training_plan.cancelled.
func CancelPlan(ctx context.Context, tx *ent.Tx, in PlanEndInput) (*ent.TrainingPlan, error) {
	return endPlan(ctx, tx, flow.TrainingPlanActCancel, in)
}

func endPlan(ctx context.Context, tx *ent.Tx, act flow.TrainingPlanAct, in PlanEndInput) (*ent.TrainingPlan, error) {
	was, next, err := takePlan(ctx, tx, act, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	result := c.Lines("result", in.Result, 1, maxResult)
	if c.Err != nil {
		return nil, c.Err
	}
	open, err := tx.TrainingSession.Query().Where(trainingsession.PlanID(was.ID),
		trainingsession.StateNotIn(flow.TrainingSessionClosed, flow.TrainingSessionCancelled)).Count(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("training: looking for open sessions: %w", err)
	}
	if open > 0 {
		return nil, fault.Precondition("training.sessions_open").With("n", open)
	}
	for _, id := range typeid.Present(was.HrApprovalID, was.MdApprovalID) {
		if err := tasks.DropApproval(ctx, tx, id); err != nil {
			return nil, err
		}
	}
	return savePlan(ctx, was, was.Update().SetState(next).SetResult(result).SetEndedAt(c.Now), "D0-74")
}
