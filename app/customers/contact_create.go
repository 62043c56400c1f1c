package customers

import (
	"context"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/typeid"
)

// ContactCreateInput is a new person at a customer.
type ContactCreateInput struct {
	CustomerID typeid.ID
	Contact    ContactInput
}

// CreateContact makes a contact of a customer that the viewer may read.
func CreateContact(ctx context.Context, tx *ent.Tx, in ContactCreateInput) (*ent.Contact, error) {
	if err := authz.Require(ctx, authz.ContactCreate); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	p, err := in.Contact.person("contact.")
	if err != nil {
		return nil, err
	}
	c, err := tx.Customer.Query().Where(customer.ID(in.CustomerID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("customerId").Because(err)
	}
	if err != nil {
		return nil, err
	}
	departments, members := journal.CustomerRecord(c)
	if err := authz.On(ctx, authz.ContactCreate, authz.Record{Departments: departments, Members: members}); err != nil {
		return nil, err
	}
	create, err := p.fill(ctx, newContact(ctx), tx.Contact.Create().SetCustomerID(c.ID))
	if err != nil {
		return nil, err
	}
	made, err := create.Save(ctx)
	if err != nil {
		return nil, err
	}
	journal.Record(ctx, contactEvent("contact.created", made.ID, departments, members, nil))
	return made, nil
}
