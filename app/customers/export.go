package customers

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/personal"
	"heed/authz"
	"heed/ent"
	"heed/ent/contact"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// ExportInput is whose data to give out, and what for.
type ExportInput struct {
	ID     typeid.ID
	Reason string
}

// ExportContact lets the viewer give out what is kept of a person (D2-08). It
// changes nothing; what it leaves is contact.exported, an event of access with
// the reason beside it. Document gives the data.
func ExportContact(ctx context.Context, tx *ent.Tx, in ExportInput) (*ent.Contact, error) {
	c, departments, members, err := mayOpen(ctx, tx, authz.ContactExport, in.ID)
	if err != nil {
		return nil, err
	}
	reason, err := text.Line("reason", in.Reason, 1, maxReason)
	if err != nil {
		return nil, err
	}
	e := contactEvent("contact.exported", c.ID, departments, members, nil)
	e.Kind, e.Clauses, e.Detail = flow.EventAccess, []string{"D2-08"}, map[string]any{"reason": reason}
	journal.Record(ctx, e)
	return c, nil
}

// Document is what is kept of a contact that was exported, but for what the
// viewer's roles hide.
func Document(ctx context.Context, client *ent.Client, c *ent.Contact) (*personal.Document, error) {
	return personal.Of(ctx, client, c.ID, authz.MaskedFields(ctx, authz.Contact)...)
}

// mayOpen loads a contact for something that shows it in clear, changes it or
// more, if the viewer may do the action with it, and what scopes look at.
func mayOpen(ctx context.Context, tx *ent.Tx, a authz.Action, id typeid.ID, modify ...func(*sql.Selector)) (c *ent.Contact, departments, members []typeid.ID, err error) {
	if err := authz.Require(ctx, a); err != nil {
		return nil, nil, nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, nil, nil, err
	}
	q := tx.Contact.Query().Where(contact.ID(id)).WithCustomer()
	if len(modify) > 0 {
		q.Modify(modify...)
	}
	c, err = q.Only(ctx)
	if ent.IsNotFound(err) || err == nil && c.Edges.Customer == nil {
		return nil, nil, nil, fault.NotFound().Because(err)
	}
	if err != nil {
		return nil, nil, nil, err
	}
	departments, members = journal.CustomerRecord(c.Edges.Customer)
	return c, departments, members, authz.On(ctx, a, authz.Record{Departments: departments, Members: members})
}
