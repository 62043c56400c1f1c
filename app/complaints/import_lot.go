package complaints

import (
	"context"
	"fmt"

	"heed/app/customers"
	"heed/app/journal"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// importLot is some rows of a table on their way into the database.
type importLot struct {
	entries []importEntry
	system  string
	reader  *importReader
	room    int                           // for customers that are new
	made    map[customers.Named]typeid.ID // of a dry run; nil in earnest
	roster  *customers.Roster
	drafts  []importDraft // what is to be written
	wrong   []importMistake

	created, updated, unchanged, failed int
}

// importDraft is a fact that is to be written: over what was, or anew.
type importDraft struct {
	entry importEntry
	whose typeid.ID
	was   *ent.Complaint
	is    fact
}

// Decide implements customers.Lot.
func (l *importLot) Decide(ctx context.Context, client *ent.Client) error {
	named, ids := make([]customers.Named, 0, len(l.entries)), make([]string, len(l.entries))
	for i, e := range l.entries {
		ids[i] = e.id
		if e.whose != (customers.Named{}) {
			named = append(named, e.whose)
		}
	}
	var err error
	if l.roster, err = customers.Call(ctx, client, l.system, named, l.room); err != nil {
		return err
	}
	l.roster.Know(l.made)
	// An import reaches the whole company: a fact out of the viewer's own sight is found too.
	q := client.Complaint.Query().Where(complaint.Historic(true), complaint.ExternalSystem(l.system), complaint.ExternalIDIn(ids...)).Order(complaint.ByID())
	if l.made == nil {
		q.Modify(database.Lock)
	}
	rows, err := q.All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("complaints: reading facts: %w", err)
	}
	known := map[string]*ent.Complaint{}
	for _, row := range rows {
		known[optional.Value(row.ExternalID)] = row
	}
	for _, e := range l.entries {
		if field, err := l.enter(ctx, e, known[e.id]); err != nil {
			l.failed++
			l.wrong = append(l.wrong, l.reader.table.Mistake(e.importRow, field, err))
		}
	}
	return nil
}

// enter brings a row into the lot. A wrong one changes nothing; the field says which of its
// cells is to blame.
func (l *importLot) enter(ctx context.Context, e importEntry, was *ent.Complaint) (ImportField, error) {
	d := importDraft{entry: e, was: was}
	before := unsaid
	before.department = viewer.From(ctx).Department
	if was != nil {
		before, d.whose = factOf(was), was.CustomerID
	}
	if d.is = e.over(before); d.is.channel == "" {
		return FieldChannel, fault.Input("", "input.required")
	}
	if err := l.reader.consistent(e, d.is); err != nil {
		return FieldAnswered, err
	}
	if field, err := l.find(ctx, e, &d); err != nil {
		return field, err
	}
	switch {
	case was == nil:
		l.created++
	case was.ErasedAt != nil, d.is == before && d.whose == was.CustomerID:
		l.unchanged++
		return "", nil
	default:
		l.updated++
	}
	l.drafts = append(l.drafts, d)
	return "", nil
}

// find is whose complaint it is, as far as the row says it: one that is there stays its
// customer's.
func (l *importLot) find(ctx context.Context, e importEntry, d *importDraft) (ImportField, error) {
	field := FieldCustomer
	if e.whose.External != "" {
		field = FieldCustomerID
	}
	if e.whose == (customers.Named{}) {
		return "", nil
	}
	if d.was == nil || d.was.CustomerID == "" && d.was.ErasedAt == nil {
		id, err := l.roster.Take(ctx, e.whose)
		d.whose = id
		return field, err
	}
	id, _, err := l.roster.Find(e.whose)
	switch {
	case err != nil:
		return field, err
	case id != d.was.CustomerID && d.was.ErasedAt == nil:
		return field, fault.Input("", "import.other_customer")
	}
	return "", nil
}

// Remember implements customers.Lot.
func (l *importLot) Remember() { l.roster.Remember(l.made) }

// Outcome implements customers.Lot.
func (l *importLot) Outcome() customers.Outcome[ImportField] {
	return customers.Outcome[ImportField]{
		Created: l.created, Updated: l.updated, Unchanged: l.unchanged, Failed: l.failed, Customers: l.roster.Fresh(), Wrong: l.wrong,
	}
}

// Write implements customers.Lot: it makes and changes what was decided, and tells each.
// Nothing starts for it: no clock, no task.
func (l *importLot) Write(ctx context.Context, tx *ent.Tx) error {
	if err := l.roster.Write(ctx, tx); err != nil {
		return err
	}
	if err := l.writeNew(ctx, tx); err != nil {
		return err
	}
	for _, d := range l.drafts {
		if d.was == nil {
			continue
		}
		change, fields := d.is.change(d.was)
		if d.whose != d.was.CustomerID {
			change.SetCustomerID(d.whose)
			fields = append(fields, "customer")
		}
		c, err := change.Save(ctx)
		if err != nil {
			return fmt.Errorf("complaints: writing %s: %w", d.was.ID, err)
		}
		count(ctx, d.was, c)
		happened(ctx, c, "complaint.updated", told{fields: fields, clauses: []string{"D2-57"}, was: d.was})
	}
	return nil
}

func (l *importLot) writeNew(ctx context.Context, tx *ent.Tx) error {
	if l.created == 0 {
		return nil
	}
	numbers, err := requirements.NextNumbers(ctx, tx, series, l.created)
	if err != nil {
		return err
	}
	rows := make([]*ent.ComplaintCreate, 0, l.created)
	for _, d := range l.drafts {
		if d.was != nil {
			continue
		}
		number := numbers[len(rows)]
		row := d.is.fill(tx.Complaint.Create()).SetNumber(number).SetContent(d.entry.content).SetExternalSystem(l.system).SetExternalID(d.entry.id).
			SetLocale(string(viewer.From(ctx).Language())).SetGrams(grams(viewer.Tenant(ctx), number, d.is.product, d.entry.content))
		if d.whose != "" {
			row.SetCustomerID(d.whose)
		}
		if d.entry.name != "" {
			row.SetComplainantName(d.entry.name)
		}
		rows = append(rows, row)
	}
	made, err := tx.Complaint.CreateBulk(rows...).Save(ctx)
	if err != nil {
		return fmt.Errorf("complaints: making facts: %w", err)
	}
	for _, c := range made {
		count(ctx, nil, c)
		e := event(c, "complaint.imported", told{clauses: []string{"D2-57", "D0-70"}, detail: map[string]any{
			"system": l.system, "externalId": c.ExternalID, "receivedAt": c.ReceivedAt, "channel": c.Channel, "customer": c.CustomerID,
		}})
		e.To = string(c.State)
		journal.Record(ctx, e)
	}
	return nil
}
