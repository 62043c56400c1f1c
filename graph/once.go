package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
)

const (
	idempotencyHeader    = "Idempotency-Key" // of an HTTP request
	idempotencyExtension = "idempotencyKey"  // of an operation, also over a socket
	maxIdempotencyKey    = 255
)

// once gives the change of the mutation's field the key that its client gave, so
// that it happens once. A key is 1 to 255 visible ASCII characters.
func once(ctx context.Context) (context.Context, error) {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil || !graphql.HasOperationContext(ctx) {
		return ctx, nil
	}
	oc := graphql.GetOperationContext(ctx)
	key, given := keyOf(oc)
	if !given {
		return ctx, nil
	}
	if !visible(key) {
		return ctx, fault.Input("", "idempotency.malformed").With("max", maxIdempotencyKey)
	}
	input, err := json.Marshal(fc.Field.ArgumentMap(oc.Variables)) // as the client wrote it: null is not absence
	if err != nil {
		return ctx, fmt.Errorf("graph: the input of an idempotent change: %w", err)
	}
	return journal.WithKey(ctx, journal.Key{Text: key, Operation: fc.Field.Name, Input: input}), nil
}

// keyOf is what the client gave; the headers of a socket are not its operations'.
func keyOf(oc *graphql.OperationContext) (key string, given bool) {
	if v, ok := oc.Extensions[idempotencyExtension]; ok && v != nil {
		text, _ := v.(string)
		return text, true
	}
	if oc.Headers.Get("Upgrade") != "" || len(oc.Headers.Values(idempotencyHeader)) == 0 {
		return "", false
	}
	return oc.Headers.Get(idempotencyHeader), true
}

func visible(key string) bool {
	if key == "" || len(key) > maxIdempotencyKey {
		return false
	}
	for i := range len(key) {
		if key[i] < '!' || key[i] > '~' {
			return false
		}
	}
	return true
}

// again gives the record of a change that was made before, as it stands now.
func again[T record[T]](ctx context.Context, client *ent.Client, made T, cursor journal.Cursor, err error) (T, journal.Cursor, error) {
	var earlier *journal.Repeated
	if !errors.As(err, &earlier) {
		return made, cursor, err
	}
	found, err := client.Record(ctx, earlier.Made)
	if err != nil {
		return made, "", err
	}
	one, ok := found.(T)
	if !ok {
		return made, "", fmt.Errorf("graph: %s was made before and is a %T", earlier.Made, found)
	}
	return one, earlier.Cursor, nil
}
