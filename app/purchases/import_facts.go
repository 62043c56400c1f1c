package purchases

import (
	"slices"
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/optional"
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
func (e entry) over(f facts) facts {
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
			f.promised = e.facts.promised
		case FieldShipped:
			f.shipped = e.facts.shipped
		case FieldDelivered:
			f.delivered = e.facts.delivered
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
	case f.state.Awaited() && !f.delivered.IsZero(), f.state == flow.DeliveryPlanned && !f.shipped.IsZero():
		return FieldState, fault.Input("", "purchase.state_contradicts")
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
func (f facts) change(was *ent.PurchaseRecord) (change *ent.PurchaseRecordUpdateOne, fields []string) {
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
		change.SetPromisedDeliveryAt(f.promise()).SetDelayNoted(false)
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

// trouble is what a row says of an exception.
type trouble struct {
	typ           flow.DeliveryExceptionType
	noticed, told time.Time
	solution      string
}

// consistent refuses what is said to have been before the order.
func (t trouble) consistent(ordered string, zone *time.Location) (ImportField, error) {
	for _, said := range []struct {
		field ImportField
		at    time.Time
	}{{FieldNoticed, t.noticed}, {FieldTold, t.told}} {
		if !said.at.IsZero() && said.at.In(zone).Format(time.DateOnly) < ordered {
			return said.field, fault.Input("", "purchase.before_order")
		}
	}
	return "", nil
}

// among is the exceptions with that of the row: over the last one of its type, or as a
// new one. It tells the exception, and whether it was there before and as it is.
func (t trouble) among(all []flow.DeliveryException, now time.Time) (with []flow.DeliveryException, at int, same bool) {
	with = slices.Clone(all)
	for at = len(with) - 1; at >= 0 && with[at].Type != t.typ; at-- {
	}
	if at < 0 {
		at = len(with)
		with = append(with, flow.DeliveryException{Number: at + 1, Type: t.typ, NoticedAt: now})
	}
	e := with[at]
	if !t.noticed.IsZero() {
		e.NoticedAt = t.noticed
	}
	if !t.told.IsZero() && (e.CustomerToldAt == nil || !e.CustomerToldAt.Equal(t.told)) {
		e.CustomerToldAt, e.Channel = &t.told, nil
	}
	if t.solution != "" && t.solution != e.Solution {
		e.Solution, e.SolvedAt = t.solution, &now
	}
	same = at < len(all) && e.NoticedAt.Equal(all[at].NoticedAt) && e.CustomerToldAt == all[at].CustomerToldAt && e.Solution == all[at].Solution
	with[at] = e
	return with, at, same
}
