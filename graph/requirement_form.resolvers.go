package graph

import (
	"context"

	"heed/app/requirements"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
)

func (r *formFieldResolver) Categories(_ context.Context, obj *flow.FormField) ([]flow.RequirementCategory, error) {
	if obj.Categories == nil {
		return []flow.RequirementCategory{}, nil
	}
	return obj.Categories, nil
}

func (r *formFieldResolver) Options(_ context.Context, obj *flow.FormField) ([]*flow.FormOption, error) {
	all := make([]*flow.FormOption, len(obj.Options))
	for i := range obj.Options {
		all[i] = &obj.Options[i]
	}
	return all, nil
}

func (r *mutationResolver) RequirementFormDraft(ctx context.Context, input requirements.FormDraftInput) (*model.RequirementFormDraftPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.FormDraft, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementFormDraftPayload{Form: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementFormUpdate(ctx context.Context, input requirements.FormUpdateInput) (*model.RequirementFormUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.FormUpdate, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementFormUpdatePayload{Form: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementFormPublish(ctx context.Context, input requirements.FormPublishInput) (*model.RequirementFormPublishPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.FormPublish, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementFormPublishPayload{Form: made, Cursor: cursor}, nil
}

func (r *queryResolver) RequirementForm(ctx context.Context) (*ent.RequirementForm, error) {
	return requirements.FormInForce(ctx, r.Client)
}

func (r *queryResolver) RequirementForms(ctx context.Context, filter *requirements.FormFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.RequirementFormOrder) (*ent.RequirementFormConnection, error) {
	return r.Client.RequirementForm.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithRequirementFormOrder(orderBy),
		ent.WithRequirementFormFilter(func(q *ent.RequirementFormQuery) (*ent.RequirementFormQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *requirementFormResolver) AvailableActions(ctx context.Context, obj *ent.RequirementForm) ([]flow.FormAct, error) {
	return requirements.AvailableForm(ctx, obj), nil
}

func (r *Resolver) FormField() generated.FormFieldResolver { return &formFieldResolver{r} }

func (r *Resolver) RequirementForm() generated.RequirementFormResolver {
	return &requirementFormResolver{r}
}

type (
	formFieldResolver       struct{ *Resolver }
	requirementFormResolver struct{ *Resolver }
)
