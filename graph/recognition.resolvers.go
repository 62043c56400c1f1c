package graph

import (
	"context"
	"time"

	"heed/app/recognitions"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
)

func (r *mutationResolver) RecognitionPropose(ctx context.Context, input recognitions.ProposeInput) (*model.RecognitionProposePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(recognitions.Propose, input))
	if err != nil {
		return nil, err
	}
	return &model.RecognitionProposePayload{Recognition: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RecognitionUpdate(ctx context.Context, input model.RecognitionUpdateInput) (*model.RecognitionUpdatePayload, error) {
	in := recognitions.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Reason: input.Reason, Currency: input.Currency, DueAt: patch(input.DueAt),
	}
	amount, set := input.Amount.ValueOK()
	in.Amount, in.ClearAmount = amount, set && amount == nil
	made, cursor, err := change(ctx, r.Resolver, with(recognitions.Update, in))
	if err != nil {
		return nil, err
	}
	return &model.RecognitionUpdatePayload{Recognition: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RecognitionDecide(ctx context.Context, input recognitions.DecideInput) (*model.RecognitionDecidePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(recognitions.Decide, input))
	if err != nil {
		return nil, err
	}
	return &model.RecognitionDecidePayload{Recognition: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RecognitionFinish(ctx context.Context, input recognitions.FinishInput) (*model.RecognitionFinishPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(recognitions.Finish, input))
	if err != nil {
		return nil, err
	}
	return &model.RecognitionFinishPayload{Recognition: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RecognitionCancel(ctx context.Context, input recognitions.CancelInput) (*model.RecognitionCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(recognitions.Cancel, input))
	if err != nil {
		return nil, err
	}
	return &model.RecognitionCancelPayload{Recognition: made, Cursor: cursor}, nil
}

func (r *queryResolver) Recognitions(ctx context.Context, filter *recognitions.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.RecognitionOrder) (*ent.RecognitionConnection, error) {
	if orderBy == nil {
		orderBy = &ent.RecognitionOrder{Direction: relay.OrderDirectionDesc, Field: ent.RecognitionOrderFieldCreatedAt}
	}
	return r.Client.Recognition.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithRecognitionOrder(orderBy),
		ent.WithRecognitionFilter(func(q *ent.RecognitionQuery) (*ent.RecognitionQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *recognitionResolver) Customer(ctx context.Context, obj *ent.Recognition) (*ent.Customer, error) {
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *recognitionResolver) Contact(ctx context.Context, obj *ent.Recognition) (*ent.Contact, error) {
	contact, err := obj.Contact(ctx)
	return contact, ent.MaskNotFound(err)
}

func (r *recognitionResolver) Cause(ctx context.Context, obj *ent.Recognition) (*model.SubjectRef, error) {
	return subjectRef(&obj.CauseType, obj.CauseID, ""), nil
}

func (r *recognitionResolver) Reason(ctx context.Context, obj *ent.Recognition) (string, error) {
	return recognitions.Reason(ctx, obj), nil
}

func (r *recognitionResolver) DueAt(ctx context.Context, obj *ent.Recognition) (*time.Time, error) {
	if obj.DueAt.Equal(database.Never) {
		return nil, nil
	}
	return &obj.DueAt, nil
}

func (r *recognitionResolver) AvailableActions(ctx context.Context, obj *ent.Recognition) ([]flow.RecognitionAct, error) {
	return recognitions.Available(ctx, obj), nil
}

func (r *Resolver) Recognition() generated.RecognitionResolver { return &recognitionResolver{r} }

type recognitionResolver struct{ *Resolver }
