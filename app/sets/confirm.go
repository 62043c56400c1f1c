package sets

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// ConfirmInput is a set to be confirmed.
type ConfirmInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Confirm tells that the set is right: it may be handed over (D0-39). It has an
// owner and a requirement: requirement_set.no_owner, requirement_set.empty.
// Records requirement_set.confirmed.
func Confirm(ctx context.Context, tx *ent.Tx, in ConfirmInput) (*ent.RequirementSet, error) {
	was, next, err := take(ctx, tx, flow.SetActConfirm, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	ids, err := contents(ctx, tx, was.ID)
	switch {
	case err != nil:
		return nil, err
	case was.OwnerID == "":
		return nil, fault.Precondition("requirement_set.no_owner")
	case len(ids) == 0:
		return nil, fault.Precondition("requirement_set.empty")
	}
	s, err := was.Update().SetState(next).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("sets: confirming %s: %w", was.ID, err)
	}
	moved(ctx, s, was.State, together, nil)
	return s, nil
}
