package purchases

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CreateInput is an order to be written down.
type CreateInput struct {
	CustomerID         typeid.ID
	OrderNo            string
	Product            string
	Amount             money.Amount
	Currency           *string
	OrderedOn          string // YYYY-MM-DD
	PromisedDeliveryAt *time.Time
	ShippedAt          *time.Time
	DeliveredAt        *time.Time
	TrackingRef        *string
	DepartmentID       *typeid.ID
	MemberID           *typeid.ID
}

// Create writes an order of a customer down (D1-10). One of the past may have been
// shipped and delivered already. Errors: NOT_FOUND on customerId, memberId and
// departmentId, field.masked, member.left, department.inactive, purchase.order_no_taken,
// purchase.currency, purchase.promised_before_order, purchase.before_order,
// purchase.delivered_before_shipped, FORBIDDEN where the viewer's permission does not
// reach whose it is, BAD_USER_INPUT. Records purchase.planned, purchase.shipped or
// purchase.delivered.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.PurchaseRecord, error) {
	if err := begin(ctx, authz.PurchaseCreate); err != nil {
		return nil, err
	}
	if err := authz.Unmasked(ctx, authz.Purchase, "amount"); err != nil {
		return nil, err
	}
	if err := in.check(ctx); err != nil {
		return nil, err
	}
	of, err := customerOf(ctx, tx, in.CustomerID)
	if err != nil {
		return nil, err
	}
	member, department, err := whose(ctx, tx, of, optional.Value(in.MemberID), optional.Value(in.DepartmentID))
	if err != nil {
		return nil, err
	}
	q := tx.PurchaseRecord.Create().SetCustomerID(of.ID).SetDepartmentID(department).SetMemberID(member).
		SetOrderNo(in.OrderNo).SetProduct(in.Product).SetAmount(in.Amount).SetCurrency(*in.Currency).SetOrderedOn(in.OrderedOn).
		SetPromisedDeliveryAt(*in.PromisedDeliveryAt).SetNillableShippedAt(in.ShippedAt).SetNillableDeliveredAt(in.DeliveredAt).
		SetDeliveryState(in.state()).SetExceptions([]flow.DeliveryException{}).
		SetDelayNoted(ofThePast(*in.PromisedDeliveryAt, viewer.Now(ctx)))
	if tracking := optional.Value(in.TrackingRef); tracking != "" {
		q.SetTrackingRef(tracking)
	}
	p, err := q.Save(ctx)
	if err != nil {
		return nil, written(err)
	}
	e := moved(p, "")
	e.Clauses = []string{"D1-10"}
	journal.Record(ctx, e)
	return p, nil
}

// state is where the delivery stands when the order is written down.
func (in *CreateInput) state() flow.DeliveryState {
	switch {
	case in.DeliveredAt != nil:
		return flow.DeliveryDelivered
	case in.ShippedAt != nil:
		return flow.DeliveryShipped
	default:
		return flow.DeliveryPlanned
	}
}

func (in *CreateInput) check(ctx context.Context) error {
	c := checking(ctx)
	c.line("orderNo", &in.OrderNo, 1, maxOrderNo)
	c.line("product", &in.Product, 1, maxProduct)
	c.amount("amount", in.Amount)
	currency := optional.Or(in.Currency, usual)
	c.currency("currency", currency)
	in.Currency = &currency
	c.day("orderedOn", in.OrderedOn)
	promised := c.promised("promisedDeliveryAt", optional.Or(in.PromisedDeliveryAt, database.Never), in.OrderedOn)
	in.PromisedDeliveryAt = &promised
	if in.ShippedAt != nil {
		at := c.past("shippedAt", *in.ShippedAt)
		c.since("shippedAt", at, in.OrderedOn)
		in.ShippedAt = &at
	}
	if in.DeliveredAt != nil {
		at := c.past("deliveredAt", *in.DeliveredAt)
		c.since("deliveredAt", at, in.OrderedOn)
		if in.ShippedAt != nil && at.Before(*in.ShippedAt) {
			c.fail(fault.Input("deliveredAt", "purchase.delivered_before_shipped"))
		}
		in.DeliveredAt = &at
	}
	tracking := optional.Value(in.TrackingRef)
	c.line("trackingRef", &tracking, 0, maxTracking)
	in.TrackingRef = &tracking
	return c.err
}

// customerOf is the customer, whom the viewer must be able to read.
func customerOf(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Customer, error) {
	if authz.Require(ctx, authz.CustomerRead) != nil {
		return nil, fault.NotFound().On("customerId")
	}
	c, err := tx.Customer.Query().Where(customer.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("customerId")
	}
	if err != nil {
		return nil, fmt.Errorf("purchases: reading the customer: %w", err)
	}
	return c, nil
}

// whose is the member and the department that look after the order: the customer's
// account manager or else the viewer, and the customer's department or else the
// member's. The viewer's permission must reach them.
func whose(ctx context.Context, tx *ent.Tx, of *ent.Customer, member, department typeid.ID) (typeid.ID, typeid.ID, error) {
	v := viewer.From(ctx)
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "memberId", ID: member}); err != nil {
		return "", "", err
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department}); err != nil {
		return "", "", err
	}
	if member == "" {
		member = of.AccountManagerID
	}
	if member == "" {
		member = v.Member
	}
	if department == "" {
		department = of.DepartmentID
	}
	if department == "" && member != "" {
		m, err := tx.Member.Get(ctx, member)
		if err != nil {
			return "", "", fmt.Errorf("purchases: reading the member: %w", err)
		}
		department = m.DepartmentID
	}
	scope := v.Scope(string(authz.PurchaseCreate))
	if !authz.Covers(v, scope, authz.Record{Departments: present(department), Members: present(member)}) {
		return "", "", fault.Forbidden().Extend("action", string(authz.PurchaseCreate)).Extend("scope", string(scope))
	}
	return member, department, nil
}
