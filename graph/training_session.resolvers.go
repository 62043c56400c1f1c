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

func (r *mutationResolver) TrainingSessionCreate(ctx context.Context, input training.SessionCreateInput) (*model.TrainingSessionCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.CreateSession, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingSessionCreatePayload{Session: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingSessionUpdate(ctx context.Context, input training.SessionUpdateInput) (*model.TrainingSessionUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.UpdateSession, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingSessionUpdatePayload{Session: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingSessionInvite(ctx context.Context, input training.InviteInput) (*model.TrainingSessionInvitePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.Invite, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingSessionInvitePayload{Session: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingSessionCodeRenew(ctx context.Context, input training.CodeRenewInput) (*model.TrainingSessionCodeRenewPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.RenewCode, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingSessionCodeRenewPayload{Session: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingSessionHold(ctx context.Context, input training.HoldInput) (*model.TrainingSessionHoldPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.Hold, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingSessionHoldPayload{Session: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingSessionAssess(ctx context.Context, input training.AssessInput) (*model.TrainingSessionAssessPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.Assess, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingSessionAssessPayload{Session: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingSessionClose(ctx context.Context, input training.SessionCloseInput) (*model.TrainingSessionClosePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.CloseSession, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingSessionClosePayload{Session: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TrainingSessionCancel(ctx context.Context, input training.SessionCancelInput) (*model.TrainingSessionCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(training.CancelSession, input))
	if err != nil {
		return nil, err
	}
	return &model.TrainingSessionCancelPayload{Session: made, Cursor: cursor}, nil
}

func (r *queryResolver) TrainingSessions(ctx context.Context, filter *training.SessionFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.TrainingSessionOrder) (*ent.TrainingSessionConnection, error) {
	if orderBy == nil {
		orderBy = &ent.TrainingSessionOrder{Direction: relay.OrderDirectionAsc, Field: ent.TrainingSessionOrderFieldStartsAt}
	}
	return r.Client.TrainingSession.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithTrainingSessionOrder(orderBy),
		ent.WithTrainingSessionFilter(filter.Apply))
}

func (r *queryResolver) TrainingSessionCalendar(ctx context.Context, id typeid.ID) (string, error) {
	return training.Calendar(ctx, r.Client, id)
}

func (r *trainingSessionResolver) Plan(ctx context.Context, obj *ent.TrainingSession) (*ent.TrainingPlan, error) {
	found, err := obj.Plan(ctx)
	return found, ent.MaskNotFound(err)
}

func (r *trainingSessionResolver) AttendanceCode(ctx context.Context, obj *ent.TrainingSession) (*string, error) {
	if code := training.Code(ctx, obj); code != "" {
		return &code, nil
	}
	return nil, nil //nolint:nilnil // no code is shown
}

func (r *trainingSessionResolver) Paper(ctx context.Context, obj *ent.TrainingSession) (*training.ShownPaper, error) {
	return training.PaperOf(ctx, obj), nil
}

func (r *trainingSessionResolver) Mine(ctx context.Context, obj *ent.TrainingSession) (*ent.TrainingRecord, error) {
	all, err := relay.Together(obj.Page, obj, "mine", func(all []*ent.TrainingSession) (map[typeid.ID]*ent.TrainingRecord, error) {
		return training.MineOf(ctx, r.Client, all)
	})
	return all[obj.ID], err
}

func (r *trainingSessionResolver) AvailableActions(ctx context.Context, obj *ent.TrainingSession) ([]flow.TrainingSessionAct, error) {
	return training.AvailableSession(ctx, obj), nil
}

func (r *Resolver) TrainingSession() generated.TrainingSessionResolver {
	return &trainingSessionResolver{r}
}

type trainingSessionResolver struct{ *Resolver }
