// Package sequence marshals lists one element after the other, and counts them.
// What lists show is loaded before they are marshalled, so that a goroutine for
// each element costs more than it saves.
package sequence

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"heed/graph/cost"
)

// Marshal stands in generated code for graphql.MarshalSliceConcurrently.
func Marshal(ctx context.Context, length int, _ int64, _ bool, element func(ctx context.Context, i int) graphql.Marshaler) graphql.Array {
	cost.Count(ctx, length)
	all := make(graphql.Array, length)
	for i := range length {
		if !marshalOne(ctx, all, i, element) {
			return nil
		}
	}
	return all
}

// marshalOne is false when the element's marshaller panicked: the list is null then.
func marshalOne(ctx context.Context, all graphql.Array, i int, element func(ctx context.Context, i int) graphql.Marshaler) (ok bool) {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i})
	defer func() {
		if p := recover(); p != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, p))
		}
	}()
	all[i] = element(ctx, i)
	return true
}
