package graph

import (
	"context"

	"heed/app/training"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func (r *mutationResolver) TrainingPlanCreate(ctx context.Context, input training.PlanCreateInput) (*model.TrainingPlanCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.CreatePlan, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingPlanCreatePayload{Plan: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingPlanUpdate(ctx context.Context, input training.PlanUpdateInput) (*model.TrainingPlanUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.UpdatePlan, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingPlanUpdatePayload{Plan: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingPlanSubmit(ctx context.Context, input training.PlanSubmitInput) (*model.TrainingPlanSubmitPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.SubmitPlan, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingPlanSubmitPayload{Plan: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingPlanClose(ctx context.Context, input training.PlanEndInput) (*model.TrainingPlanClosePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.ClosePlan, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingPlanClosePayload{Plan: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingPlanCancel(ctx context.Context, input training.PlanEndInput) (*model.TrainingPlanCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.CancelPlan, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingPlanCancelPayload{Plan: made, Cursor: cursor}, nil
}

func (r *queryResolver) TrainingPlans(ctx context.Context, filter *training.PlanFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.TrainingPlanOrder) (*ent.TrainingPlanConnection, error) {
	if orderBy == nil {
		orderBy = &ent.TrainingPlanOrder{Direction: relay.OrderDirectionDesc, Field: ent.TrainingPlanOrderFieldCreatedAt}
	}
	return r.Client.TrainingPlan.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithTrainingPlanOrder(orderBy),
		ent.WithTrainingPlanFilter(filter.Apply))
}

func (r *trainingPlanResolver) AudienceSize(ctx context.Context, obj *ent.TrainingPlan) (int, error) {
	all, err := relay.Together(obj.Page, obj, "audience", func(all []*ent.TrainingPlan) (map[typeid.ID]int, error) {
		return training.AudienceSizes(ctx, r.Client, all)
	})
	return all[obj.ID], err
}

func (r *trainingPlanResolver) HrApproval(ctx context.Context, obj *ent.TrainingPlan) (*ent.Approval, error) {
	found, err := obj.HrApproval(ctx)
	return found, ent.MaskNotFound(err)
}

func (r *trainingPlanResolver) MdApproval(ctx context.Context, obj *ent.TrainingPlan) (*ent.Approval, error) {
	found, err := obj.MdApproval(ctx)
	return found, ent.MaskNotFound(err)
}

func (r *trainingPlanResolver) Previous(ctx context.Context, obj *ent.TrainingPlan) (*ent.TrainingPlan, error) {
	found, err := obj.Previous(ctx)
	return found, ent.MaskNotFound(err)
}

func (r *trainingPlanResolver) AvailableActions(ctx context.Context, obj *ent.TrainingPlan) ([]flow.TrainingPlanAct, error) {
	return training.AvailablePlan(ctx, obj), nil
}

func (r *Resolver) TrainingPlan() generated.TrainingPlanResolver { return &trainingPlanResolver{r} }

type trainingPlanResolver struct{ *Resolver }
