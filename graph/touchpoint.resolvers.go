package graph

import (
	"context"

	"heed/app/touchpoints"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func (r *identificationRoundResolver) AvailableActions(ctx context.Context, obj *ent.IdentificationRound) ([]flow.RoundAct, error) {
	return touchpoints.AvailableRound(ctx, obj), nil
}

func (r *mutationResolver) TouchpointCreate(ctx context.Context, input touchpoints.CreateInput) (*model.TouchpointCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.TouchpointCreatePayload{Touchpoint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TouchpointUpdate(ctx context.Context, input model.TouchpointUpdateInput) (*model.TouchpointUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.Update, touchpoints.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Name: input.Name, Description: patch(input.Description),
		JourneyStage: input.JourneyStage, DepartmentID: input.DepartmentID, ManagementRequirement: input.ManagementRequirement,
	}))
	if err != nil {
		return nil, err
	}
	return &model.TouchpointUpdatePayload{Touchpoint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TouchpointRetire(ctx context.Context, input touchpoints.RetireInput) (*model.TouchpointRetirePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.Retire, input))
	if err != nil {
		return nil, err
	}
	return &model.TouchpointRetirePayload{Touchpoint: made, Cursor: cursor}, nil
}

func (r *mutationResolver) IdentificationRoundOpen(ctx context.Context, input touchpoints.RoundOpenInput) (*model.IdentificationRoundOpenPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.OpenRound, input))
	if err != nil {
		return nil, err
	}
	return &model.IdentificationRoundOpenPayload{Round: made, Cursor: cursor}, nil
}

func (r *mutationResolver) IdentificationRoundScore(ctx context.Context, input touchpoints.RoundScoreInput) (*model.IdentificationRoundScorePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.ScoreRound, input))
	if err != nil {
		return nil, err
	}
	return &model.IdentificationRoundScorePayload{Round: made, Cursor: cursor}, nil
}

func (r *mutationResolver) IdentificationRoundClose(ctx context.Context, input touchpoints.RoundCloseInput) (*model.IdentificationRoundClosePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.CloseRound, input))
	if err != nil {
		return nil, err
	}
	return &model.IdentificationRoundClosePayload{Round: made, Cursor: cursor}, nil
}

func (r *mutationResolver) IdentificationRoundCancel(ctx context.Context, input touchpoints.RoundCancelInput) (*model.IdentificationRoundCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.CancelRound, input))
	if err != nil {
		return nil, err
	}
	return &model.IdentificationRoundCancelPayload{Round: made, Cursor: cursor}, nil
}

func (r *mutationResolver) StandardDraft(ctx context.Context, input touchpoints.DraftInput) (*model.StandardDraftPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.Draft, input))
	if err != nil {
		return nil, err
	}
	return &model.StandardDraftPayload{Standard: made, Cursor: cursor}, nil
}

func (r *mutationResolver) StandardUpdate(ctx context.Context, input model.StandardUpdateInput) (*model.StandardUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.UpdateStandard, touchpoints.StandardUpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, ServiceStandard: input.ServiceStandard, OperatingProcedure: input.OperatingProcedure,
		Items: values(input.Items), Post: patch(input.Post), Major: input.Major, ReviewDueOn: input.ReviewDueOn,
	}))
	if err != nil {
		return nil, err
	}
	return &model.StandardUpdatePayload{Standard: made, Cursor: cursor}, nil
}

func (r *mutationResolver) StandardSubmit(ctx context.Context, input touchpoints.SubmitInput) (*model.StandardSubmitPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.Submit, input))
	if err != nil {
		return nil, err
	}
	return &model.StandardSubmitPayload{Standard: made, Cursor: cursor}, nil
}

func (r *mutationResolver) StandardReview(ctx context.Context, input touchpoints.ReviewInput) (*model.StandardReviewPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.Review, input))
	if err != nil {
		return nil, err
	}
	return &model.StandardReviewPayload{Standard: made, Cursor: cursor}, nil
}

func (r *mutationResolver) StandardRetire(ctx context.Context, input touchpoints.StandardRetireInput) (*model.StandardRetirePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(touchpoints.RetireStandard, input))
	if err != nil {
		return nil, err
	}
	return &model.StandardRetirePayload{Standard: made, Cursor: cursor}, nil
}

