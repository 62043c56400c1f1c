package purchases

import (
	"context"
	"fmt"

	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/member"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// teller is whom a telling is asked of; no member where it is the department's.
type teller struct{ member, department typeid.ID }

// tellers are who may be asked to tell customers what goes wrong with their orders.
type tellers struct {
	atWork     map[typeid.ID]*viewer.Viewer // those who are active, with their own roles
	heads      map[typeid.ID][]typeid.ID    // of departments
	managers   map[typeid.ID]typeid.ID      // of the accounts of customers
	management typeid.ID                    // the department, "" for none
}

// tellersOf finds them, in as many statements for any number of exceptions.
func tellersOf(ctx context.Context, tx *ent.Tx, open []untold) (*tellers, error) {
	config := tenants.ConfigFrom(ctx)
	t := &tellers{
		atWork: map[typeid.ID]*viewer.Viewer{}, heads: map[typeid.ID][]typeid.ID{}, managers: map[typeid.ID]typeid.ID{},
		management: config.Management(),
	}
	var customers, members []typeid.ID
	departments := []typeid.ID{t.management}
	for _, u := range open {
		customers = append(customers, u.purchase.CustomerID)
		members = append(members, u.purchase.MemberID)
		departments = append(departments, u.purchase.DepartmentID)
	}
	of, err := tx.Customer.Query().Where(customer.IDIn(present(customers...)...)).Select(customer.FieldID, customer.FieldAccountManagerID).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("purchases: looking for account managers: %w", err)
	}
	for _, c := range of {
		t.managers[c.ID] = c.AccountManagerID
		members = append(members, c.AccountManagerID)
	}
	active, err := tx.Member.Query().Where(member.StateEQ(flow.MemberActive), member.Or(
		member.IDIn(present(members...)...),
		member.And(member.IsDepartmentHead(true), member.DepartmentIDIn(present(departments...)...)),
	)).WithMemberRoles().Order(member.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("purchases: looking for who tells customers: %w", err)
	}
	for _, m := range active {
		if t.atWork[m.ID], err = sessions.Viewer(config, m); err != nil {
			return nil, err
		}
		if m.IsDepartmentHead {
			t.heads[m.DepartmentID] = append(t.heads[m.DepartmentID], m.ID)
		}
	}
	return t, nil
}

// of is who tells the customer of the purchase, of those who can: the account manager,
// else who looks after the order, else a head of its department, else one of the
// management department; else it is that department's.
func (t *tellers) of(ctx context.Context, p *ent.PurchaseRecord) teller {
	for _, id := range append([]typeid.ID{t.managers[p.CustomerID], p.MemberID}, t.heads[p.DepartmentID]...) {
		if t.can(ctx, id, p) {
			return teller{id, p.DepartmentID}
		}
	}
	if t.management == "" {
		return teller{department: p.DepartmentID}
	}
	for _, id := range t.heads[t.management] {
		if t.can(ctx, id, p) {
			return teller{id, t.management}
		}
	}
	return teller{department: t.management}
}

// can tells whether the member is at work, reads the purchase, and may write down that
// the customer was told.
func (t *tellers) can(ctx context.Context, id typeid.ID, p *ent.PurchaseRecord) bool {
	v := t.atWork[id]
	if v == nil {
		return false
	}
	ctx = viewer.With(ctx, v)
	return authz.On(ctx, authz.PurchaseRead, Record(p)) == nil && authz.On(ctx, authz.PurchaseUpdate, Record(p)) == nil
}
