package customers

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/personal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/contact"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/label"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// EraseInput is whom to erase, and what for.
type EraseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// EraseContact takes out whatever is kept of a person (D2-08): what is left is
// that there was somebody, at which customer, and when something was done. It
// cannot be taken back. A contact that is erased already stays as it is, whatever
// the version.
func EraseContact(ctx context.Context, tx *ent.Tx, in EraseInput) (*ent.Contact, error) {
	c, departments, members, err := mayOpen(ctx, tx, authz.ContactDelete, in.ID, database.Lock)
	if err != nil {
		return nil, err
	}
	reason, err := text.Line("reason", in.Reason, 1, maxReason)
	if err != nil {
		return nil, err
	}
	if c.ErasedAt != nil {
		return c, nil
	}
	if err := tenants.Version(in.ExpectedVersion, c.Version); err != nil {
		return nil, err
	}
	complained, err := tx.Complaint.Query().Where(complaint.ContactID(c.ID)).IDs(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("customers: reading the complaints of %s: %w", c.ID, err)
	}
	fields, err := personal.Erase(ctx, tx, c.ID, c.CustomerID)
	if err == nil {
		err = personal.EraseSaid(ctx, tx, complained...)
	}
	if err != nil {
		return nil, err
	}
	e := contactEvent("contact.erased", c.ID, departments, members, fields)
	e.Clauses, e.Detail = []string{"D2-08"}, map[string]any{"reason": reason}
	journal.Record(ctx, e)
	return tx.Contact.Query().Where(contact.ID(c.ID)).Only(ctx)
}

// notErased refuses to work with a person who was erased.
func notErased(c *ent.Contact) error {
	if c.ErasedAt != nil {
		return fault.Precondition("contact.erased")
	}
	return nil
}

// ContactName is the person's name, or the word for one who was erased in the
// viewer's language.
func ContactName(ctx context.Context, c *ent.Contact) string {
	if c.Name == personal.Erased {
		return label.Of(viewer.From(ctx).Language(), "Contact", "ERASED")
	}
	return c.Name
}
