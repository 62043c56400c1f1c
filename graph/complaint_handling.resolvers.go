package graph

import (
	"context"

	"heed/app/complaints"
	"heed/graph/model"
	"heed/rules/optional"
)

func (r *mutationResolver) ComplaintCreate(ctx context.Context, input complaints.CreateInput) (*model.ComplaintCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintCreatePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintAcknowledge(ctx context.Context, input complaints.AcknowledgeInput) (*model.ComplaintAcknowledgePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Acknowledge, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintAcknowledgePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintTriage(ctx context.Context, input complaints.TriageInput) (*model.ComplaintTriagePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Triage, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintTriagePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintGroupForm(ctx context.Context, input complaints.GroupInput) (*model.ComplaintGroupFormPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.FormGroup, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintGroupFormPayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintInvestigate(ctx context.Context, input complaints.InvestigateInput) (*model.ComplaintInvestigatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Investigate, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintInvestigatePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintProcess(ctx context.Context, input complaints.ProcessInput) (*model.ComplaintProcessPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Process, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintProcessPayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintStepDone(ctx context.Context, input complaints.StepDoneInput) (*model.ComplaintStepDonePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.StepDone, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintStepDonePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintStepWaive(ctx context.Context, input complaints.StepWaiveInput) (*model.ComplaintStepWaivePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.StepWaive, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintStepWaivePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintReply(ctx context.Context, input complaints.ReplyInput) (*model.ComplaintReplyPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Reply, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintReplyPayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintClose(ctx context.Context, input complaints.CloseInput) (*model.ComplaintClosePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Close, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintClosePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintReopen(ctx context.Context, input complaints.ReopenInput) (*model.ComplaintReopenPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Reopen, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintReopenPayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintWithdraw(ctx context.Context, input complaints.WithdrawInput) (*model.ComplaintWithdrawPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Withdraw, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintWithdrawPayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintEscalate(ctx context.Context, input complaints.EscalateInput) (*model.ComplaintEscalatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Escalate, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintEscalatePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintDecide(ctx context.Context, input complaints.DecideInput) (*model.ComplaintDecidePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Decide, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintDecidePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintPause(ctx context.Context, input complaints.PauseInput) (*model.ComplaintPausePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Pause, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintPausePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintResume(ctx context.Context, input complaints.ResumeInput) (*model.ComplaintResumePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Resume, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintResumePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintUpdate(ctx context.Context, input model.ComplaintUpdateInput) (*model.ComplaintUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Update, complaints.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion,
		Links:   complaints.Links{CustomerID: input.CustomerID, ContactID: patch(input.ContactID), PurchaseID: patch(input.PurchaseID), TouchpointID: patch(input.TouchpointID)},
		Product: patch(input.Product), RemedySought: patch(input.RemedySought), Disputed: input.Disputed, PromisedAt: input.PromisedAt,
	}))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintUpdatePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintAssign(ctx context.Context, input model.ComplaintAssignInput) (*model.ComplaintAssignPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Assign, complaints.AssignInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, OwnerDepartmentID: input.OwnerDepartmentID, AssigneeID: patch(input.AssigneeID),
	}))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintAssignPayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintPlan(ctx context.Context, input model.ComplaintPlanInput) (*model.ComplaintPlanPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Plan, complaints.PlanInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Steps: values(input.Steps), Cause: optional.Value(input.Cause),
	}))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintPlanPayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintReveal(ctx context.Context, input complaints.RevealInput) (*model.ComplaintRevealPayload, error) {
	made, cursor, err := shown(ctx, r.Resolver, with(complaints.Reveal, input))
	if err != nil {
		return nil, err
	}
	reach, err := complaints.ReachOf(ctx, made)
	if err != nil {
		return nil, err
	}
	return &model.ComplaintRevealPayload{
		Complaint: made, Cursor: cursor, Phone: orNull(reach.Phone), Email: orNull(reach.Email), OtherContact: orNull(reach.Other),
	}, nil
}

func (r *mutationResolver) ComplaintErase(ctx context.Context, input complaints.EraseInput) (*model.ComplaintErasePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.Erase, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintErasePayload{Complaint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintStatusLink(ctx context.Context, input complaints.LinkInput) (*model.ComplaintStatusLinkPayload, error) {
	made, cursor, err := shown(ctx, r.Resolver, with(complaints.RenewLink, input))
	if err != nil {
		return nil, err
	}
	link, err := complaints.StatusLink(ctx, r.Client, made.ID)
	if err != nil || link == nil {
		return nil, err
	}
	return &model.ComplaintStatusLinkPayload{Complaint: made, Path: complaints.PathOf(link.Secret), ExpiresAt: link.ExpiresAt, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintRequirementCreate(ctx context.Context, input complaints.DraftInput) (*model.ComplaintRequirementCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.DraftRequirement, input))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintRequirementCreatePayload{Requirement: made, Cursor: cursor}, nil
}
