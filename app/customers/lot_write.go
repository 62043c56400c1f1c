package customers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Write implements Lot: it makes and changes what was decided, in four statements at
// most, and tells it.
func (l *lot) Write(ctx context.Context, tx *ent.Tx) error {
	var (
		customers []*ent.CustomerCreate
		contacts  []*ent.ContactCreate
		changed   = newBulk(ctx, tx, customer.Table, customerColumns)
		people    = newBulk(ctx, tx, contact.Table, contactColumns)
	)
	people.keeps = true
	for _, d := range l.inOrder() {
		fields, detail := changes(d.was, d.is)
		switch {
		case d.fresh:
			customers = append(customers, d.is.fill(ctx, tx.Customer.Create().SetID(d.id)))
			journal.Record(ctx, d.event("customer.created", nil, nil))
		case len(fields) > 0:
			changed.customer(ctx, d)
			journal.Record(ctx, d.event("customer.updated", fields, detail))
		}
		for _, c := range d.met() {
			kind, told := "contact.updated", c.fields
			if c.fresh {
				create, err := c.person.fill(ctx, c.id, tx.Contact.Create().SetCustomerID(d.id))
				if err != nil {
					return err
				}
				contacts = append(contacts, create)
				kind, told = "contact.created", nil
			} else {
				people.contact(ctx, c)
			}
			if !d.fresh {
				journal.Record(ctx, contactEvent(kind, c.id, d.departments(), d.members(), told))
			}
		}
	}
	if len(customers) > 0 {
		if err := tx.Customer.CreateBulk(customers...).Exec(ctx); err != nil {
			return fmt.Errorf("customers: making customers: %w", err)
		}
	}
	if len(contacts) > 0 {
		if err := tx.Contact.CreateBulk(contacts...).Exec(ctx); err != nil {
			return fmt.Errorf("customers: making contacts: %w", err)
		}
	}
	if err := changed.run(ctx, tx); err != nil {
		return fmt.Errorf("customers: changing customers: %w", err)
	}
	if err := people.run(ctx, tx); err != nil {
		return fmt.Errorf("customers: changing contacts: %w", err)
	}
	return nil
}

// inOrder lists the lot's customers as the file has them.
func (l *lot) inOrder() []*draft {
	var all []*draft
	seen := map[*draft]bool{}
	for _, e := range l.entries {
		if d := l.drafts[e.key()]; d != nil && !seen[d] && !d.several {
			seen[d] = true
			all = append(all, d)
		}
	}
	return all
}

// met lists the people that are new or changed, by name.
func (d *draft) met() []*contactDraft {
	var all []*contactDraft
	for _, c := range d.people {
		if c.fresh || len(c.fields) > 0 {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b *contactDraft) int { return strings.Compare(a.person.name, b.person.name) })
	return all
}

func (d *draft) departments() []typeid.ID { return []typeid.ID{d.is.department, d.was.department} }

func (d *draft) members() []typeid.ID { return []typeid.ID{d.author, d.is.manager, d.was.manager} }

func (d *draft) event(kind string, fields []string, detail map[string]any) journal.Event {
	return journal.Event{
		Type: kind, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectCustomer, ID: d.id},
		Departments: d.departments(), Members: d.members(), Fields: fields, Detail: detail,
	}
}

// newCustomer is the id of a customer to be made.
func newCustomer(ctx context.Context) typeid.ID {
	return typeid.New(ent.Prefixes[ent.TypeCustomer], viewer.Now(ctx))
}
