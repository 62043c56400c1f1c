package graph

import (
	"context"

	"heed/app/findings"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/viewer"
)

func (r *findingResolver) Subject(_ context.Context, obj *ent.Finding) (*model.SubjectRef, error) {
	return subjectRef(obj.SubjectType, obj.SubjectID, ""), nil
}

func (r *findingResolver) AvailableActions(ctx context.Context, obj *ent.Finding) ([]flow.FindingAct, error) {
	return findings.Available(ctx, obj), nil
}

func (r *improvementActionResolver) Finding(ctx context.Context, obj *ent.ImprovementAction) (*ent.Finding, error) {
	finding, err := obj.Finding(ctx)
	return finding, ent.MaskNotFound(err)
}

func (r *improvementActionResolver) Overdue(ctx context.Context, obj *ent.ImprovementAction) (bool, error) {
	return obj.DoneAt == nil && obj.State != flow.ActionCancelled && obj.DueAt.Before(viewer.Now(ctx)), nil
}

func (r *improvementActionResolver) AvailableActions(ctx context.Context, obj *ent.ImprovementAction) ([]flow.ActionAct, error) {
	return findings.AvailableActs(ctx, obj), nil
}

func (r *mutationResolver) FindingCreate(ctx context.Context, input findings.CreateInput) (*model.FindingCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.FindingCreatePayload{Finding: made, Cursor: cursor}, nil
}

func (r *mutationResolver) FindingFindCause(ctx context.Context, input findings.FindCauseInput) (*model.FindingFindCausePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.FindCause, input))
	if err != nil {
		return nil, err
	}
	return &model.FindingFindCausePayload{Finding: made, Cursor: cursor}, nil
}

func (r *mutationResolver) FindingAct(ctx context.Context, input findings.ActInput) (*model.FindingActPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.Act, input))
	if err != nil {
		return nil, err
	}
	return &model.FindingActPayload{Finding: made, Cursor: cursor}, nil
}

func (r *mutationResolver) FindingVerify(ctx context.Context, input findings.VerifyInput) (*model.FindingVerifyPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.Verify, input))
	if err != nil {
		return nil, err
	}
	return &model.FindingVerifyPayload{Finding: made, Cursor: cursor}, nil
}

func (r *mutationResolver) FindingRetry(ctx context.Context, input findings.RetryInput) (*model.FindingRetryPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.Retry, input))
	if err != nil {
		return nil, err
	}
	return &model.FindingRetryPayload{Finding: made, Cursor: cursor}, nil
}

func (r *mutationResolver) FindingClose(ctx context.Context, input findings.CloseInput) (*model.FindingClosePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.Close, input))
	if err != nil {
		return nil, err
	}
	return &model.FindingClosePayload{Finding: made, Cursor: cursor}, nil
}

func (r *mutationResolver) FindingUpdate(ctx context.Context, input model.FindingUpdateInput) (*model.FindingUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.Update, findings.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Description: input.Description, Severity: input.Severity,
		DepartmentID: input.DepartmentID, OwnerID: patch(input.OwnerID),
	}))
	if err != nil {
		return nil, err
	}
	return &model.FindingUpdatePayload{Finding: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ActionCreate(ctx context.Context, input findings.ActionCreateInput) (*model.ActionCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.CreateAction, input))
	if err != nil {
		return nil, err
	}
	return &model.ActionCreatePayload{Action: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ActionStart(ctx context.Context, input findings.ActionStartInput) (*model.ActionStartPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.StartAction, input))
	if err != nil {
		return nil, err
	}
	return &model.ActionStartPayload{Action: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ActionReport(ctx context.Context, input findings.ActionReportInput) (*model.ActionReportPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.ReportAction, input))
	if err != nil {
		return nil, err
	}
	return &model.ActionReportPayload{Action: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ActionFinish(ctx context.Context, input findings.ActionFinishInput) (*model.ActionFinishPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.FinishAction, input))
	if err != nil {
		return nil, err
	}
	return &model.ActionFinishPayload{Action: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ActionVerify(ctx context.Context, input findings.ActionVerifyInput) (*model.ActionVerifyPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.VerifyAction, input))
	if err != nil {
		return nil, err
	}
	return &model.ActionVerifyPayload{Action: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ActionFail(ctx context.Context, input findings.ActionFailInput) (*model.ActionFailPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.FailAction, input))
	if err != nil {
		return nil, err
	}
	return &model.ActionFailPayload{Action: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ActionCancel(ctx context.Context, input findings.ActionCancelInput) (*model.ActionCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.CancelAction, input))
	if err != nil {
		return nil, err
	}
	return &model.ActionCancelPayload{Action: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ActionUpdate(ctx context.Context, input model.ActionUpdateInput) (*model.ActionUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.UpdateAction, findings.ActionUpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Measure: input.Measure, DepartmentID: input.DepartmentID, OwnerID: input.OwnerID,
		DueAt: input.DueAt, Criterion: input.Criterion, CheckOn: input.CheckOn, VerifierID: patch(input.VerifierID), ProjectID: patch(input.ProjectID),
		IndicatorID: patch(input.IndicatorID), Target: input.Target,
	}))
	if err != nil {
		return nil, err
	}
	return &model.ActionUpdatePayload{Action: made, Cursor: cursor}, nil
}

func (r *queryResolver) Findings(ctx context.Context, filter *findings.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.FindingOrder) (*ent.FindingConnection, error) {
	if orderBy == nil {
		orderBy = &ent.FindingOrder{Direction: relay.OrderDirectionDesc, Field: ent.FindingOrderFieldCreatedAt}
	}
	return r.Client.Finding.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithFindingOrder(orderBy),
		ent.WithFindingFilter(func(q *ent.FindingQuery) (*ent.FindingQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *queryResolver) ImprovementActions(ctx context.Context, filter *findings.ActionFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.ImprovementActionOrder) (*ent.ImprovementActionConnection, error) {
	if orderBy == nil {
		orderBy = &ent.ImprovementActionOrder{Direction: relay.OrderDirectionAsc, Field: ent.ImprovementActionOrderFieldDueAt}
	}
	return r.Client.ImprovementAction.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithImprovementActionOrder(orderBy),
		ent.WithImprovementActionFilter(func(q *ent.ImprovementActionQuery) (*ent.ImprovementActionQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *Resolver) Finding() generated.FindingResolver { return &findingResolver{r} }

func (r *Resolver) ImprovementAction() generated.ImprovementActionResolver {
	return &improvementActionResolver{r}
}

type (
	findingResolver           struct{ *Resolver }
	improvementActionResolver struct{ *Resolver }
)
