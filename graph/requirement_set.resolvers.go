package graph

import (
	"context"
	"slices"

	"heed/app/sets"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
)

func (r *mutationResolver) RequirementSetCreate(ctx context.Context, input sets.CreateInput) (*model.RequirementSetCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(sets.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementSetCreatePayload{Set: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementSetUpdate(ctx context.Context, input sets.UpdateInput) (*model.RequirementSetUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(sets.Update, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementSetUpdatePayload{Set: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementSetConfirm(ctx context.Context, input sets.ConfirmInput) (*model.RequirementSetConfirmPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(sets.Confirm, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementSetConfirmPayload{Set: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementSetHandOver(ctx context.Context, input sets.HandOverInput) (*model.RequirementSetHandOverPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(sets.HandOver, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementSetHandOverPayload{Set: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementSetAnswer(ctx context.Context, input sets.AnswerInput) (*model.RequirementSetAnswerPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(sets.Answer, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementSetAnswerPayload{Set: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementSetArchive(ctx context.Context, input sets.ArchiveInput) (*model.RequirementSetArchivePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(sets.Archive, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementSetArchivePayload{Set: made, Cursor: cursor}, nil
}

func (r *queryResolver) RequirementSets(ctx context.Context, filter *sets.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.RequirementSetOrder) (*ent.RequirementSetConnection, error) {
	return r.Client.RequirementSet.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithRequirementSetOrder(orderBy),
		ent.WithRequirementSetFilter(func(q *ent.RequirementSetQuery) (*ent.RequirementSetQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *requirementSetResolver) Items(ctx context.Context, obj *ent.RequirementSet) ([]*ent.RequirementSetItem, error) {
	items, err := obj.Items(ctx)
	if err != nil {
		return nil, err
	}
	items = slices.Clone(items)
	slices.SortFunc(items, func(a, b *ent.RequirementSetItem) int { return a.Place - b.Place })
	return items, nil
}

func (r *requirementSetResolver) AvailableActions(ctx context.Context, obj *ent.RequirementSet) ([]flow.RequirementSetAct, error) {
	return sets.Available(ctx, obj), nil
}

func (r *requirementSetItemResolver) Requirement(ctx context.Context, obj *ent.RequirementSetItem) (*ent.Requirement, error) {
	one, err := obj.Requirement(ctx)
	return one, ent.MaskNotFound(err)
}

func (r *Resolver) RequirementSet() generated.RequirementSetResolver {
	return &requirementSetResolver{r}
}

func (r *Resolver) RequirementSetItem() generated.RequirementSetItemResolver {
	return &requirementSetItemResolver{r}
}

type (
	requirementSetResolver     struct{ *Resolver }
	requirementSetItemResolver struct{ *Resolver }
)
