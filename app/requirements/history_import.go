package requirements

import (
	"context"
	"errors"
	"io"
	"slices"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/customers"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/table"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// unnamedSystem is where facts come from of which the system is not named.
const unnamedSystem = "IMPORT"

// HistoryOptions say how a table of facts is read.
type HistoryOptions struct {
	Columns  []HistoryColumn // columns named like fields need none
	System   string          // where the rows come from, and their customers' ids
	Dates    DateOrder       // where the year comes last; YearFirst when empty
	DryRun   bool            // nothing is written
	MaxRows  int             // 0 is no limit
	Progress func(customers.Progress)
}

// historyImport is one import on its way.
type historyImport struct {
	HistoryOptions
	id     typeid.ID
	table  *historyTable
	reader *historyReader
	made   map[customers.Named]typeid.ID // of a dry run
	result customers.ImportResult
}

// ImportHistory takes requirements of the past from a table (CSV, RFC 4180, UTF-8) as
// facts: they are CLOSED, nothing is promised of them, and nothing starts for them.
// Rows with mistakes are left out; the others are written 200 at a time, each lot a
// change of its own with a requirement.imported for each that is new, and one
// import.progressed. A fact is found again by the external id, where a column has it,
// else by what stands in the row; an empty cell leaves what is there. Customers are
// found by their id in the system or by their exact name, and made when they are
// unknown, which takes CUSTOMER_IMPORT too. A file of any length takes the memory of
// one lot and a mark of each row. An error of the database ends the import: the result
// tells what was done before it.
func ImportHistory(ctx context.Context, j *journal.Journal, r io.Reader, in HistoryOptions) (customers.ImportResult, error) {
	none := customers.ImportResult{DryRun: in.DryRun}
	if err := customers.ReachesAll(ctx, authz.RequirementImport, authz.CustomerImport); err != nil {
		return none, err
	}
	if err := authz.Writable(ctx); err != nil {
		return none, err
	}
	var err error
	if in.System, err = text.Line("system", in.System, 0, maxSystem); err != nil {
		return none, err
	}
	if in.Dates == "" {
		in.Dates = YearFirst
	}
	if !slices.Contains(in.Dates.Values(), string(in.Dates)) {
		return none, fault.Input("dates", "input.unknown_key").With("value", text.Clip(string(in.Dates)))
	}
	open := func() (*historyTable, error) { return openHistory(r, in.Columns) }
	if err := table.Fits(r, in.MaxRows, open); err != nil {
		return none, err
	}
	t, err := open()
	if err != nil {
		return none, err
	}
	if in.System == "" {
		if t.Fills(HistoryExternalID) || t.Fills(HistoryCustomerID) {
			return none, fault.Input("system", "input.required")
		}
		in.System = unnamedSystem
	}
	i := &historyImport{HistoryOptions: in, id: typeid.New("imp", viewer.Now(ctx)), table: t, reader: newHistoryReader(ctx, t, in.Dates), result: none}
	if in.DryRun {
		i.made = map[customers.Named]typeid.ID{}
	}
	for ended := false; !ended && err == nil; {
		ended, err = i.lot(ctx, j)
	}
	i.result.Truncated = t.Truncated()
	return i.result, err
}

// lot reads and writes the next rows; true at the end of the file.
func (i *historyImport) lot(ctx context.Context, j *journal.Journal) (ended bool, err error) {
	var entries []historyEntry
	var wrong []historyMistake
	rows, failed := 0, 0
	for rows < historyLotSize {
		row, mistakes, err := i.table.Next()
		if errors.Is(err, io.EOF) {
			ended = true
			break
		}
		if err != nil {
			return true, err
		}
		if i.MaxRows > 0 && i.result.Rows+rows == i.MaxRows {
			return true, fault.Input("csv", "import.too_many_rows").With("max", i.MaxRows)
		}
		rows++
		var e historyEntry
		if len(mistakes) == 0 {
			e, mistakes = i.reader.understand(row)
		}
		if len(mistakes) > 0 {
			failed++
			wrong = append(wrong, mistakes...)
			continue
		}
		entries = append(entries, e)
	}
	if rows == 0 {
		return true, nil
	}
	return ended, i.take(ctx, j, rows, failed, entries, wrong)
}

// take brings the rows of a lot in and counts them.
func (i *historyImport) take(ctx context.Context, j *journal.Journal, rows, failed int, entries []historyEntry, wrong []historyMistake) error {
	var l *historyLot
	var next customers.ImportResult
	count := func() {
		next = i.result
		next.Rows += rows
		next.Created += l.created
		next.Updated += l.updated
		next.Unchanged += l.unchanged
		next.Failed += failed + l.failed
	}
	decide := func(ctx context.Context, client *ent.Client, room int) error {
		l = &historyLot{entries: entries, system: i.System}
		return l.decide(ctx, client, i.reader, room, i.made)
	}
	work := func(ctx context.Context, tx *ent.Tx) error {
		room, err := tenants.CustomersLeft(ctx, tx.Client())
		if err != nil {
			return err
		}
		if err := decide(ctx, tx.Client(), room); err != nil {
			return err
		}
		taken, err := tenants.TakeRoom(ctx, tx, l.roster.Fresh())
		if err != nil {
			return err
		}
		if taken < l.roster.Fresh() { // somebody took of the room meanwhile
			if err := decide(ctx, tx.Client(), taken); err != nil {
				return err
			}
		}
		if err := l.write(ctx, tx); err != nil {
			return err
		}
		count()
		journal.Record(ctx, i.progressed(ctx, next))
		return nil
	}
	if i.DryRun {
		room, err := tenants.CustomersLeft(ctx, j.Client())
		if err != nil {
			return err
		}
		if err := decide(ctx, j.Client(), room-len(i.made)); err != nil {
			return err
		}
		l.roster.Remember(i.made)
		count()
	} else {
		cursor, err := j.Change(ctx, work)
		if sqlgraph.IsUniqueConstraintError(err) {
			// Somebody has made one of them meanwhile: now it is found.
			cursor, err = j.Change(ctx, work)
		}
		if err != nil {
			return err
		}
		next.Cursor = &cursor
	}
	next.Errors = customers.AppendErrors(ctx, next.Errors, append(wrong, l.wrong...))
	i.result = next
	if i.Progress != nil {
		i.Progress(customers.Progress{Rows: next.Rows, Created: next.Created, Updated: next.Updated, Unchanged: next.Unchanged, Failed: next.Failed})
	}
	return nil
}

// progressed tells how far the import is, to whoever started it.
func (i *historyImport) progressed(ctx context.Context, now customers.ImportResult) journal.Event {
	return journal.Event{
		Type: "import.progressed", Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectImport, ID: i.id},
		Members: []typeid.ID{viewer.From(ctx).Member},
		Detail: map[string]any{
			"rows": now.Rows, "created": now.Created, "updated": now.Updated, "unchanged": now.Unchanged, "failed": now.Failed,
		},
	}
}
