package customers

import (
	"context"
	"io"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/rules/fault"
	"heed/rules/table"
	"heed/rules/text"
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
	reader, known := newReader(ctx, t, in.System), traces{}
	rows := Rows[Field, entry]{
		DryRun: in.DryRun, MaxRows: in.MaxRows, Progress: in.Progress, Table: t, Understand: reader.understand,
		Begin: func(entries []entry, room int) Lot[Field] {
			l := &lot{entries: entries, reader: reader, drafts: map[string]*draft{}, failed: map[int]bool{}, room: room}
			if in.DryRun {
				l.known, l.drafts = known, known.drafts(entries)
			}
			return l
		},
	}
	return rows.Import(ctx, j)
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
