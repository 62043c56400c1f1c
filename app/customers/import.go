package customers

import (
	"context"
	"errors"
	"io"
	"slices"

	"entgo.io/ent/dialect/sql/sqlgraph"

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

// maxImportErrors is how many mistakes of a file are told one by one.
const maxImportErrors = 100

// ImportOptions say how a table of customers is read.
type ImportOptions struct {
	Columns  []Column       // columns named like fields need none
	System   string         // where the rows come from; with FieldExternalID it makes the import repeatable
	DryRun   bool           // nothing is written
	MaxRows  int            // 0 is no limit
	Progress func(Progress) // called after each lot; may be nil
}

// Progress is how far an import is: rows read so far and what became of them.
type Progress struct{ Rows, Created, Updated, Unchanged, Failed int }

// ImportError is a mistake in a file; the message is in the viewer's language.
type ImportError struct {
	Line    int     // of the file, the header's being 1
	Column  *string // its name; nil where it is not known
	Message string
}

// ImportResult is what an import did, or would do.
type ImportResult struct {
	Rows, Created, Updated, Unchanged, Failed int
	Errors                                    []ImportError // the first 100
	DryRun                                    bool
	Truncated                                 bool            // the rows after the last mistake were not read
	Cursor                                    *journal.Cursor // nil when nothing was written
}

// importing is one import on its way.
type importing struct {
	ImportOptions
	id     typeid.ID
	table  *table.Table[Field]
	reader *reader
	known  traces // of a dry run
	result ImportResult
}

// Import reads customers from a table (CSV, RFC 4180, UTF-8). Rows with mistakes
// are left out; the others are written 200 at a time, each lot a change of its
// own with its events and one import.progressed. A customer is found by its
// external id where a column has it, else by its exact name; an empty cell leaves
// what is there. People take CONTACT_CREATE and CONTACT_UPDATE too. A file of any
// length takes the memory of one lot; a dry run also remembers a few hashes of
// each customer that it would have written. An error of the database ends the
// import: the result tells what was done before it.
func Import(ctx context.Context, j *journal.Journal, r io.Reader, in ImportOptions) (ImportResult, error) {
	none := ImportResult{DryRun: in.DryRun}
	if err := mayImport(ctx); err != nil {
		return none, err
	}
	var err error
	if in.System, err = text.Line("system", in.System, 0, maxSystem); err != nil {
		return none, err
	}
	open := func() (*table.Table[Field], error) { return openTable(r, in.Columns) }
	if err := table.Fits(r, in.MaxRows, open); err != nil {
		return none, err
	}
	t, err := open()
	if err != nil {
		return none, err
	}
	if slices.ContainsFunc(contactFields, t.Fills) {
		if err := ReachesAll(ctx, authz.ContactCreate, authz.ContactUpdate); err != nil {
			return none, err
		}
	}
	if err := unmasked(ctx, t); err != nil {
		return none, err
	}
	if t.Fills(FieldExternalID) && in.System == "" {
		return none, fault.Input("system", "input.required")
	}
	i := &importing{
		ImportOptions: in, id: typeid.New("imp", viewer.Now(ctx)), table: t, reader: newReader(ctx, t, in.System),
		known: traces{}, result: none,
	}
	for ended := false; !ended && err == nil; {
		ended, err = i.lot(ctx, j)
	}
	i.result.Truncated = t.Truncated()
	return i.result, err
}

// masked are the fields of a table that a role may hide, with their names in
// the API and what they are of.
var masked = map[Field]struct {
	of   authz.Resource
	name string
}{
	FieldAddress: {authz.Customer, "address"}, FieldChurn: {authz.Customer, "churnReason"}, FieldSince: {authz.Customer, "cooperationSince"},
	FieldGrowth: {authz.Customer, "growthPotential"}, FieldStage: {authz.Customer, "relationshipStage"},
	FieldRenewal: {authz.Customer, "renewalDueOn"}, FieldValueAmount: {authz.Customer, "valueAmount"},
	FieldContactTitle: {authz.Contact, "title"}, FieldContactPhone: {authz.Contact, "phone"},
	FieldContactEmail: {authz.Contact, "email"}, FieldContactWeChat: {authz.Contact, "wechat"},
}

// unmasked refuses columns of fields that the viewer's roles hide: whether a row
// changes anything would tell what is there.
func unmasked(ctx context.Context, t *table.Table[Field]) error {
	for _, field := range t.Fields() {
		if is, ok := masked[field]; ok && authz.Masked(ctx, is.of, is.name) {
			return fault.New(fault.CodeForbidden, "field.masked").On("csv").Extend("column", t.Column(field))
		}
	}
	return nil
}

// mayImport asks once for the right to import.
func mayImport(ctx context.Context) error {
	if err := ReachesAll(ctx, authz.CustomerImport); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// ReachesAll asks for actions on the whole company, which an import reaches.
func ReachesAll(ctx context.Context, actions ...authz.Action) error {
	for _, a := range actions {
		if err := authz.Require(ctx, a); err != nil {
			return err
		}
		if authz.Can(ctx, a) != viewer.All {
			return fault.Forbidden().Extend("action", string(a))
		}
	}
	return nil
}

// lot reads and writes the next rows; true at the end of the file.
func (i *importing) lot(ctx context.Context, j *journal.Journal) (ended bool, err error) {
	var entries []entry
	var wrong []mistake
	rows, failed := 0, 0
	for ; rows < lotSize && !ended; rows++ {
		if i.MaxRows > 0 && i.result.Rows+rows == i.MaxRows {
			if _, _, err := i.table.Next(); !errors.Is(err, io.EOF) {
				return true, fault.Input("csv", "import.too_many_rows").With("max", i.MaxRows).Because(err)
			}
			ended = true
			break
		}
		row, mistakes, err := i.table.Next()
		if errors.Is(err, io.EOF) {
			ended = true
			break
		}
		if err != nil {
			return true, err
		}
		var e entry
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
func (i *importing) take(ctx context.Context, j *journal.Journal, rows, failed int, entries []entry, wrong []mistake) error {
	var l *lot
	var next ImportResult
	begin := func(known map[string]*draft, room int) {
		l = &lot{entries: entries, drafts: known, failed: map[int]bool{}, room: room}
	}
	count := func() {
		next = i.result
		next.Rows += rows
		next.Created += l.counts[created]
		next.Updated += l.counts[updated]
		next.Unchanged += l.counts[unchanged]
		next.Failed += failed + len(l.failed)
	}
	work := func(ctx context.Context, tx *ent.Tx) error {
		room, err := tenants.CustomersLeft(ctx, tx.Client())
		if err != nil {
			return err
		}
		begin(map[string]*draft{}, room)
		if err := l.decide(ctx, tx.Client(), i.reader, true); err != nil {
			return err
		}
		taken, err := tenants.TakeRoom(ctx, tx, l.counts[created])
		if err != nil {
			return err
		}
		if taken < l.counts[created] { // somebody took of the room meanwhile
			begin(map[string]*draft{}, taken)
			if err := l.decide(ctx, tx.Client(), i.reader, true); err != nil {
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
		begin(i.known.drafts(entries), room-i.result.Created)
		if err := l.decide(ctx, j.Client(), i.reader, false); err != nil {
			return err
		}
		i.known.keep(l)
		count()
	} else {
		cursor, err := j.Change(ctx, work)
		if sqlgraph.IsUniqueConstraintError(err) {
			// Somebody has made one of the customers meanwhile: now it is found.
			cursor, err = j.Change(ctx, work)
		}
		if err != nil {
			return err
		}
		next.Cursor = &cursor
	}
	next.Errors = AppendErrors(ctx, next.Errors, append(wrong, l.wrong...))
	i.result = next
	if i.Progress != nil {
		i.Progress(Progress{Rows: next.Rows, Created: next.Created, Updated: next.Updated, Unchanged: next.Unchanged, Failed: next.Failed})
	}
	return nil
}

// progressed tells how far the import is, to whoever started it.
func (i *importing) progressed(ctx context.Context, now ImportResult) journal.Event {
	return journal.Event{
		Type: "import.progressed", Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectImport, ID: i.id},
		Members: []typeid.ID{viewer.From(ctx).Member},
		Detail: map[string]any{
			"rows": now.Rows, "created": now.Created, "updated": now.Updated, "unchanged": now.Unchanged, "failed": now.Failed,
		},
	}
}
