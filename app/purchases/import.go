package purchases

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
)

// maxSystem is the longest name of another system, in characters.
const maxSystem = 40

// ImportOptions say how a table of purchases is read.
type ImportOptions struct {
	Columns  []ImportColumn  // columns named like fields need none
	System   string          // of the customers' ids
	Dates    table.DateOrder // where the year comes last; YearFirst when empty
	DryRun   bool            // nothing is written
	MaxRows  int             // 0 is no limit
	Progress func(customers.Progress)
}

// Import takes purchases from a table (CSV, RFC 4180, UTF-8). Rows with mistakes are
// left out; the others are written 200 at a time, each lot a change of its own with a
// purchase.imported for each order that is new, and one import.progressed. An order is
// found by its number; an empty cell leaves what is there, and a delivery goes on, never
// back. Customers are found by their id in the system or by their exact name; none are
// made. A row may say one exception: over the one that it means (trouble.place), or a new
// one. Of what the customer is still to be told, somebody has a task. Of an order that
// ended nothing changes but when it was shipped and delivered, and what became of its
// exceptions. A file of any length takes the memory of one lot and its numbers. An error
// of the database ends the import: the result tells what was done before it.
func Import(ctx context.Context, j *journal.Journal, r io.Reader, in ImportOptions) (customers.ImportResult, error) {
	none := customers.ImportResult{DryRun: in.DryRun}
	if err := customers.ReachesAll(ctx, authz.PurchaseImport); err != nil {
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
		in.Dates = table.YearFirst
	}
	if !slices.Contains(in.Dates.Values(), string(in.Dates)) {
		return none, fault.Input("dates", "input.unknown_key").With("value", text.Clip(string(in.Dates)))
	}
	open := func() (*orders, error) { return openOrders(r, in.Columns) }
	if err := table.Fits(r, in.MaxRows, open); err != nil {
		return none, err
	}
	t, err := open()
	if err != nil {
		return none, err
	}
	if t.Fills(FieldAmount) && authz.Masked(ctx, authz.Purchase, "amount") {
		return none, fault.New(fault.CodeForbidden, "field.masked").On("csv").Extend("column", t.Column(FieldAmount))
	}
	if in.System == "" && t.Fills(FieldCustomerID) {
		return none, fault.Input("system", "input.required")
	}
	reader := newReader(ctx, t, in.Dates)
	rows := customers.Rows[ImportField, entry]{
		DryRun: in.DryRun, MaxRows: in.MaxRows, Progress: in.Progress, Table: t, Understand: reader.understand,
		Begin: func(entries []entry, _ int) customers.Lot[ImportField] {
			return &lot{entries: entries, system: in.System, reader: reader, dryRun: in.DryRun}
		},
	}
	return rows.Import(ctx, j)
}
