package purchases

import (
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/optional"
	"heed/rules/table"
)

// facts are what a table says of an order; zero times are unknown.
type facts struct {
	product, currency, ordered, tracking string
	amount                               money.Amount
	promised, shipped, delivered         time.Time
	state                                flow.DeliveryState
}

// unsaid is what an order is of which the table does not say it.
var unsaid = facts{currency: usual, state: flow.DeliveryPlanned}

func factsOf(p *ent.PurchaseRecord) facts {
	f := facts{
		product: p.Product, currency: p.Currency, ordered: p.OrderedOn, tracking: p.TrackingRef, amount: p.Amount,
		shipped: optional.Value(p.ShippedAt).UTC(), delivered: optional.Value(p.DeliveredAt).UTC(), state: p.DeliveryState,
	}
	if p.PromisedDeliveryAt.Before(database.Never) {
		f.promised = p.PromisedDeliveryAt.UTC()
	}
	return f
}

// over is the facts with what the row says. Where it does not say the state, what it
// says of the delivery does.
func (e entry) over(f facts, zone *time.Location) facts {
	// A day says nothing new of what is known better.
	at := func(field ImportField, said, kept time.Time) time.Time {
		if knows(table.Moment{At: said, Day: e.days[field]}, kept, zone) {
			return kept
		}
		return said
	}
	for field := range e.Cells {
		switch field {
		case FieldProduct:
			f.product = e.facts.product
		case FieldAmount:
			f.amount = e.facts.amount
		case FieldCurrency:
			f.currency = e.facts.currency
		case FieldOrderedOn:
			f.ordered = e.facts.ordered
		case FieldPromised:
			f.promised = at(field, e.facts.promised, f.promised)
		case FieldShipped:
			f.shipped = at(field, e.facts.shipped, f.shipped)
		case FieldDelivered:
			f.delivered = at(field, e.facts.delivered, f.delivered)
		case FieldTracking:
			f.tracking = e.facts.tracking
		case FieldState:
			f.state = e.facts.state
		default:
		}
	}
	switch {
	case e.Says(FieldState):
	case !f.delivered.IsZero() && f.state.Awaited():
		f.state = flow.DeliveryDelivered
	case !f.shipped.IsZero() && f.state == flow.DeliveryPlanned:
		f.state = flow.DeliveryShipped
	}
	return f
}

// consistent holds the facts of an order to their order; the field says which of them
// is to blame. Of some only the day is known, so that days are compared.
func (f facts) consistent(zone *time.Location) (ImportField, error) {
	day := func(at time.Time) string { return at.In(zone).Format(time.DateOnly) }
	switch {
	case !f.promised.IsZero() && day(f.promised) < f.ordered:
		return FieldPromised, fault.Input("", "purchase.promised_before_order")
	case !f.shipped.IsZero() && day(f.shipped) < f.ordered:
		return FieldShipped, fault.Input("", "purchase.before_order")
	case !f.delivered.IsZero() && day(f.delivered) < f.ordered:
		return FieldDelivered, fault.Input("", "purchase.before_order")
	case !f.delivered.IsZero() && !f.shipped.IsZero() && day(f.delivered) < day(f.shipped):
		return FieldDelivered, fault.Input("", "purchase.delivered_before_shipped")
	case f.state == flow.DeliveryDelivered && f.delivered.IsZero():
		return FieldDelivered, fault.Input("", "input.required")
	case f.state == flow.DeliveryCancelled && !f.delivered.IsZero():
		return FieldDelivered, fault.Input("", "purchase.state_contradicts")
	case f.state.Awaited() && !f.delivered.IsZero(), f.state == flow.DeliveryPlanned && !f.shipped.IsZero():
		return FieldState, fault.Input("", "purchase.state_contradicts")
	}
	return "", nil
}

// follows refuses what the row changes of an order that the customer does not wait for
// any more, as purchaseUpdate does. When it was shipped and delivered is still made right.
func (f facts) follows(before facts) (ImportField, error) {
	if _, err := flow.Purchase.Next(before.state, flow.PurchaseActUpdate); err == nil {
		return "", nil
	}
	for _, fact := range []struct {
		field   ImportField
		differs bool
	}{
		{FieldProduct, f.product != before.product},
		{FieldAmount, f.amount != before.amount},
		{FieldCurrency, f.currency != before.currency},
		{FieldOrderedOn, f.ordered != before.ordered},
		{FieldPromised, !f.promised.Equal(before.promised)},
		{FieldTracking, f.tracking != before.tracking},
	} {
		if fact.differs {
			return fact.field, fault.Input("", "purchase.ended")
		}
	}
	return "", nil
}

// fill gives a new order its facts.
func (f facts) fill(c *ent.PurchaseRecordCreate) *ent.PurchaseRecordCreate {
	c.SetProduct(f.product).SetAmount(f.amount).SetCurrency(f.currency).SetOrderedOn(f.ordered).SetPromisedDeliveryAt(f.promise()).
		SetNillableShippedAt(timeOr(f.shipped)).SetNillableDeliveredAt(timeOr(f.delivered)).SetDeliveryState(f.state)
	if f.tracking != "" {
		c.SetTrackingRef(f.tracking)
	}
	return c
}

// change writes the facts over those of an order, and names what differs.
func (f facts) change(was *ent.PurchaseRecord, now time.Time) (change *ent.PurchaseRecordUpdateOne, fields []string) {
	before, change := factsOf(was), was.Update()
	differ := func(field string, differs bool) bool {
		if differs {
			fields = append(fields, field)
		}
		return differs
	}
	if differ("product", f.product != before.product) {
		change.SetProduct(f.product)
	}
	if differ("amount", f.amount != before.amount) {
		change.SetAmount(f.amount)
	}
	if differ("currency", f.currency != before.currency) {
		change.SetCurrency(f.currency)
	}
	if differ("orderedOn", f.ordered != before.ordered) {
		change.SetOrderedOn(f.ordered)
	}
	if differ("promisedDeliveryAt", !f.promised.Equal(before.promised)) {
		change.SetPromisedDeliveryAt(f.promise()).SetDelayNoted(ofThePast(f.promise(), now))
	}
	if differ("shippedAt", !f.shipped.Equal(before.shipped)) {
		change.SetShippedAt(f.shipped)
	}
	if differ("deliveredAt", !f.delivered.Equal(before.delivered)) {
		change.SetDeliveredAt(f.delivered)
	}
	if differ("trackingRef", f.tracking != before.tracking) {
		change.SetTrackingRef(f.tracking)
	}
	if differ("deliveryState", f.state != before.state) {
		change.SetDeliveryState(f.state)
	}
	return change, fields
}

func (f facts) promise() time.Time {
	if f.promised.IsZero() {
		return database.Never
	}
	return f.promised
}

func timeOr(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
