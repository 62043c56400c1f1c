package graph

import (
	"context"

	"heed/app/research"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func (r *mutationResolver) ResearchCreate(ctx context.Context, input research.CreateInput) (*model.ResearchCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(research.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.ResearchCreatePayload{Research: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ResearchUpdate(ctx context.Context, input model.ResearchUpdateInput) (*model.ResearchUpdatePayload, error) {
	in := research.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Title: input.Title, Method: input.Method, Mode: input.Mode,
		Agency: patch(input.Agency), Form: patch(input.Form), Purpose: patch(input.Purpose), SampleRule: patch(input.SampleRule),
		Participants: input.Participants, DepartmentID: input.DepartmentID, OwnerID: input.OwnerID, PlannedOn: input.PlannedOn,
		Insights: values(input.Insights), Currency: input.Currency, Confidential: input.Confidential,
	}
	in.CustomerID, in.Shopper = patch(input.CustomerID), patch(input.Shopper)
	cost, set := input.Cost.ValueOK()
	in.Cost, in.ClearCost = cost, set && cost == nil
	made, cursor, err := change(ctx, r.Resolver, with(research.Update, in))
	if err != nil {
		return nil, err
	}
	return &model.ResearchUpdatePayload{Research: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ResearchStart(ctx context.Context, input research.StartInput) (*model.ResearchStartPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(research.Start, input))
	if err != nil {
		return nil, err
	}
	return &model.ResearchStartPayload{Research: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ResearchFinish(ctx context.Context, input research.FinishInput) (*model.ResearchFinishPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(research.Finish, input))
	if err != nil {
		return nil, err
	}
	return &model.ResearchFinishPayload{Research: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ResearchPublish(ctx context.Context, input research.PublishInput) (*model.ResearchPublishPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(research.Publish, input))
	if err != nil {
		return nil, err
	}
	return &model.ResearchPublishPayload{Research: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ResearchCancel(ctx context.Context, input research.CancelInput) (*model.ResearchCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(research.Cancel, input))
	if err != nil {
		return nil, err
	}
	return &model.ResearchCancelPayload{Research: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ResearchDraftRequirement(ctx context.Context, input research.DraftInput) (*model.ResearchDraftRequirementPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(research.DraftRequirement, input))
	if err != nil {
		return nil, err
	}
	return &model.ResearchDraftRequirementPayload{Requirement: made, Cursor: cursor}, nil
}

func (r *queryResolver) ResearchActivities(ctx context.Context, filter *research.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.ResearchActivityOrder) (*ent.ResearchActivityConnection, error) {
	if orderBy == nil {
		orderBy = &ent.ResearchActivityOrder{Direction: relay.OrderDirectionDesc, Field: ent.ResearchActivityOrderFieldPlannedOn}
	}
	return r.Client.ResearchActivity.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithResearchActivityOrder(orderBy),
		ent.WithResearchActivityFilter(func(q *ent.ResearchActivityQuery) (*ent.ResearchActivityQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *researchActivityResolver) Requirements(ctx context.Context, obj *ent.ResearchActivity, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.RequirementOrder) (*ent.RequirementConnection, error) {
	return drawn(ctx, obj.Page, obj, func(a *ent.ResearchActivity) typeid.ID { return a.ID }, func(ids []typeid.ID) (map[typeid.ID]*ent.RequirementConnection, error) {
		return r.Client.Requirement.Query().PaginateByOrigin(ctx, ids, after, page(first, last), before, last, ent.WithRequirementOrder(orderBy))
	})
}

func (r *researchActivityResolver) Customer(ctx context.Context, obj *ent.ResearchActivity) (*ent.Customer, error) {
	of, err := obj.Customer(ctx)
	return of, ent.MaskNotFound(err)
}

func (r *researchActivityResolver) Shopper(ctx context.Context, obj *ent.ResearchActivity) (*string, error) {
	return research.Shopper(ctx, obj), nil
}

func (r *researchActivityResolver) AvailableActions(ctx context.Context, obj *ent.ResearchActivity) ([]flow.ResearchAct, error) {
	return research.Available(ctx, obj), nil
}

func (r *Resolver) ResearchActivity() generated.ResearchActivityResolver {
	return &researchActivityResolver{r}
}

type researchActivityResolver struct{ *Resolver }
