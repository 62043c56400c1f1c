package complaints

import (
	"context"
	"fmt"

	"heed/authz"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/ent/purchaserecord"
	"heed/ent/touchpoint"
	"heed/rules/fault"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// Links are the records that a complaint is about; nil for not known.
type Links struct {
	CustomerID *typeid.ID
	ContactID  *typeid.ID
	PurchaseID *typeid.ID
	// TouchpointID is where the customer met the company; it is of no customer.
	TouchpointID *typeid.ID
}

// find reads the records, as far as the viewer does, and puts them into the facts: a
// contact and a purchase bring their customer, and are of the one that is named
// (complaint.of_other_customer).
func (l Links) find(ctx context.Context, tx *ent.Tx, f *facts) error {
	f.customer = optional.Value(l.CustomerID)
	if err := l.findCustomer(ctx, tx, f); err != nil {
		return err
	}
	if err := l.findContact(ctx, tx, f); err != nil {
		return err
	}
	if err := l.findPurchase(ctx, tx, f); err != nil {
		return err
	}
	return l.findTouchpoint(ctx, tx, f)
}

func (l Links) findCustomer(ctx context.Context, tx *ent.Tx, f *facts) error {
	if f.customer == "" {
		return nil
	}
	there := authz.Require(ctx, authz.CustomerRead) == nil
	if there {
		var err error
		if there, err = tx.Customer.Query().Where(customer.ID(f.customer)).Exist(ctx); err != nil {
			return fmt.Errorf("complaints: reading the customer: %w", err)
		}
	}
	if !there {
		return fault.NotFound().On("customerId")
	}
	return nil
}

func (l Links) findContact(ctx context.Context, tx *ent.Tx, f *facts) error {
	id := optional.Value(l.ContactID)
	if id == "" {
		return nil
	}
	if authz.Require(ctx, authz.ContactRead) != nil {
		return fault.NotFound().On("contactId")
	}
	p, err := tx.Contact.Query().Where(contact.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return fault.NotFound().On("contactId")
	}
	if err != nil {
		return fmt.Errorf("complaints: reading the contact: %w", err)
	}
	if p.ErasedAt != nil {
		return fault.Precondition("contact.erased").On("contactId")
	}
	if err := f.of("contactId", p.CustomerID); err != nil {
		return err
	}
	f.contact, f.reachable = p.ID, len(p.Phone)+len(p.Email)+len(p.Wechat) > 0
	if f.name == "" {
		f.name = p.Name
	}
	return nil
}

func (l Links) findPurchase(ctx context.Context, tx *ent.Tx, f *facts) error {
	id := optional.Value(l.PurchaseID)
	if id == "" {
		return nil
	}
	if authz.Require(ctx, authz.PurchaseRead) != nil {
		return fault.NotFound().On("purchaseId")
	}
	p, err := tx.PurchaseRecord.Query().Where(purchaserecord.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return fault.NotFound().On("purchaseId")
	}
	if err != nil {
		return fmt.Errorf("complaints: reading the purchase: %w", err)
	}
	if err := f.of("purchaseId", p.CustomerID); err != nil {
		return err
	}
	f.purchase = p.ID
	if f.product == "" {
		f.product = p.Product
	}
	return nil
}

// of takes the customer that a linked record brings.
func (f *facts) of(field string, customer typeid.ID) error {
	if f.customer != "" && f.customer != customer {
		return fault.Input(field, "complaint.of_other_customer")
	}
	f.customer = customer
	return nil
}

func (l Links) findTouchpoint(ctx context.Context, tx *ent.Tx, f *facts) error {
	f.touchpoint = optional.Value(l.TouchpointID)
	if f.touchpoint == "" {
		return nil
	}
	there := authz.Require(ctx, authz.TouchpointRead) == nil
	if there {
		var err error
		if there, err = tx.Touchpoint.Query().Where(touchpoint.ID(f.touchpoint)).Exist(ctx); err != nil {
			return fmt.Errorf("complaints: reading the touchpoint: %w", err)
		}
	}
	if !there {
		return fault.NotFound().On("touchpointId")
	}
	return nil
}
