package purchases

import (
	"context"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// ShipInput is an order that is on its way.
type ShipInput struct {
	ID              typeid.ID
	ExpectedVersion int
	ShippedAt       *time.Time
	TrackingRef     *string
}

// Ship says that an order is on its way (D2-33). Errors: purchase.before_order,
// BAD_USER_INPUT. Records purchase.shipped.
func Ship(ctx context.Context, tx *ent.Tx, in ShipInput) (*ent.PurchaseRecord, error) {
	was, next, err := take(ctx, tx, flow.PurchaseActShip, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c, tracking := checking(ctx), optional.Value(in.TrackingRef)
	at := c.past("shippedAt", optional.Or(in.ShippedAt, c.now))
	c.since("shippedAt", at, was.OrderedOn)
	c.line("trackingRef", &tracking, 0, maxTracking)
	if c.err != nil {
		return nil, c.err
	}
	change := was.Update().SetDeliveryState(next).SetShippedAt(at)
	if tracking != "" {
		change.SetTrackingRef(tracking)
	}
	return save(ctx, was, change, from(was))
}

// DeliverInput is an order that the customer has.
type DeliverInput struct {
	ID              typeid.ID
	ExpectedVersion int
	DeliveredAt     *time.Time
}

// Deliver says that the customer has what was ordered (D2-32, D2-33). Errors:
// purchase.before_order, purchase.delivered_before_shipped, BAD_USER_INPUT. Records
// purchase.delivered.
func Deliver(ctx context.Context, tx *ent.Tx, in DeliverInput) (*ent.PurchaseRecord, error) {
	was, next, err := take(ctx, tx, flow.PurchaseActDeliver, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	at := c.past("deliveredAt", optional.Or(in.DeliveredAt, c.now))
	c.since("deliveredAt", at, was.OrderedOn)
	if was.ShippedAt != nil && at.Before(*was.ShippedAt) {
		c.fail(fault.Input("deliveredAt", "purchase.delivered_before_shipped"))
	}
	if c.err != nil {
		return nil, c.err
	}
	return save(ctx, was, was.Update().SetDeliveryState(next).SetDeliveredAt(at), from(was))
}

// from tells that a purchase has left the state in which it was.
func from(was *ent.PurchaseRecord) func(*ent.PurchaseRecord) journal.Event {
	return func(p *ent.PurchaseRecord) journal.Event {
		e := moved(p, was.DeliveryState)
		if p.DeliveryState == flow.DeliveryDelivered {
			e.Clauses = []string{"D2-32", "D2-33"}
			e.Detail["late"] = Late(p, *p.DeliveredAt)
		}
		return e
	}
}

// Late tells whether the promised time was not kept: it came later, or the customer
// still waits and the time has passed.
func Late(p *ent.PurchaseRecord, now time.Time) bool {
	switch {
	case p.DeliveredAt != nil:
		return p.DeliveredAt.After(p.PromisedDeliveryAt)
	case p.DeliveryState.Awaited():
		return now.After(p.PromisedDeliveryAt)
	default:
		return false
	}
}
