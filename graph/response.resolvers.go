package graph

import (
	"context"

	"heed/app/responses"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func (r *mutationResolver) ResponseTemplateCreate(ctx context.Context, input responses.CreateInput) (*model.ResponseTemplateCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(responses.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.ResponseTemplateCreatePayload{ResponseTemplate: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ResponseTemplateUpdate(ctx context.Context, input model.ResponseTemplateUpdateInput) (*model.ResponseTemplateUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(responses.Update, responses.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Name: input.Name, Urgency: patch(input.Urgency),
		Category: patch(input.Category), Channel: patch(input.Channel),
		ZhHans: input.ZhHans, ZhHant: input.ZhHant, En: input.En, Active: input.Active,
	}))
	if err != nil {
		return nil, err
	}
	return &model.ResponseTemplateUpdatePayload{ResponseTemplate: made, Cursor: cursor}, nil
}

func (r *queryResolver) ResponseTemplates(ctx context.Context, filter *responses.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.ResponseTemplateOrder) (*ent.ResponseTemplateConnection, error) {
	if orderBy == nil {
		orderBy = &ent.ResponseTemplateOrder{Direction: relay.OrderDirectionDesc, Field: ent.ResponseTemplateOrderFieldCreatedAt}
	}
	return r.Client.ResponseTemplate.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithResponseTemplateOrder(orderBy),
		ent.WithResponseTemplateFilter(filter.Apply))
}

func (r *queryResolver) ResponseText(ctx context.Context, templateID typeid.ID, requirementID typeid.ID, locale *label.Locale) (*responses.Text, error) {
	l := viewer.From(ctx).Language()
	if locale != nil {
		l = *locale
	}
	return responses.Fill(ctx, r.Client, templateID, requirementID, l)
}

func (r *queryResolver) RequirementChannelSuggestion(ctx context.Context, requirementID typeid.ID) (*model.ChannelSuggestion, error) {
	all, err := responses.Suggest(ctx, r.Client, requirementID)
	if err != nil {
		return nil, err
	}
	out := &model.ChannelSuggestion{Channels: make([]*flow.SuggestedChannel, len(all))}
	for i := range all {
		out.Channels[i] = &all[i]
	}
	return out, nil
}
