package customers

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/vault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The longest texts of a contact, in characters.
const (
	maxContactName  = 100
	maxContactTitle = 100
)

// ContactInput is a person at a customer.
type ContactInput struct {
	Name  string
	Title *string
	Phone *string
	Email *string
}

// person is what is kept of a contact, in clear: never logged, never told.
type person struct{ name, title, phone, email string }

// person checks the input; the path stands before the names of its fields.
func (in ContactInput) person(path string) (person, error) {
	p := person{name: in.Name, title: or(in.Title, ""), phone: or(in.Phone, ""), email: or(in.Email, "")}
	return p, p.check(path)
}

// check cleans the person's texts.
func (p *person) check(path string) error {
	var err error
	if p.name, err = text.Line(path+"name", p.name, 1, maxContactName); err != nil {
		return err
	}
	if p.title, err = text.Line(path+"title", p.title, 0, maxContactTitle); err != nil {
		return err
	}
	if p.phone, err = phone(path+"phone", p.phone); err != nil {
		return err
	}
	p.email, err = email(path+"email", p.email)
	return err
}

// newContact is the id of a contact to be made: what is sealed is sealed for it.
func newContact(ctx context.Context) typeid.ID {
	return typeid.New(ent.Prefixes[ent.TypeContact], viewer.Now(ctx))
}

// fill gives a new row its fields, phone and e-mail sealed for its id.
func (p person) fill(ctx context.Context, id typeid.ID, c *ent.ContactCreate) *ent.ContactCreate {
	c.SetID(id).SetName(p.name)
	given(p.title, c.SetTitle)
	if p.phone != "" {
		sealed, hash := sealPhone(ctx, id, p.phone)
		c.SetPhone(sealed).SetPhoneHash(hash)
	}
	if p.email != "" {
		sealed, hash := sealEmail(ctx, id, p.email)
		c.SetEmail(sealed).SetEmailHash(hash)
	}
	return c
}

// sealPhone gives the two columns of a phone number: sealed for the row, and the
// hash under which it is found.
func sealPhone(ctx context.Context, row typeid.ID, plain string) (sealed, hash []byte) {
	keys := vault.From(ctx)
	return keys.Seal(place(ctx, contact.FieldPhone, row), plain),
		keys.Lookup(viewer.Tenant(ctx), vault.Phone, vault.NormalizePhone(plain))
}

// sealEmail does the same for an e-mail address.
func sealEmail(ctx context.Context, row typeid.ID, plain string) (sealed, hash []byte) {
	keys := vault.From(ctx)
	return keys.Seal(place(ctx, contact.FieldEmail, row), plain),
		keys.Lookup(viewer.Tenant(ctx), vault.Email, vault.NormalizeEmail(plain))
}

func place(ctx context.Context, column string, row typeid.ID) vault.Field {
	return vault.Field{Tenant: viewer.Tenant(ctx), Table: contact.Table, Column: column, Row: row}
}

// opened is the clear text of a sealed column, "" of an empty one.
func opened(ctx context.Context, c *ent.Contact, column string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	plain, err := vault.From(ctx).Open(place(ctx, column, c.ID), sealed)
	if err != nil {
		return "", fmt.Errorf("customers: %s of contact %s: %w", column, c.ID, err)
	}
	return plain, nil
}

// contactEvent is an event about a person at the customer: names of fields
// only, never a value.
func contactEvent(kind string, id typeid.ID, departments, members []typeid.ID, fields []string) journal.Event {
	return journal.Event{
		Type: kind, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectContact, ID: id},
		Departments: departments, Members: members, Fields: fields,
	}
}
