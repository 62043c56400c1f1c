package purchases

import (
	"context"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/typeid"
)

// UpdateInput is an order's changes: nil stays, an empty text and the zero time clear.
type UpdateInput struct {
	ID                 typeid.ID
	ExpectedVersion    int
	OrderNo            *string
	Product            *string
	Amount             *money.Amount
	Currency           *string
	OrderedOn          *string
	PromisedDeliveryAt *time.Time
	TrackingRef        *string
	MemberID           *typeid.ID
}

// Update changes what is written of an order that the customer still waits for. Where
// another time is promised, it counts from then on whether that one is kept. An update
// to what already is changes nothing and tells nothing. Errors: input.empty_update,
// field.masked, those of Create. Records purchase.updated, with the names of what
// changed.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.PurchaseRecord, error) {
	was, _, err := take(ctx, tx, flow.PurchaseActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.Amount != nil {
		if err := authz.Unmasked(ctx, authz.Purchase, "amount"); err != nil {
			return nil, err
		}
	}
	if err := in.check(ctx, was); err != nil {
		return nil, err
	}
	if in.MemberID != nil {
		if *in.MemberID == "" {
			return nil, fault.Input("memberId", "input.required")
		}
		if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "memberId", ID: *in.MemberID}); err != nil {
			return nil, err
		}
	}
	change, fields := in.changes(was)
	if len(fields) == 0 {
		return was, nil
	}
	return save(ctx, was, change, func(p *ent.PurchaseRecord) journal.Event {
		e := event(p, "purchase.updated", "D1-10")
		e.Fields = fields
		return e
	})
}

func (in *UpdateInput) check(ctx context.Context, was *ent.PurchaseRecord) error {
	if in.OrderNo == nil && in.Product == nil && in.Amount == nil && in.Currency == nil && in.OrderedOn == nil &&
		in.PromisedDeliveryAt == nil && in.TrackingRef == nil && in.MemberID == nil {
		return fault.Input("", "input.empty_update")
	}
	c := checking(ctx)
	line := func(field string, value **string, least, most int) {
		if *value != nil {
			cleaned := **value
			c.line(field, &cleaned, least, most)
			*value = &cleaned
		}
	}
	line("orderNo", &in.OrderNo, 1, maxOrderNo)
	line("product", &in.Product, 1, maxProduct)
	line("trackingRef", &in.TrackingRef, 0, maxTracking)
	if in.Amount != nil {
		c.amount("amount", *in.Amount)
	}
	if in.Currency != nil {
		c.currency("currency", *in.Currency)
	}
	ordered, promised, field := was.OrderedOn, was.PromisedDeliveryAt, "orderedOn"
	if in.OrderedOn != nil {
		c.day("orderedOn", *in.OrderedOn)
		ordered = *in.OrderedOn
		if was.ShippedAt != nil {
			c.since("orderedOn", *was.ShippedAt, ordered)
		}
	}
	if in.PromisedDeliveryAt != nil {
		promised, field = *in.PromisedDeliveryAt, "promisedDeliveryAt"
		if promised.IsZero() {
			promised = database.Never
		}
		at := c.promised(field, promised, ordered)
		in.PromisedDeliveryAt = &at
	} else if in.OrderedOn != nil {
		c.promised(field, promised, ordered)
	}
	return c.err
}

// changes writes the input into a change, and names what differs.
func (in *UpdateInput) changes(was *ent.PurchaseRecord) (change *ent.PurchaseRecordUpdateOne, fields []string) {
	change = was.Update()
	if in.OrderNo != nil && *in.OrderNo != was.OrderNo {
		change.SetOrderNo(*in.OrderNo)
		fields = append(fields, "orderNo")
	}
	if in.Product != nil && *in.Product != was.Product {
		change.SetProduct(*in.Product)
		fields = append(fields, "product")
	}
	if in.Amount != nil && *in.Amount != was.Amount {
		change.SetAmount(*in.Amount)
		fields = append(fields, "amount")
	}
	if in.Currency != nil && *in.Currency != was.Currency {
		change.SetCurrency(*in.Currency)
		fields = append(fields, "currency")
	}
	if in.OrderedOn != nil && *in.OrderedOn != was.OrderedOn {
		change.SetOrderedOn(*in.OrderedOn)
		fields = append(fields, "orderedOn")
	}
	if in.PromisedDeliveryAt != nil && !in.PromisedDeliveryAt.Equal(was.PromisedDeliveryAt) {
		change.SetPromisedDeliveryAt(*in.PromisedDeliveryAt).SetDelayNoted(false)
		fields = append(fields, "promisedDeliveryAt")
	}
	if in.TrackingRef != nil && *in.TrackingRef != was.TrackingRef {
		if change.SetTrackingRef(*in.TrackingRef); *in.TrackingRef == "" {
			change.ClearTrackingRef()
		}
		fields = append(fields, "trackingRef")
	}
	if in.MemberID != nil && *in.MemberID != was.MemberID {
		change.SetMemberID(*in.MemberID)
		fields = append(fields, "member")
	}
	return change, fields
}
