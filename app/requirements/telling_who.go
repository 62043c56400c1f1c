package requirements

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"heed/app/sessions"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/member"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// other is a customer who is to be told, and who had to do with one of their requirements.
type other struct{ customer, assignee, department typeid.ID }

// othersToTell are the customers who are told what becomes of the requirement, but its own, in
// their order (within), each with whoever had to do with what was merged; and how many more there
// are than may be told.
func othersToTell(ctx context.Context, tx *ent.Tx, r *ent.Requirement) (all []other, more int, err error) {
	with, args := within(ctx, r.ID)
	err = each(ctx, tx.Client(), with+` SELECT t.customer_id, coalesce(m.assignee_id, ''), coalesce(m.department_id, ''), t.customers
		FROM told t JOIN merged m ON m.customer_id = t.customer_id WHERE t.place < `+strconv.Itoa(MaxToTell)+`
		GROUP BY t.place, t.customer_id, m.assignee_id, m.department_id, t.customers ORDER BY t.place, min(m.depth), min(m.id)`, args,
		func(scan func(...any) error) error {
			var o other
			if err := scan(&o.customer, &o.assignee, &o.department, &more); err != nil {
				return err
			}
			all = append(all, o)
			return nil
		})
	return all, max(more-(MaxToTell-1), 0), err
}

// whoTells is whom a telling is asked of.
type whoTells struct{ member, department typeid.ID }

// tellers are who may tell customers what becomes of a requirement.
type tellers struct {
	own      whoTells                // who tells the requirement's own
	able     map[typeid.ID]bool      // who is at work, reads the requirement and may write of its progress
	heads    map[typeid.ID]typeid.ID // of departments, of those who are able
	managers map[typeid.ID]typeid.ID // of the accounts of the customers
}

// tellersOf finds who may tell the customers, in as many statements however many they are.
func tellersOf(ctx context.Context, tx *ent.Tx, r *ent.Requirement, of []other) (*tellers, error) {
	sys := viewer.SystemOf(ctx)
	own, err := teller(sys, tx, r)
	if err != nil {
		return nil, err
	}
	t := &tellers{own: whoTells{own, r.LeadDepartmentID}, able: map[typeid.ID]bool{}, heads: map[typeid.ID]typeid.ID{}, managers: map[typeid.ID]typeid.ID{}}
	var customers, people []typeid.ID
	departments := []typeid.ID{r.LeadDepartmentID}
	for _, o := range of {
		customers, people, departments = append(customers, o.customer), append(people, o.assignee), append(departments, o.department)
	}
	managed, err := tx.Customer.Query().Where(customer.IDIn(customers...)).Select(customer.FieldAccountManagerID).All(sys)
	if err != nil {
		return nil, fmt.Errorf("requirements: looking for who manages customers: %w", err)
	}
	for _, c := range managed {
		t.managers[c.ID], people = c.AccountManagerID, append(people, c.AccountManagerID)
	}
	return t, t.find(ctx, tx, r, people, departments)
}

// find looks who of the people and the heads of the departments is able to tell.
func (t *tellers) find(ctx context.Context, tx *ent.Tx, r *ent.Requirement, people, departments []typeid.ID) error {
	some := func(ids []typeid.ID) []typeid.ID {
		return slices.DeleteFunc(typeid.Unique(ids), func(id typeid.ID) bool { return id == "" })
	}
	active, err := tx.Member.Query().Where(member.StateEQ(flow.MemberActive), member.Or(
		member.IDIn(some(people)...), member.And(member.IsDepartmentHead(true), member.DepartmentIDIn(some(departments)...)),
	)).WithMemberRoles().Order(member.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("requirements: looking for who tells customers: %w", err)
	}
	for _, m := range active {
		v, err := sessions.Viewer(tenants.ConfigFrom(ctx), m)
		if err != nil {
			return err
		}
		if PermitProgress(viewer.With(ctx, v), r) != nil {
			continue
		}
		t.able[m.ID] = true
		if m.IsDepartmentHead && t.heads[m.DepartmentID] == "" {
			t.heads[m.DepartmentID] = m.ID
		}
	}
	return nil
}

// tells is who tells the customer: who was responsible for theirs, else the head of the department
// that led it, else who manages the account, of those who can; else who tells the requirement's own.
func (t *tellers) tells(customer typeid.ID, of []other) whoTells {
	theirs := slices.DeleteFunc(slices.Clone(of), func(o other) bool { return o.customer != customer })
	for _, o := range theirs {
		if t.able[o.assignee] {
			return whoTells{o.assignee, o.department}
		}
	}
	for _, o := range theirs {
		if head := t.heads[o.department]; head != "" {
			return whoTells{head, o.department}
		}
	}
	if manager := t.managers[customer]; t.able[manager] {
		return whoTells{manager, t.own.department}
	}
	return t.own
}

// tellsRest is who tells those beyond the number of customers who are told one by one: the head
// of the department, else who tells the requirement's own.
func (t *tellers) tellsRest() whoTells {
	if head := t.heads[t.own.department]; head != "" {
		return whoTells{head, t.own.department}
	}
	return t.own
}
