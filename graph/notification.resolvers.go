package graph

import (
	"context"

	"heed/app/notices"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
)

func (r *mutationResolver) NotificationRead(ctx context.Context, input notices.ReadInput) (*model.NotificationReadPayload, error) {
	unread, err := read(ctx, r.Resolver, notices.Read, input)
	if err != nil {
		return nil, err
	}
	return &model.NotificationReadPayload{UnreadCount: unread}, nil
}

func (r *mutationResolver) NotificationReadAll(ctx context.Context, input notices.ReadAllInput) (*model.NotificationReadAllPayload, error) {
	unread, err := read(ctx, r.Resolver, notices.ReadAll, input)
	if err != nil {
		return nil, err
	}
	return &model.NotificationReadAllPayload{UnreadCount: unread}, nil
}

func (r *mutationResolver) NotificationPrefsUpdate(ctx context.Context, input model.NotificationPrefsUpdateInput) (*model.NotificationPrefsUpdatePayload, error) {
	if err := settled(ctx); err != nil {
		return nil, err
	}
	made, cursor, err := change(ctx, r.Resolver, with(notices.SetPrefs, notices.PrefsInput{
		Digest: input.Digest, QuietFrom: patch(input.QuietFrom), QuietUntil: patch(input.QuietUntil), Muted: input.Muted,
	}))
	if err != nil {
		return nil, err
	}
	return &model.NotificationPrefsUpdatePayload{NotificationPrefs: prefsOf(made), Cursor: cursor}, nil
}

func (r *notificationResolver) Title(ctx context.Context, obj *ent.Notification) (string, error) {
	title, _ := sentence(ctx, obj)
	return title, nil
}

func (r *notificationResolver) Body(ctx context.Context, obj *ent.Notification) (string, error) {
	_, body := sentence(ctx, obj)
	return body, nil
}

func (r *notificationResolver) Subject(ctx context.Context, obj *ent.Notification) (*model.SubjectRef, error) {
	return subjectRef(&obj.SubjectType, obj.SubjectID, obj.Number), nil
}

func (r *queryResolver) Notifications(ctx context.Context, filter *notices.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int) (*ent.NotificationConnection, error) {
	if err := settled(ctx); err != nil {
		return nil, err
	}
	newest := &ent.NotificationOrder{Direction: relay.OrderDirectionDesc, Field: ent.NotificationOrderFieldCreatedAt}
	return r.Client.Notification.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithNotificationOrder(newest),
		ent.WithNotificationFilter(func(q *ent.NotificationQuery) (*ent.NotificationQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *queryResolver) NotificationUnreadCount(ctx context.Context) (int, error) {
	if err := settled(ctx); err != nil {
		return 0, err
	}
	return notices.Unread(ctx, r.Client)
}

func (r *subscriptionResolver) NotificationReceived(ctx context.Context) (<-chan *model.NotificationSignal, error) {
	return live[*model.NotificationSignal](ctx)
}

func (r *Resolver) Notification() generated.NotificationResolver { return &notificationResolver{r} }

type notificationResolver struct{ *Resolver }
