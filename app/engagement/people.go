package engagement

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/text"
	"heed/rules/typeid"
)

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
		return nil, fmt.Errorf("engagement: reading the customer: %w", err)
	}
	return c, nil
}

// people checks who took part: contacts of the customer that the viewer reads and
// who were not erased, and members who have not left.
func people(ctx context.Context, tx *ent.Tx, of, with typeid.ID, participants []typeid.ID) error {
	if len(participants) > maxParticipants {
		return fault.Input("participantIds", "input.too_many").With("max", maxParticipants)
	}
	var contacts []typeid.ID
	var members []tenants.Ref
	for i, id := range participants {
		if slices.Contains(participants[:i], id) || id == with {
			return fault.Input("participantIds", "input.duplicate").With("value", text.Clip(string(id)))
		}
		switch id.Prefix() {
		case ent.Prefixes[ent.TypeContact]:
			contacts = append(contacts, id)
		case ent.Prefixes[ent.TypeMember]:
			members = append(members, tenants.Ref{Field: "participantIds", ID: id})
		default:
			return fault.NotFound().On("participantIds")
		}
	}
	if err := contactsOf(ctx, tx, of, "participantIds", contacts...); err != nil {
		return err
	}
	if with != "" {
		if err := contactsOf(ctx, tx, of, "contactId", with); err != nil {
			return err
		}
	}
	return tenants.PresentMembers(ctx, tx.Client(), members...)
}

// contactsOf refuses persons who are not the customer's, whom the viewer may not
// read or who were erased.
func contactsOf(ctx context.Context, tx *ent.Tx, of typeid.ID, field string, ids ...typeid.ID) error {
	if len(ids) == 0 {
		return nil
	}
	if authz.Require(ctx, authz.ContactRead) != nil {
		return fault.NotFound().On(field)
	}
	found, err := tx.Contact.Query().Where(contact.IDIn(ids...), contact.CustomerID(of)).All(ctx)
	if err != nil {
		return fmt.Errorf("engagement: reading contacts: %w", err)
	}
	if len(found) < len(ids) {
		return fault.NotFound().On(field)
	}
	if slices.ContainsFunc(found, func(c *ent.Contact) bool { return c.ErasedAt != nil }) {
		return fault.Precondition("contact.erased").On(field)
	}
	return nil
}
