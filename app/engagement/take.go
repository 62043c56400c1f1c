package engagement

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/interaction"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// take holds an interaction for an act: the viewer may do it, the row is locked and
// stands at the expected version, and the act is legal in its state. The state after
// the act comes with it.
//
// Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended
// company, NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict,
// FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.InteractionAct, id typeid.ID, version int) (*ent.Interaction, flow.InteractionState, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, "", err
	}
	if err := authz.Require(ctx, authz.InteractionRead); err != nil {
		return nil, "", err
	}
	q := tx.Interaction.Query().Where(interaction.ID(id))
	q.Modify(database.Lock)
	i, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, "", fault.NotFound()
	}
	if err != nil {
		return nil, "", fmt.Errorf("engagement: locking: %w", err)
	}
	if err := permit(ctx, act, i); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, i.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Interaction.Next(i.State, act)
	return i, next, err
}

// actionOf is the permission that an act takes.
func actionOf(act flow.InteractionAct) authz.Action {
	if act == flow.InteractionActDraft {
		return authz.RequirementCreate
	}
	return authz.InteractionUpdate
}

// permit refuses an act on an interaction that the viewer can read. Whoever reads it
// and may write requirements down may draw one from it.
func permit(ctx context.Context, act flow.InteractionAct, i *ent.Interaction) error {
	if act == flow.InteractionActDraft {
		if err := authz.Require(ctx, authz.RequirementCreate); err != nil {
			return err
		}
		return authz.On(ctx, authz.InteractionRead, Record(i))
	}
	return authz.On(ctx, actionOf(act), Record(i))
}

// Available lists what the viewer may do with the interaction now. It asks no
// database.
func Available(ctx context.Context, i *ent.Interaction) []flow.InteractionAct {
	acts := []flow.InteractionAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Interaction.Allowed(i.State) {
		if permit(ctx, act, i) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}
