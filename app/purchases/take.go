package purchases

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/purchaserecord"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// take holds a purchase for an act: the viewer may do it, the row is locked and stands
// at the expected version, and the act is legal in its state. The state after the act
// comes with it.
//
// Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended
// company, NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict,
// FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.PurchaseAct, id typeid.ID, version int) (*ent.PurchaseRecord, flow.DeliveryState, error) {
	if err := begin(ctx, authz.PurchaseUpdate); err != nil {
		return nil, "", err
	}
	if err := authz.Require(ctx, authz.PurchaseRead); err != nil {
		return nil, "", err
	}
	q := tx.PurchaseRecord.Query().Where(purchaserecord.ID(id))
	q.Modify(database.Lock)
	p, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, "", fault.NotFound()
	}
	if err != nil {
		return nil, "", fmt.Errorf("purchases: locking: %w", err)
	}
	if err := authz.On(ctx, authz.PurchaseUpdate, Record(p)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, p.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Purchase.Next(p.DeliveryState, act)
	return p, next, err
}

// checking are the checks of an input in the company's time.
func checking(ctx context.Context) checks {
	return checks{now: viewer.Now(ctx), zone: tenants.ConfigFrom(ctx).Zone}
}

// Available lists what the viewer may do with the purchase now, less what is in vain:
// there is nothing to tell or to make good. It asks no database.
func Available(ctx context.Context, p *ent.PurchaseRecord) []flow.PurchaseAct {
	acts := []flow.PurchaseAct{}
	if authz.Writable(ctx) != nil || authz.On(ctx, authz.PurchaseUpdate, Record(p)) != nil {
		return acts
	}
	for _, act := range flow.Purchase.Allowed(p.DeliveryState) {
		switch {
		case act == flow.PurchaseActTell && !slices.ContainsFunc(p.Exceptions, flow.DeliveryException.Untold):
		case act == flow.PurchaseActResolve && !slices.ContainsFunc(p.Exceptions, flow.DeliveryException.Open):
		default:
			acts = append(acts, act)
		}
	}
	return acts
}
