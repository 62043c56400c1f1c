package purchases

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/predicate"
	"heed/ent/purchaserecord"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Repeats tells which of the purchases are repeat purchases: their customer has an
// earlier order that was not cancelled (D1-10, D2-68). It is computed, in one statement
// for any number of them: an older order that comes in later counts at once.
func Repeats(ctx context.Context, client *ent.Client, all []*ent.PurchaseRecord) (map[typeid.ID]bool, error) {
	ids := make([]typeid.ID, len(all))
	for i, p := range all {
		ids[i] = p.ID
	}
	// Whether the customer ordered before does not depend on who asks.
	found, err := client.PurchaseRecord.Query().Where(purchaserecord.IDIn(ids...), repeat(viewer.Tenant(ctx))).IDs(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("purchases: looking for earlier orders: %w", err)
	}
	repeats := make(map[typeid.ID]bool, len(found))
	for _, id := range found {
		repeats[id] = true
	}
	return repeats, nil
}

// repeat is: the customer has an earlier order that was not cancelled. Of two orders of
// a day that which was written down first is the earlier one.
func repeat(tenant typeid.ID) predicate.PurchaseRecord {
	return func(s *sql.Selector) {
		t := sql.Dialect(s.Dialect()).Table(purchaserecord.Table).As("earlier")
		s.Where(sql.Exists(sql.Dialect(s.Dialect()).Select(t.C(purchaserecord.FieldID)).From(t).Where(sql.And(
			sql.EQ(t.C(purchaserecord.FieldTenantID), tenant),
			sql.ColumnsEQ(t.C(purchaserecord.FieldCustomerID), s.C(purchaserecord.FieldCustomerID)),
			sql.NEQ(t.C(purchaserecord.FieldDeliveryState), flow.DeliveryCancelled),
			sql.Or(
				sql.ColumnsLT(t.C(purchaserecord.FieldOrderedOn), s.C(purchaserecord.FieldOrderedOn)),
				sql.And(
					sql.ColumnsEQ(t.C(purchaserecord.FieldOrderedOn), s.C(purchaserecord.FieldOrderedOn)),
					sql.ColumnsLT(t.C(purchaserecord.FieldID), s.C(purchaserecord.FieldID)),
				),
			),
		))))
	}
}
