package complaints

import (
	"context"
	"io"
	"slices"
	"strings"

	"heed/app/customers"
	"heed/app/journal"
	"heed/authz"
	"heed/rules/fault"
	"heed/rules/table"
	"heed/rules/text"
	"heed/rules/typeid"
)

// Where facts come from of which the system is not named, and the longest identifiers of
// other systems, in characters.
const (
	unnamedSystem = "IMPORT"
	maxSystem     = 40
	maxExternal   = 100
)

// ImportOptions say how a table of complaints is read.
type ImportOptions struct {
	Columns  []ImportColumn  // columns named like fields need none
	System   string          // where the rows come from, and their customers' ids
	Dates    table.DateOrder // where the year comes last; YearFirst when empty
	DryRun   bool            // nothing is written
	MaxRows  int             // 0 is no limit
	Progress func(customers.Progress)
}

// ownSystem begins the names under which Heed itself keeps what was sent.
const ownSystem = "heed:"

// Import takes complaints of the past from a table (CSV, RFC 4180, UTF-8) as facts: they are
// CLOSED, or WITHDRAWN where a column says so, nothing is promised of them, and nothing
// starts for them. Who complained and whose customer it was may be unknown. Rows with
// mistakes are left out; the others are written 200 at a time, each lot a change of its own
// with a complaint.imported for each that is new, and one import.progressed. A fact is found
// again by the external id, where a column has it, else by what stands in the row; an empty
// cell leaves what is there, and so does any of what the complainant said, and of one that
// was erased. Customers are found by their id in the system or by their exact name, and made
// when they are unknown, which takes CUSTOMER_IMPORT too. An error of the database ends the
// import: the result tells what was done before it.
func Import(ctx context.Context, j *journal.Journal, r io.Reader, in ImportOptions) (customers.ImportResult, error) {
	none := customers.ImportResult{DryRun: in.DryRun}
	if err := customers.ReachesAll(ctx, authz.ComplaintImport, authz.CustomerImport); err != nil {
		return none, err
	}
	if err := authz.Writable(ctx); err != nil {
		return none, err
	}
	var err error
	if in.System, err = text.Line("system", in.System, 0, maxSystem); err != nil {
		return none, err
	}
	if strings.HasPrefix(in.System, ownSystem) {
		return none, fault.Input("system", "input.unknown_key").With("value", text.Clip(in.System))
	}
	if in.Dates == "" {
		in.Dates = table.YearFirst
	}
	if !slices.Contains(in.Dates.Values(), string(in.Dates)) {
		return none, fault.Input("dates", "input.unknown_key").With("value", text.Clip(string(in.Dates)))
	}
	open := func() (*importTable, error) { return openImport(r, in.Columns) }
	if err := table.Fits(r, in.MaxRows, open); err != nil {
		return none, err
	}
	t, err := open()
	if err != nil {
		return none, err
	}
	if in.System == "" {
		if t.Fills(FieldExternalID) || t.Fills(FieldCustomerID) {
			return none, fault.Input("system", "input.required")
		}
		in.System = unnamedSystem
	}
	reader := newReader(ctx, t, in.Dates)
	var made map[customers.Named]typeid.ID
	if in.DryRun {
		made = map[customers.Named]typeid.ID{}
	}
	rows := customers.Rows[ImportField, importEntry]{
		DryRun: in.DryRun, MaxRows: in.MaxRows, Progress: in.Progress, Table: t, Understand: reader.understand,
		Begin: func(entries []importEntry, room int) customers.Lot[ImportField] {
			return &importLot{entries: entries, system: in.System, reader: reader, room: room, made: made}
		},
	}
	return rows.Import(ctx, j)
}