func (r *queryResolver) Touchpoints(ctx context.Context, filter *touchpoints.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.TouchpointOrder) (*ent.TouchpointConnection, error) {
	if orderBy == nil {
		orderBy = &ent.TouchpointOrder{Direction: relay.OrderDirectionDesc, Field: ent.TouchpointOrderFieldCreatedAt}
	}
	return r.Client.Touchpoint.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithTouchpointOrder(orderBy),
		ent.WithTouchpointFilter(filter.Apply))
}

func (r *queryResolver) IdentificationRounds(ctx context.Context, filter *touchpoints.RoundFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.IdentificationRoundOrder) (*ent.IdentificationRoundConnection, error) {
	if orderBy == nil {
		orderBy = &ent.IdentificationRoundOrder{Direction: relay.OrderDirectionDesc, Field: ent.IdentificationRoundOrderFieldCreatedAt}
	}
	return r.Client.IdentificationRound.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithIdentificationRoundOrder(orderBy),
		ent.WithIdentificationRoundFilter(filter.Apply))
}

func (r *queryResolver) TouchpointStandards(ctx context.Context, filter *touchpoints.StandardFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.TouchpointStandardOrder) (*ent.TouchpointStandardConnection, error) {
	if orderBy == nil {
		orderBy = &ent.TouchpointStandardOrder{Direction: relay.OrderDirectionDesc, Field: ent.TouchpointStandardOrderFieldCreatedAt}
	}
	return r.Client.TouchpointStandard.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithTouchpointStandardOrder(orderBy),
		ent.WithTouchpointStandardFilter(filter.Apply))
}

func (r *touchpointResolver) Round(ctx context.Context, obj *ent.Touchpoint) (*ent.IdentificationRound, error) {
	round, err := obj.Round(ctx)
	return round, ent.MaskNotFound(err)
}

func (r *touchpointResolver) EffectiveStandard(ctx context.Context, obj *ent.Touchpoint) (*ent.TouchpointStandard, error) {
	all, err := relay.Together(obj.Page, obj, "effective", func(all []*ent.Touchpoint) (map[typeid.ID]*ent.TouchpointStandard, error) {
		return touchpoints.Effective(ctx, r.Client, all)
	})
	return all[obj.ID], err
}

func (r *touchpointResolver) AvailableActions(ctx context.Context, obj *ent.Touchpoint) ([]flow.TouchpointAct, error) {
	return touchpoints.Available(ctx, obj), nil
}

func (r *touchpointScoreResolver) Touchpoint(ctx context.Context, obj *ent.TouchpointScore) (*ent.Touchpoint, error) {
	touchpoint, err := obj.Touchpoint(ctx)
	return touchpoint, ent.MaskNotFound(err)
}

func (r *touchpointStandardResolver) Touchpoint(ctx context.Context, obj *ent.TouchpointStandard) (*ent.Touchpoint, error) {
	touchpoint, err := obj.Touchpoint(ctx)
	return touchpoint, ent.MaskNotFound(err)
}

func (r *touchpointStandardResolver) ReviewDueOn(_ context.Context, obj *ent.TouchpointStandard) (*string, error) {
	if obj.ReviewDueOn == "" {
		return nil, nil
	}
	return &obj.ReviewDueOn, nil
}

func (r *touchpointStandardResolver) Approval(ctx context.Context, obj *ent.TouchpointStandard) (*ent.Approval, error) {
	a, err := obj.Approval(ctx)
	return a, ent.MaskNotFound(err)
}

func (r *touchpointStandardResolver) AvailableActions(ctx context.Context, obj *ent.TouchpointStandard) ([]flow.StandardAct, error) {
	return touchpoints.AvailableStandard(ctx, obj), nil
}

func (r *Resolver) IdentificationRound() generated.IdentificationRoundResolver {
	return &identificationRoundResolver{r}
}

func (r *Resolver) Touchpoint() generated.TouchpointResolver { return &touchpointResolver{r} }

func (r *Resolver) TouchpointScore() generated.TouchpointScoreResolver {
	return &touchpointScoreResolver{r}
}

func (r *Resolver) TouchpointStandard() generated.TouchpointStandardResolver {
	return &touchpointStandardResolver{r}
}

type (
	identificationRoundResolver struct{ *Resolver }
	touchpointResolver          struct{ *Resolver }
	touchpointScoreResolver     struct{ *Resolver }
	touchpointStandardResolver  struct{ *Resolver }
)
