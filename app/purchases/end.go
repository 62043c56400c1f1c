package purchases

import (
	"context"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// ReturnInput is an order that came back.
type ReturnInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Return says that what was shipped or delivered came back. Errors: BAD_USER_INPUT.
// Records purchase.returned.
func Return(ctx context.Context, tx *ent.Tx, in ReturnInput) (*ent.PurchaseRecord, error) {
	return end(ctx, tx, flow.PurchaseActReturn, in)
}

// CancelInput is an order that is none any more.
type CancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Cancel says that an order is none any more: it makes no later one a repeat purchase.
// Errors: BAD_USER_INPUT. Records purchase.cancelled.
func Cancel(ctx context.Context, tx *ent.Tx, in CancelInput) (*ent.PurchaseRecord, error) {
	return end(ctx, tx, flow.PurchaseActCancel, ReturnInput(in))
}

func end(ctx context.Context, tx *ent.Tx, act flow.PurchaseAct, in ReturnInput) (*ent.PurchaseRecord, error) {
	was, next, err := take(ctx, tx, act, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	reason, err := text.Lines("reason", in.Reason, 1, maxReason)
	if err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetDeliveryState(next).SetEndReason(reason), from(was))
}
