package graph

import (
	"context"

	"heed/app/opportunities"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
)

func (r *mutationResolver) OpportunityCreate(ctx context.Context, input opportunities.CreateInput) (*model.OpportunityCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(opportunities.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.OpportunityCreatePayload{Opportunity: made, Cursor: cursor}, nil
}

func (r *mutationResolver) OpportunityUpdate(ctx context.Context, input opportunities.UpdateInput) (*model.OpportunityUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(opportunities.Update, input))
	if err != nil {
		return nil, err
	}
	return &model.OpportunityUpdatePayload{Opportunity: made, Cursor: cursor}, nil
}

func (r *mutationResolver) OpportunityAssess(ctx context.Context, input opportunities.AssessInput) (*model.OpportunityAssessPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(opportunities.Assess, input))
	if err != nil {
		return nil, err
	}
	return &model.OpportunityAssessPayload{Opportunity: made, Cursor: cursor}, nil
}

func (r *mutationResolver) OpportunityTry(ctx context.Context, input opportunities.TryInput) (*model.OpportunityTryPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(opportunities.Try, input))
	if err != nil {
		return nil, err
	}
	return &model.OpportunityTryPayload{Opportunity: made, Cursor: cursor}, nil
}

func (r *mutationResolver) OpportunityWin(ctx context.Context, input opportunities.EndInput) (*model.OpportunityWinPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(opportunities.Win, input))
	if err != nil {
		return nil, err
	}
	return &model.OpportunityWinPayload{Opportunity: made, Cursor: cursor}, nil
}

func (r *mutationResolver) OpportunityLose(ctx context.Context, input opportunities.EndInput) (*model.OpportunityLosePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(opportunities.Lose, input))
	if err != nil {
		return nil, err
	}
	return &model.OpportunityLosePayload{Opportunity: made, Cursor: cursor}, nil
}

func (r *mutationResolver) OpportunityReopen(ctx context.Context, input opportunities.ReopenInput) (*model.OpportunityReopenPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(opportunities.Reopen, input))
	if err != nil {
		return nil, err
	}
	return &model.OpportunityReopenPayload{Opportunity: made, Cursor: cursor}, nil
}

func (r *queryResolver) Opportunities(ctx context.Context, filter *opportunities.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.OpportunityOrder) (*ent.OpportunityConnection, error) {
	if orderBy == nil {
		orderBy = &ent.OpportunityOrder{Direction: relay.OrderDirectionDesc, Field: ent.OpportunityOrderFieldCreatedAt}
	}
	return r.Client.Opportunity.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithOpportunityOrder(orderBy),
		ent.WithOpportunityFilter(filter.Apply))
}

func (r *opportunityResolver) Customer(ctx context.Context, obj *ent.Opportunity) (*ent.Customer, error) {
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *opportunityResolver) Response(ctx context.Context, obj *ent.Opportunity) (*ent.SurveyResponse, error) {
	response, err := obj.Response(ctx)
	return response, ent.MaskNotFound(err)
}

func (r *opportunityResolver) Requirement(ctx context.Context, obj *ent.Opportunity) (*ent.Requirement, error) {
	requirement, err := obj.Requirement(ctx)
	return requirement, ent.MaskNotFound(err)
}

func (r *opportunityResolver) AvailableActions(ctx context.Context, obj *ent.Opportunity) ([]flow.OpportunityAct, error) {
	return opportunities.Available(ctx, obj), nil
}

func (r *Resolver) Opportunity() generated.OpportunityResolver { return &opportunityResolver{r} }

type opportunityResolver struct{ *Resolver }
