package graph

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"heed/app/complaints"
	"heed/ent/vault"
	"heed/rules/fault"
)

// complaints serves who complains without an account.
func (r *Resolver) complaints() *complaints.Desk {
	return &complaints.Desk{Client: r.Client, Journal: r.Journal, Company: r.Who.AsSystem}
}

// sending names what an unknown client sends with a key, "" without one: the same key with
// the same input. The records of keys are members', and nobody is one here; the name tells
// nothing of the input, and another client's key is of no use without all of it.
func sending(ctx context.Context) (string, error) {
	key, given := keyOf(graphql.GetOperationContext(ctx))
	if !given {
		return "", nil
	}
	if !visible(key) {
		return "", fault.Input("", "idempotency.malformed").With("max", maxIdempotencyKey)
	}
	fc := graphql.GetFieldContext(ctx)
	input, err := json.Marshal(fc.Field.ArgumentMap(graphql.GetOperationContext(ctx).Variables))
	if err != nil {
		return "", fmt.Errorf("graph: the input of a sending: %w", err)
	}
	return "api-" + hex.EncodeToString(vault.From(ctx).Lookup("", "complaint sending", key+"\x00"+string(input))), nil
}
