package graph

import (
	"context"

	"heed/app/training"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/paper"
	"heed/rules/survey"
)

func (r *mutationResolver) TrainingEnrol(ctx context.Context, input training.RecordInput) (*model.TrainingEnrolPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.Enrol, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingEnrolPayload{Record: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingDecline(ctx context.Context, input training.RecordInput) (*model.TrainingDeclinePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.Decline, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingDeclinePayload{Record: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingCheckIn(ctx context.Context, input training.CheckInInput) (*model.TrainingCheckInPayload, error) {
	if err := training.Guess(ctx, r.Journal); err != nil {
		return nil, err
	}
	made, cursor, err := change(ctx, r.Resolver, with(training.CheckIn, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingCheckInPayload{Record: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingFeedback(ctx context.Context, input training.FeedbackInput) (*model.TrainingFeedbackPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.Feedback, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingFeedbackPayload{Record: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingPaperBegin(ctx context.Context, input training.RecordInput) (*model.TrainingPaperBeginPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.BeginPaper, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingPaperBeginPayload{Record: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingPaperHandIn(ctx context.Context, input training.HandInInput) (*model.TrainingPaperHandInPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.HandIn, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingPaperHandInPayload{Record: made, Cursor: cursor}, nil
}

func (r *queryResolver) TrainingRecords(ctx context.Context, filter *training.RecordFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.TrainingRecordOrder) (*ent.TrainingRecordConnection, error) {
	if orderBy == nil {
		orderBy = &ent.TrainingRecordOrder{Direction: relay.OrderDirectionDesc, Field: ent.TrainingRecordOrderFieldCreatedAt}
	}
	return r.Client.TrainingRecord.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithTrainingRecordOrder(orderBy),
		ent.WithTrainingRecordFilter(func(q *ent.TrainingRecordQuery) (*ent.TrainingRecordQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *trainingRecordResolver) Valid(ctx context.Context, obj *ent.TrainingRecord) (bool, error) {
	return training.Valid(ctx, obj), nil
}

func (r *trainingRecordResolver) Tries(_ context.Context, obj *ent.TrainingRecord) ([]*paper.Try, error) {
	return refs(obj.Tries), nil
}

func (r *trainingRecordResolver) Questions(ctx context.Context, obj *ent.TrainingRecord) ([]*survey.Question, error) {
	return training.Questions(ctx, r.Client, obj)
}

func (r *trainingRecordResolver) CertificateURL(ctx context.Context, obj *ent.TrainingRecord) (*string, error) {
	path, err := training.CertificatePath(ctx, obj)
	return orNull(path), err
}

func (r *trainingRecordResolver) CertificateCheckURL(ctx context.Context, obj *ent.TrainingRecord) (*string, error) {
	if path := training.CheckPath(ctx, obj); path != "" {
		return orNull(r.PublicURL + path), nil
	}
	return nil, nil
}

func (r *trainingRecordResolver) OutdatingStandard(ctx context.Context, obj *ent.TrainingRecord) (*ent.TouchpointStandard, error) {
	found, err := obj.OutdatingStandard(ctx)
	return found, ent.MaskNotFound(err)
}

func (r *trainingRecordResolver) AvailableActions(ctx context.Context, obj *ent.TrainingRecord) ([]flow.TrainingRecordAct, error) {
	return training.AvailableRecord(ctx, obj), nil
}

func (r *Resolver) TrainingRecord() generated.TrainingRecordResolver {
	return &trainingRecordResolver{r}
}

type trainingRecordResolver struct{ *Resolver }
