package customers

import (
	"context"
	"errors"
	"io"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/table"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// lotSize is how many rows of an import make one transaction. Each lot takes a
// constant number of statements.
const lotSize = 200

// Rows are those of a table on their way in: 200 at a time, each lot a change of
// its own that takes room for the customers it makes, or nothing but a trial of it.
type Rows[F ~string, E any] struct {
	DryRun     bool
	MaxRows    int            // 0 is no limit
	Progress   func(Progress) // called after each lot; may be nil
	Table      *table.Table[F]
	Understand func(table.Row[F]) (E, []table.Mistake[F])
	Begin      func(entries []E, room int) Lot[F] // the room is for customers that are new

	id     typeid.ID
	made   int // customers that a dry run would have made
	result ImportResult
}

// Lot is some rows that are brought in together.
type Lot[F ~string] interface {
	// Decide finds what the rows are about; nothing is written.
	Decide(ctx context.Context, client *ent.Client) error
	// Write makes and changes what was decided.
	Write(ctx context.Context, tx *ent.Tx) error
	// Remember keeps what a dry run needs of it for the next lots.
	Remember()
	// Outcome tells what becomes of the rows.
	Outcome() Outcome[F]
}

// Outcome is what becomes of the rows of a lot.
type Outcome[F ~string] struct {
	Created, Updated, Unchanged, Failed int
	Customers                           int // that are new
	Wrong                               []table.Mistake[F]
}

// Import brings all rows in, each lot with one import.progressed. An error of the
// database ends it: the result tells what was done before.
func (r *Rows[F, E]) Import(ctx context.Context, j *journal.Journal) (ImportResult, error) {
	r.id, r.result.DryRun = typeid.New("imp", viewer.Now(ctx)), r.DryRun
	var err error
	for ended := false; !ended && err == nil; {
		var read lotOfRows[F, E]
		if read, ended, err = r.read(); err == nil && read.rows > 0 {
			err = r.take(ctx, j, read)
		}
	}
	r.result.Truncated = r.Table.Truncated()
	return r.result, err
}

// lotOfRows are the rows that were read for a lot, understood or not.
type lotOfRows[F ~string, E any] struct {
	rows, failed int
	entries      []E
	wrong        []table.Mistake[F]
}

// read reads the rows of the next lot; true at the end of the file.
func (r *Rows[F, E]) read() (l lotOfRows[F, E], ended bool, err error) {
	for l.rows < lotSize {
		row, mistakes, err := r.Table.Next()
		if errors.Is(err, io.EOF) {
			return l, true, nil
		}
		if err != nil {
			return l, true, err
		}
		if r.MaxRows > 0 && r.result.Rows+l.rows == r.MaxRows {
			return l, true, fault.Input("csv", "import.too_many_rows").With("max", r.MaxRows)
		}
		l.rows++
		var e E
		if len(mistakes) == 0 {
			e, mistakes = r.Understand(row)
		}
		if len(mistakes) > 0 {
			l.failed++
			l.wrong = append(l.wrong, mistakes...)
			continue
		}
		l.entries = append(l.entries, e)
	}
	return l, false, nil
}

// take brings the rows of a lot in and counts them.
func (r *Rows[F, E]) take(ctx context.Context, j *journal.Journal, read lotOfRows[F, E]) error {
	var l Lot[F]
	decide := func(ctx context.Context, client *ent.Client, room int) (err error) {
		l = r.Begin(read.entries, room)
		return l.Decide(ctx, client)
	}
	var next ImportResult
	work := func(ctx context.Context, tx *ent.Tx) error {
		room, err := tenants.CustomersLeft(ctx, tx.Client())
		if err != nil {
			return err
		}
		if err := decide(ctx, tx.Client(), room); err != nil {
			return err
		}
		wanted := l.Outcome().Customers
		taken, err := tenants.TakeRoom(ctx, tx, wanted)
		if err != nil {
			return err
		}
		if taken < wanted { // somebody took of the room meanwhile
			if err := decide(ctx, tx.Client(), taken); err != nil {
				return err
			}
		}
		if err := l.Write(ctx, tx); err != nil {
			return err
		}
		next = r.with(read, l.Outcome())
		journal.Record(ctx, r.progressed(ctx, next))
		return nil
	}
	if r.DryRun {
		room, err := tenants.CustomersLeft(ctx, j.Client())
		if err != nil {
			return err
		}
		if err := decide(ctx, j.Client(), room-r.made); err != nil {
			return err
		}
		l.Remember()
		r.made += l.Outcome().Customers
		next = r.with(read, l.Outcome())
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
	next.Errors = appendErrors(ctx, next.Errors, append(read.wrong, l.Outcome().Wrong...))
	r.result = next
	if r.Progress != nil {
		r.Progress(Progress{Rows: next.Rows, Created: next.Created, Updated: next.Updated, Unchanged: next.Unchanged, Failed: next.Failed})
	}
	return nil
}

// with is the result with a lot more.
func (r *Rows[F, E]) with(read lotOfRows[F, E], o Outcome[F]) ImportResult {
	next := r.result
	next.Rows += read.rows
	next.Created += o.Created
	next.Updated += o.Updated
	next.Unchanged += o.Unchanged
	next.Failed += read.failed + o.Failed
	return next
}

// progressed tells how far the import is, to whoever started it.
func (r *Rows[F, E]) progressed(ctx context.Context, now ImportResult) journal.Event {
	return journal.Event{
		Type: "import.progressed", Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectImport, ID: r.id},
		Members: []typeid.ID{viewer.From(ctx).Member},
		Detail: map[string]any{
			"rows": now.Rows, "created": now.Created, "updated": now.Updated, "unchanged": now.Unchanged, "failed": now.Failed,
		},
	}
}
