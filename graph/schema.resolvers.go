package graph

import (
	"context"

	"heed/ent"
	"heed/graph/generated"
	"heed/rules/typeid"
)

func (r *queryResolver) Node(ctx context.Context, id typeid.ID) (ent.Noder, error) {
	return r.node(ctx, id)
}

func (r *queryResolver) Nodes(ctx context.Context, ids []typeid.ID) ([]ent.Noder, error) {
	return r.nodes(ctx, ids)
}

func (r *Resolver) Query() generated.QueryResolver { return &queryResolver{r} }

type queryResolver struct{ *Resolver }
