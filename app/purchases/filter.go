package purchases

import (
	"context"
	"time"

	"heed/ent"
	"heed/ent/predicate"
	"heed/ent/purchaserecord"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxFilterValues bounds a list of a filter.
const maxFilterValues = 100

// Filter says which purchases a list shows; nil and empty lists do not restrict.
type Filter struct {
	CustomerID     *typeid.ID
	DepartmentID   *typeid.ID
	MemberID       *typeid.ID
	OrderNo        *string
	States         []flow.DeliveryState
	Overdue        *bool
	ExceptionsOpen *bool
	Mine           *bool   // true: looked after by the viewer, or written down by the viewer
	OrderedFrom    *string // YYYY-MM-DD, the day itself too
	OrderedUntil   *string // before this day
}

// Apply limits the query; a nil filter is none. Every field has an index behind it.
// Errors: BAD_USER_INPUT on filter.<field>.
func (f *Filter) Apply(ctx context.Context, q *ent.PurchaseRecordQuery) (*ent.PurchaseRecordQuery, error) {
	if f == nil {
		return q, nil
	}
	if len(f.States) > maxFilterValues {
		return nil, fault.Input("filter.states", "input.too_many").With("max", maxFilterValues)
	}
	if f.CustomerID != nil {
		q.Where(purchaserecord.CustomerID(*f.CustomerID))
	}
	if f.DepartmentID != nil {
		q.Where(purchaserecord.DepartmentID(*f.DepartmentID))
	}
	if f.MemberID != nil {
		q.Where(purchaserecord.MemberID(*f.MemberID))
	}
	if f.OrderNo != nil {
		q.Where(purchaserecord.OrderNo(*f.OrderNo))
	}
	if len(f.States) > 0 {
		q.Where(purchaserecord.DeliveryStateIn(f.States...))
	}
	if f.Overdue != nil {
		overdue := Overdue(viewer.Now(ctx))
		if !*f.Overdue {
			overdue = purchaserecord.Not(overdue)
		}
		q.Where(overdue)
	}
	if f.ExceptionsOpen != nil {
		q.Where(purchaserecord.ExceptionsOpen(*f.ExceptionsOpen))
	}
	if f.Mine != nil && *f.Mine {
		me := viewer.From(ctx).Member
		q.Where(purchaserecord.Or(purchaserecord.MemberID(me), purchaserecord.CreatedBy(me)))
	}
	for _, day := range []struct {
		field string
		value *string
		where func(string) predicate.PurchaseRecord
	}{
		{"filter.orderedFrom", f.OrderedFrom, purchaserecord.OrderedOnGTE},
		{"filter.orderedUntil", f.OrderedUntil, purchaserecord.OrderedOnLT},
	} {
		if day.value == nil {
			continue
		}
		if _, err := time.Parse(time.DateOnly, *day.value); err != nil {
			return nil, fault.Input(day.field, "sla.date_format").With("value", text.Clip(*day.value))
		}
		q.Where(day.where(*day.value))
	}
	return q, nil
}

// Overdue is: the customer still waits, and the promised time has passed.
func Overdue(now time.Time) predicate.PurchaseRecord {
	return purchaserecord.And(
		purchaserecord.DeliveryStateIn(flow.DeliveryPlanned, flow.DeliveryShipped), purchaserecord.PromisedDeliveryAtLT(now),
	)
}
