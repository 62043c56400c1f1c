package graph

import (
	"context"
	"time"

	"heed/app/engagement"
	"heed/app/requirements"
	"heed/authz"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func (r *interactionResolver) Customer(ctx context.Context, obj *ent.Interaction) (*ent.Customer, error) {
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *interactionResolver) Contact(ctx context.Context, obj *ent.Interaction) (*ent.Contact, error) {
	contact, err := obj.Contact(ctx)
	return contact, ent.MaskNotFound(err)
}

func (r *interactionResolver) EntryDelayMinutes(ctx context.Context, obj *ent.Interaction) (int, error) {
	return int(obj.CreatedAt.Sub(obj.OccurredAt) / time.Minute), nil
}

func (r *interactionResolver) Requirements(ctx context.Context, obj *ent.Interaction, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.RequirementOrder) (*ent.RequirementConnection, error) {
	return drawn(ctx, obj.Page, obj, func(i *ent.Interaction) typeid.ID { return i.ID }, func(ids []typeid.ID) (map[typeid.ID]*ent.RequirementConnection, error) {
		return r.Client.Requirement.Query().PaginateByOrigin(ctx, ids, after, page(first, last), before, last, ent.WithRequirementOrder(orderBy))
	})
}

func (r *interactionResolver) AvailableActions(ctx context.Context, obj *ent.Interaction) ([]flow.InteractionAct, error) {
	return engagement.Available(ctx, obj), nil
}

func (r *mutationResolver) InteractionCreate(ctx context.Context, input engagement.CreateInput) (*model.InteractionCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(engagement.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.InteractionCreatePayload{Interaction: made, Cursor: cursor}, nil
}

func (r *mutationResolver) InteractionUpdate(ctx context.Context, input model.InteractionUpdateInput) (*model.InteractionUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(engagement.Update, engagement.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, ServicePhase: patch(input.ServicePhase), ContactID: patch(input.ContactID),
		ParticipantIDs: input.ParticipantIds, Title: input.Title, OccurredAt: input.OccurredAt, InDepth: input.InDepth,
		Needs: patch(input.Needs), Expectations: patch(input.Expectations), Opinions: patch(input.Opinions), Question: patch(input.Question),
	}))
	if err != nil {
		return nil, err
	}
	return &model.InteractionUpdatePayload{Interaction: made, Cursor: cursor}, nil
}

func (r *mutationResolver) InteractionReply(ctx context.Context, input engagement.ReplyInput) (*model.InteractionReplyPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(engagement.Reply, input))
	if err != nil {
		return nil, err
	}
	return &model.InteractionReplyPayload{Interaction: made, Cursor: cursor}, nil
}

func (r *mutationResolver) InteractionDraftRequirement(ctx context.Context, input engagement.DraftInput) (*model.InteractionDraftRequirementPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(engagement.DraftRequirement, input))
	if err != nil {
		return nil, err
	}
	return &model.InteractionDraftRequirementPayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementHint(ctx context.Context, input requirements.HintInput) (*model.RequirementHintPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Hint, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementHintPayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) EngagementPlanCreate(ctx context.Context, input engagement.PlanCreateInput) (*model.EngagementPlanCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(engagement.CreatePlan, input))
	if err != nil {
		return nil, err
	}
	return &model.EngagementPlanCreatePayload{EngagementPlan: made, Cursor: cursor}, nil
}

func (r *mutationResolver) EngagementPlanUpdate(ctx context.Context, input model.EngagementPlanUpdateInput) (*model.EngagementPlanUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(engagement.UpdatePlan, engagement.PlanUpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Name: input.Name, CollectionClass: patch(input.CollectionClass),
		MaintenanceClass: patch(input.MaintenanceClass), Rules: values(input.Rules), Active: input.Active,
	}))
	if err != nil {
		return nil, err
	}
	return &model.EngagementPlanUpdatePayload{EngagementPlan: made, Cursor: cursor}, nil
}

func (r *queryResolver) Interactions(ctx context.Context, filter *engagement.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.InteractionOrder) (*ent.InteractionConnection, error) {
	if orderBy == nil {
		orderBy = &ent.InteractionOrder{Direction: relay.OrderDirectionDesc, Field: ent.InteractionOrderFieldOccurredAt}
	}
	return r.Client.Interaction.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithInteractionOrder(orderBy),
		ent.WithInteractionFilter(func(q *ent.InteractionQuery) (*ent.InteractionQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *queryResolver) EngagementPlans(ctx context.Context, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.EngagementPlanOrder) (*ent.EngagementPlanConnection, error) {
	return r.Client.EngagementPlan.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithEngagementPlanOrder(orderBy))
}

func (r *requirementResolver) Origin(ctx context.Context, obj *ent.Requirement) (*model.SubjectRef, error) {
	return subjectRef(obj.OriginType, obj.OriginID, ""), nil
}

func (r *taskResolver) Plan(ctx context.Context, obj *ent.Task) (*ent.EngagementPlan, error) {
	if may(ctx, authz.EngagementPlanRead) != nil {
		return nil, nil
	}
	plan, err := obj.Plan(ctx)
	return plan, ent.MaskNotFound(err)
}

func (r *taskResolver) Evidence(ctx context.Context, obj *ent.Task) (*model.SubjectRef, error) {
	return subjectRef(obj.EvidenceType, obj.EvidenceID, ""), nil
}

func (r *Resolver) Interaction() generated.InteractionResolver { return &interactionResolver{r} }

type interactionResolver struct{ *Resolver }
