package customers

import (
	"context"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/typeid"
)

// ContactUpdateInput is a contact's changes: nil stays, empty removes.
type ContactUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Name            *string
	Title           *string
	Phone           *string
	Email           *string
}

// UpdateContact changes a contact. An update to what already is changes nothing
// and tells nothing.
func UpdateContact(ctx context.Context, tx *ent.Tx, in ContactUpdateInput) (*ent.Contact, error) {
	if err := authz.Require(ctx, authz.ContactUpdate); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	c, err := lockContact(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	of, err := tx.Customer.Query().Where(customer.ID(c.CustomerID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().Because(err)
	}
	if err != nil {
		return nil, err
	}
	departments, members := journal.CustomerRecord(of)
	if err := authz.On(ctx, authz.ContactUpdate, authz.Record{Departments: departments, Members: members}); err != nil {
		return nil, err
	}
	if err := tenants.Version(in.ExpectedVersion, c.Version); err != nil {
		return nil, err
	}
	was, err := personOf(ctx, c)
	if err != nil {
		return nil, err
	}
	is := person{name: or(in.Name, was.name), title: or(in.Title, was.title), phone: or(in.Phone, was.phone), email: or(in.Email, was.email)}
	if err := is.check(""); err != nil {
		return nil, err
	}
	update, fields := is.change(ctx, c.Update(), c.ID, was)
	if len(fields) == 0 {
		return c, nil
	}
	if c, err = update.Save(ctx); err != nil {
		return nil, err
	}
	journal.Record(ctx, contactEvent("contact.updated", c.ID, departments, members, fields))
	return c, nil
}

func lockContact(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Contact, error) {
	q := tx.Contact.Query().Where(contact.ID(id))
	q.Modify(database.Lock)
	c, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().Because(err)
	}
	return c, err
}

func personOf(ctx context.Context, c *ent.Contact) (person, error) {
	p := person{name: c.Name, title: c.Title}
	var err error
	if p.phone, err = opened(ctx, c, contact.FieldPhone, c.Phone); err != nil {
		return p, err
	}
	p.email, err = opened(ctx, c, contact.FieldEmail, c.Email)
	return p, err
}

// change writes what differs from what was, and names it.
func (p person) change(ctx context.Context, u *ent.ContactUpdateOne, id typeid.ID, was person) (*ent.ContactUpdateOne, []string) {
	var fields []string
	if p.name != was.name {
		fields = append(fields, "name")
		u.SetName(p.name)
	}
	if p.title != was.title {
		fields = append(fields, "title")
		put(p.title, u.SetTitle, u.ClearTitle)
	}
	if p.phone != was.phone {
		fields = append(fields, "phone")
		if p.phone == "" {
			u.ClearPhone().ClearPhoneHash()
		} else {
			sealed, hash := sealPhone(ctx, id, p.phone)
			u.SetPhone(sealed).SetPhoneHash(hash)
		}
	}
	if p.email != was.email {
		fields = append(fields, "email")
		if p.email == "" {
			u.ClearEmail().ClearEmailHash()
		} else {
			sealed, hash := sealEmail(ctx, id, p.email)
			u.SetEmail(sealed).SetEmailHash(hash)
		}
	}
	return u, fields
}
