package graph

import (
	"context"
	"time"

	"heed/app/requirements"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

func (r *mutationResolver) RequirementCreate(ctx context.Context, input requirements.CreateInput) (*model.RequirementCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementCreatePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementUpdate(ctx context.Context, input model.RequirementUpdateInput) (*model.RequirementUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Update, requirements.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Title: input.Title, Content: input.Content,
		Channel: patch(input.Channel), Category: input.Category, Urgency: input.Urgency, UrgencyReason: input.UrgencyReason,
		Nature: patch(input.Nature), Expectation: patch(input.Expectation),
		Aspects: listed(input.Aspects), ServicePhase: patch(input.ServicePhase), Price: patch(input.Price),
		Expectations: patch(input.Expectations), CommonNeed: input.CommonNeed, Custom: listed(values(input.Custom)),
	}))
	if err != nil {
		return nil, err
	}
	return &model.RequirementUpdatePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementAssign(ctx context.Context, input model.RequirementAssignInput) (*model.RequirementAssignPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Assign, requirements.AssignInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, LeadDepartmentID: input.LeadDepartmentID,
		AssistingDepartmentIDs: input.AssistingDepartmentIds, AssigneeID: patch(input.AssigneeID), TeamID: patch(input.TeamID),
	}))
	if err != nil {
		return nil, err
	}
	return &model.RequirementAssignPayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementReceive(ctx context.Context, input requirements.ReceiveInput) (*model.RequirementReceivePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Receive, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementReceivePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementAnalyze(ctx context.Context, input requirements.AnalyzeInput) (*model.RequirementAnalyzePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Analyze, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementAnalyzePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementPlan(ctx context.Context, input requirements.PlanInput) (*model.RequirementPlanPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Plan, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementPlanPayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementStart(ctx context.Context, input requirements.StartInput) (*model.RequirementStartPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Start, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementStartPayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementRevise(ctx context.Context, input requirements.ReviseInput) (*model.RequirementRevisePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Revise, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementRevisePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementRecordResponse(ctx context.Context, input requirements.RecordResponseInput) (*model.RequirementRecordResponsePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.RecordResponse, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementRecordResponsePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementDeliver(ctx context.Context, input requirements.DeliverInput) (*model.RequirementDeliverPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Deliver, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementDeliverPayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementClose(ctx context.Context, input requirements.CloseInput) (*model.RequirementClosePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Close, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementClosePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementRatingLink(ctx context.Context, input requirements.RatingLinkInput) (*model.RequirementRatingLinkPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.RatingLink, input))
	if err != nil {
		return nil, err
	}
	p := &model.RequirementRatingLinkPayload{Requirement: made, Cursor: cursor}
	if err := r.linkOf(ctx, p); err != nil {
		return nil, fault.From(err).Committed()
	}
	return p, nil
}

func (r *mutationResolver) RequirementReopen(ctx context.Context, input requirements.ReopenInput) (*model.RequirementReopenPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Reopen, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementReopenPayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementReject(ctx context.Context, input requirements.RejectInput) (*model.RequirementRejectPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Reject, input))
	if err != nil {
		return nil, err
	}
	asked, err := pendingOf(ctx, made)
	if err != nil {
		return nil, fault.From(err).Committed()
	}
	return &model.RequirementRejectPayload{Requirement: made, Approval: asked, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementRejectionTell(ctx context.Context, input requirements.TellRejectionInput) (*model.RequirementRejectionTellPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.TellRejection, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementRejectionTellPayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementMerge(ctx context.Context, input requirements.MergeInput) (*model.RequirementMergePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Merge, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementMergePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementPause(ctx context.Context, input requirements.PauseInput) (*model.RequirementPausePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Pause, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementPausePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementResume(ctx context.Context, input requirements.ResumeInput) (*model.RequirementResumePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Resume, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementResumePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementLinkCreate(ctx context.Context, input requirements.LinkCreateInput) (*model.RequirementLinkCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.LinkCreate, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementLinkCreatePayload{Link: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementLinkResolve(ctx context.Context, input requirements.LinkResolveInput) (*model.RequirementLinkResolvePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.LinkResolve, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementLinkResolvePayload{Link: made, Cursor: cursor}, nil
}

func (r *queryResolver) Requirements(ctx context.Context, filter *requirements.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.RequirementOrder) (*ent.RequirementConnection, error) {
	return r.Client.Requirement.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithRequirementOrder(orderBy),
		ent.WithRequirementFilter(func(q *ent.RequirementQuery) (*ent.RequirementQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *queryResolver) RequirementDashboard(ctx context.Context, from *string, to *string) (*requirements.Figures, error) {
	figures, err := requirements.Dashboard(ctx, r.Client, from, to)
	if err != nil {
		return nil, err
	}
	return &figures, nil
}

func (r *requirementResolver) Customer(ctx context.Context, obj *ent.Requirement) (*ent.Customer, error) {
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *requirementResolver) PendingApproval(ctx context.Context, obj *ent.Requirement) (*ent.Approval, error) {
	return pendingOf(ctx, obj)
}

func (r *requirementResolver) AssistingDepartments(ctx context.Context, obj *ent.Requirement) ([]*ent.Department, error) {
	return assistingOf(ctx, obj)
}

func (r *requirementResolver) DueAt(ctx context.Context, obj *ent.Requirement) (*time.Time, error) {
	if obj.DueAt.Equal(database.Never) {
		return nil, nil
	}
	return &obj.DueAt, nil
}

func (r *requirementResolver) Overdue(ctx context.Context, obj *ent.Requirement) (bool, error) {
	return obj.DueAt.Before(viewer.Now(ctx)), nil
}

func (r *requirementResolver) Clocks(ctx context.Context, obj *ent.Requirement) ([]*ent.SlaClock, error) {
	return clocksOf(ctx, obj)
}

func (r *requirementResolver) Links(ctx context.Context, obj *ent.Requirement) ([]*ent.RequirementLink, error) {
	return linksOf(ctx, r.Client, obj)
}

func (r *requirementResolver) AvailableActions(ctx context.Context, obj *ent.Requirement) ([]flow.RequirementAct, error) {
	return requirements.Available(ctx, r.Client, obj)
}

func (r *requirementLinkResolver) Other(ctx context.Context, obj *ent.RequirementLink) (*ent.Requirement, error) {
	other, err := obj.Other(ctx)
	return other, ent.MaskNotFound(err)
}

func (r *Resolver) Requirement() generated.RequirementResolver { return &requirementResolver{r} }

func (r *Resolver) RequirementLink() generated.RequirementLinkResolver {
	return &requirementLinkResolver{r}
}

type (
	requirementResolver     struct{ *Resolver }
	requirementLinkResolver struct{ *Resolver }
)
