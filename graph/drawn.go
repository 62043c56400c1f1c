package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"heed/ent"
	"heed/ent/relay"
	"heed/rules/typeid"
)

// drawn are the requirements that were drawn from a record (Requirement.origin): for a
// page of records they are read at once, for each name under which they are asked for.
func drawn[T any](
	ctx context.Context, page *relay.Page[T], of T, id func(T) typeid.ID,
	load func(ids []typeid.ID) (map[typeid.ID]*ent.RequirementConnection, error),
) (*ent.RequirementConnection, error) {
	key := "requirements " + graphql.GetFieldContext(ctx).Field.Alias
	all, err := relay.Together(page, of, key, func(nodes []T) (map[typeid.ID]*ent.RequirementConnection, error) {
		ids := make([]typeid.ID, len(nodes))
		for i, one := range nodes {
			ids[i] = id(one)
		}
		return load(ids)
	})
	return all[id(of)], err
}
