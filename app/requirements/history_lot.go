package requirements

import (
	"context"
	"fmt"

	"heed/app/clocks"
	"heed/app/customers"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// historyLot is some rows of a table on their way into the database.
type historyLot struct {
	entries []historyEntry
	system  string
	reader  *historyReader
	room    int                           // for customers that are new
	made    map[customers.Named]typeid.ID // of a dry run; nil in earnest
	roster  *customers.Roster
	drafts  []historyDraft // what is to be written
	wrong   []historyMistake

	created, updated, unchanged, failed int
}

// historyDraft is a fact that is to be written: over what was, or anew.
type historyDraft struct {
	id    string
	whose typeid.ID
	was   *ent.Requirement
	is    facts
}

// Decide implements customers.Lot.
func (l *historyLot) Decide(ctx context.Context, client *ent.Client) error {
	names, ids := make([]customers.Named, len(l.entries)), make([]string, len(l.entries))
	for i, e := range l.entries {
		names[i], ids[i] = e.whose, e.id
	}
	var err error
	if l.roster, err = customers.Call(ctx, client, l.system, names, l.room); err != nil {
		return err
	}
	l.roster.Know(l.made)
	q := client.Requirement.Query().Where(requirement.ExternalSystem(l.system), requirement.ExternalIDIn(ids...)).Order(requirement.ByID())
	if l.made == nil {
		q.Modify(database.Lock)
	}
	rows, err := q.All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("requirements: reading facts: %w", err)
	}
	known := map[string]*ent.Requirement{}
	for _, row := range rows {
		known[optional.Value(row.ExternalID)] = row
	}
	for _, e := range l.entries {
		if field, err := l.enter(ctx, e, known[e.id]); err != nil {
			l.failed++
			l.wrong = append(l.wrong, l.reader.table.Mistake(e.historyRow, field, err))
		}
	}
	return nil
}

// enter brings a row into the lot. A wrong one changes nothing; the field says which
// of its cells is to blame.
func (l *historyLot) enter(ctx context.Context, e historyEntry, was *ent.Requirement) (HistoryField, error) {
	before := unsaid
	before.department = viewer.From(ctx).Department
	if was != nil {
		before = factsOf(was)
	}
	is := e.over(before)
	if is.content == "" {
		is.content = is.title
	}
	if err := l.reader.consistent(e, is); err != nil {
		return HistoryAnswered, err
	}
	whose := HistoryCustomer
	if e.whose.External != "" {
		whose = HistoryCustomerID
	}
	if was == nil {
		id, err := l.roster.Take(ctx, e.whose)
		if err != nil {
			return whose, err
		}
		l.created++
		l.drafts = append(l.drafts, historyDraft{id: e.id, whose: id, is: is})
		return "", nil
	}
	id, _, err := l.roster.Find(e.whose)
	switch {
	case err != nil:
		return whose, err
	case id != was.CustomerID:
		return whose, fault.Input("", "import.other_customer")
	case is == before:
		l.unchanged++
	default:
		l.updated++
		l.drafts = append(l.drafts, historyDraft{id: e.id, whose: id, was: was, is: is})
	}
	return "", nil
}

// Remember implements customers.Lot.
func (l *historyLot) Remember() { l.roster.Remember(l.made) }

// Outcome implements customers.Lot.
func (l *historyLot) Outcome() customers.Outcome[HistoryField] {
	return customers.Outcome[HistoryField]{
		Created: l.created, Updated: l.updated, Unchanged: l.unchanged, Failed: l.failed, Customers: l.roster.Fresh(), Wrong: l.wrong,
	}
}

// Write implements customers.Lot: it makes and changes what was decided, and tells
// each. Nothing starts for it: no clock, no task.
func (l *historyLot) Write(ctx context.Context, tx *ent.Tx) error {
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
		change, t := d.is.change(d.was)
		r, err := save(ctx, d.was, change)
		if err != nil {
			return err
		}
		clocks.CountFact(ctx, d.was, r)
		happened(ctx, r, "requirement.updated", t)
	}
	return nil
}

func (l *historyLot) writeNew(ctx context.Context, tx *ent.Tx) error {
	if l.created == 0 {
		return nil
	}
	numbers, err := nextNumbers(ctx, tx, series, l.created)
	if err != nil {
		return err
	}
	var rows []*ent.RequirementCreate
	var said []facts
	for _, d := range l.drafts {
		if d.was != nil {
			continue
		}
		row := d.is.fill(tx.Requirement.Create(), viewer.Tenant(ctx), numbers[len(rows)])
		rows = append(rows, row.SetCustomerID(d.whose).SetExternalSystem(l.system).SetExternalID(d.id))
		said = append(said, d.is)
	}
	made, err := tx.Requirement.CreateBulk(rows...).Save(ctx)
	if err != nil {
		return fmt.Errorf("requirements: making facts: %w", err)
	}
	for i, r := range made {
		countRequirement(ctx, nil, r)
		clocks.CountFact(ctx, nil, r)
		tellImported(ctx, r, said[i])
	}
	return nil
}
