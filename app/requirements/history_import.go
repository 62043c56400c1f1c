package requirements

import (
	"context"
	"io"
	"slices"

	"heed/app/customers"
	"heed/app/journal"
	"heed/authz"
	"heed/rules/fault"
	"heed/rules/table"
	"heed/rules/text"
	"heed/rules/typeid"
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
	reader := newHistoryReader(ctx, t, in.Dates)
	var made map[customers.Named]typeid.ID
	if in.DryRun {
		made = map[customers.Named]typeid.ID{}
	}
	rows := customers.Rows[HistoryField, historyEntry]{
		DryRun: in.DryRun, MaxRows: in.MaxRows, Progress: in.Progress, Table: t, Understand: reader.understand,
		Begin: func(entries []historyEntry, room int) customers.Lot[HistoryField] {
			return &historyLot{entries: entries, system: in.System, reader: reader, room: room, made: made}
		},
	}
	return rows.Import(ctx, j)
}
