package graph

import (
	"context"
	"time"

	"heed/app/meetings"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func (r *meetingResolver) EndsAt(ctx context.Context, obj *ent.Meeting) (*time.Time, error) {
	return new(meetings.Ends(obj)), nil
}

func (r *meetingResolver) Records(ctx context.Context, obj *ent.Meeting) ([]*model.SubjectRef, error) {
	refs := make([]*model.SubjectRef, len(obj.Records))
	for i, one := range obj.Records {
		refs[i] = &model.SubjectRef{Type: one.Type, ID: one.ID}
	}
	return refs, nil
}

func (r *meetingResolver) AvailableActions(ctx context.Context, obj *ent.Meeting) ([]flow.MeetingAct, error) {
	return meetings.Available(ctx, obj), nil
}

func (r *mutationResolver) MeetingCreate(ctx context.Context, input meetings.CreateInput) (*model.MeetingCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(meetings.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.MeetingCreatePayload{Meeting: made, Cursor: cursor}, nil
}

func (r *mutationResolver) MeetingUpdate(ctx context.Context, input model.MeetingUpdateInput) (*model.MeetingUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(meetings.Update, meetings.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Following: input.Following != nil && *input.Following,
		Title: input.Title, StartsAt: input.StartsAt, MinutesLong: input.MinutesLong, Place: patch(input.Place),
		DepartmentID: patch(input.DepartmentID), OrganizerID: patch(input.OrganizerID), Agenda: patch(input.Agenda),
		AttendeeIDs: input.AttendeeIds, RecordIDs: input.RecordIds,
	}))
	if err != nil {
		return nil, err
	}
	return &model.MeetingUpdatePayload{Meeting: made, Cursor: cursor}, nil
}

func (r *mutationResolver) MeetingHold(ctx context.Context, input meetings.HoldInput) (*model.MeetingHoldPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(meetings.Hold, input))
	if err != nil {
		return nil, err
	}
	return &model.MeetingHoldPayload{Meeting: made, Cursor: cursor}, nil
}

func (r *mutationResolver) MeetingMinutes(ctx context.Context, input meetings.MinutesInput) (*model.MeetingMinutesPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(meetings.Minutes, input))
	if err != nil {
		return nil, err
	}
	return &model.MeetingMinutesPayload{Meeting: made, Cursor: cursor}, nil
}

func (r *mutationResolver) MeetingCancel(ctx context.Context, input meetings.CancelInput) (*model.MeetingCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(meetings.Cancel, input))
	if err != nil {
		return nil, err
	}
	return &model.MeetingCancelPayload{Meeting: made, Cursor: cursor}, nil
}

func (r *queryResolver) Meetings(ctx context.Context, filter *meetings.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.MeetingOrder) (*ent.MeetingConnection, error) {
	if orderBy == nil {
		orderBy = &ent.MeetingOrder{Direction: relay.OrderDirectionAsc, Field: ent.MeetingOrderFieldStartsAt}
	}
	return r.Client.Meeting.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithMeetingOrder(orderBy),
		ent.WithMeetingFilter(func(q *ent.MeetingQuery) (*ent.MeetingQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *queryResolver) MeetingCalendar(ctx context.Context, id typeid.ID, series *bool) (string, error) {
	return meetings.Calendar(ctx, r.Client, id, series != nil && *series)
}

func (r *Resolver) Meeting() generated.MeetingResolver { return &meetingResolver{r} }

type meetingResolver struct{ *Resolver }
