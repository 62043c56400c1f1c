package indicators

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/sqljson"

	"heed/ent"
	"heed/ent/customer"
	"heed/ent/predicate"
	"heed/ent/purchaserecord"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/viewer"
)

// buyers are the customers with an order within the period that was not cancelled; the good
// ones had ordered before it (D2-68).
func buyers(ctx context.Context, a asked, part score.Part) []func(*sql.Selector) {
	tenant := viewer.Tenant(ctx)
	orders := func(s *sql.Selector, t *sql.SelectTable) *sql.Predicate {
		return sql.And(
			sql.EQ(t.C(purchaserecord.FieldTenantID), tenant), sql.NEQ(t.C(purchaserecord.FieldDeliveryState), flow.DeliveryCancelled),
			sql.ColumnsEQ(t.C(purchaserecord.FieldCustomerID), s.C(customer.FieldID)), sql.LTE(t.C(purchaserecord.FieldOrderedOn), a.span.Last()),
		)
	}
	bought := func(s *sql.Selector) {
		t := sql.Dialect(s.Dialect()).Table(purchaserecord.Table).As("bought")
		s.Where(sql.Exists(sql.Dialect(s.Dialect()).Select(t.C(purchaserecord.FieldID)).From(t).
			Where(sql.And(orders(s, t), sql.GTE(t.C(purchaserecord.FieldOrderedOn), a.span.First())))))
	}
	several := func(s *sql.Selector) *sql.Predicate {
		build := sql.Dialect(s.Dialect())
		one, other := build.Table(purchaserecord.Table).As("one"), build.Table(purchaserecord.Table).As("other")
		return sql.Exists(build.Select(one.C(purchaserecord.FieldID)).From(one).Join(other).OnP(sql.And(
			sql.ColumnsEQ(one.C(purchaserecord.FieldTenantID), other.C(purchaserecord.FieldTenantID)),
			sql.ColumnsEQ(one.C(purchaserecord.FieldCustomerID), other.C(purchaserecord.FieldCustomerID)),
			sql.ColumnsLT(one.C(purchaserecord.FieldID), other.C(purchaserecord.FieldID)),
		)).Where(sql.And(orders(s, one), orders(s, other))))
	}
	all := []func(*sql.Selector){bought}
	switch part {
	case score.PartGood:
		all = append(all, func(s *sql.Selector) { s.Where(several(s)) })
	case score.PartRest:
		all = append(all, func(s *sql.Selector) { s.Where(sql.Not(several(s))) })
	case score.PartAll:
	}
	return all
}

// deliveries are the orders that were delivered in the period; the good ones by when it was
// promised, where something was, and without an exception (D2-32).
func deliveries(a asked, part score.Part) []func(*sql.Selector) {
	perfect := predicate.PurchaseRecord(func(s *sql.Selector) {
		s.Where(sql.And(
			sql.ColumnsLTE(s.C(purchaserecord.FieldDeliveredAt), s.C(purchaserecord.FieldPromisedDeliveryAt)),
			sqljson.LenEQ(purchaserecord.FieldExceptions, 0),
		))
	})
	all := []func(*sql.Selector){purchaserecord.DeliveredAtGTE(a.from()), purchaserecord.DeliveredAtLT(a.to())}
	switch part {
	case score.PartGood:
		all = append(all, perfect)
	case score.PartRest:
		all = append(all, purchaserecord.Not(perfect))
	case score.PartAll:
	}
	return all
}

func purchasesBy(client *ent.Client, a asked) func(context.Context, []func(*sql.Selector)) ([]amount, error) {
	return func(ctx context.Context, which []func(*sql.Selector)) (rows []amount, err error) {
		q := client.PurchaseRecord.Query().Where(as[predicate.PurchaseRecord](which)...)
		if a.departments != nil {
			q.Where(purchaserecord.DepartmentIDIn(a.departments...))
		}
		err = q.Modify(byColumn(purchaserecord.FieldDepartmentID)).Scan(ctx, &rows)
		return rows, err
	}
}

// Purchases is Requirements of an indicator that rests on purchases.
func (f *Figure) Purchases(ctx context.Context, q *ent.PurchaseRecordQuery, part score.Part) (*ent.PurchaseRecordQuery, error) {
	a := f.asked(ctx)
	which, err := records(ctx, f.Rule, a, part)
	if err != nil {
		return nil, err
	}
	if a.departments != nil {
		q.Where(purchaserecord.DepartmentIDIn(a.departments...))
	}
	return q.Where(as[predicate.PurchaseRecord](which)...), nil
}
