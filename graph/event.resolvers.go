package graph

import (
	"context"

	"heed/app/journal"
	"heed/graph/generated"
	"heed/graph/model"
)

func (r *queryResolver) Events(ctx context.Context, after *journal.Cursor, first *int, filter *journal.Filter) (*model.StatusEventConnection, error) {
	return r.events(ctx, after, first, filter)
}

func (r *subscriptionResolver) StatusChanged(ctx context.Context, filter *journal.Filter, after *journal.Cursor) (<-chan *model.StatusEvent, error) {
	return live[*model.StatusEvent](ctx)
}

func (r *Resolver) Subscription() generated.SubscriptionResolver { return &subscriptionResolver{r} }

type subscriptionResolver struct{ *Resolver }
