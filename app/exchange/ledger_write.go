package exchange

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"heed/app/journal"
	"heed/app/requirements"
	"heed/authz"
	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// noteEvery is after how many rows it is noted how far an export is.
const noteEvery = 2_000

// sheet is a file that is written row by row.
type sheet interface {
	row(values []any) error
	end() error
}

// WriteLedger writes the rows of an export, as its asker reads and may export them, lot
// by lot: in no more memory for a hundred thousand than for a thousand. It notes how far
// it is, and how and when it ends, which may be long after the instant of the request.
// The order is that of creation.
func WriteLedger(ctx context.Context, j *journal.Journal, export *ent.LedgerExport, out io.Writer, now func() time.Time) (err error) {
	defer func() {
		if e := endLedger(viewer.WithNow(context.WithoutCancel(ctx), now()), j, export.ID, err == nil); err == nil {
			err = e
		}
	}()
	var filter *requirements.Filter
	if len(export.Filter) > 0 {
		if err := json.Unmarshal(export.Filter, &filter); err != nil {
			return fmt.Errorf("exchange: reading a filter: %w", err)
		}
	}
	client := j.Client()
	total, err := ledgerQuery(ctx, client, filter)
	if err != nil {
		return err
	}
	rows, err := total.Count(ctx)
	if err != nil {
		return fmt.Errorf("exchange: counting the ledger: %w", err)
	}
	if err := note(ctx, j, export.ID, func(c *ent.LedgerExportUpdateOne) { c.SetState(flow.ExportRunning).SetRows(rows) }); err != nil {
		return err
	}
	columns := ledgerColumns(ctx)
	s, err := newSheet(export.Format, out, columns)
	if err != nil {
		return err
	}
	return ledgerRows(ctx, j, export.ID, filter, columns, s)
}

// ledgerQuery are the requirements of the filter that the viewer reads and may export.
func ledgerQuery(ctx context.Context, client *ent.Client, filter *requirements.Filter) (*ent.RequirementQuery, error) {
	q, err := filter.Apply(ctx, client.Requirement.Query())
	if err != nil {
		return nil, err
	}
	if limit := authz.Requirements(viewer.From(ctx), authz.RequirementExport); limit != nil {
		q.Where(limit)
	}
	return q, nil
}

func ledgerRows(ctx context.Context, j *journal.Journal, id typeid.ID, filter *requirements.Filter, columns []ledgerColumn, s sheet) error {
	client := j.Client()
	for after, done, noted := typeid.ID(""), 0, 0; ; {
		q, err := ledgerQuery(ctx, client, filter)
		if err != nil {
			return err
		}
		if after != "" { // the empty id is NULL, and nothing is greater
			q.Where(requirement.IDGT(after))
		}
		lot, err := q.Order(requirement.ByID()).Limit(rowsAtOnce).
			WithCustomer().WithLeadDepartment().WithAssignee().WithRating().All(ctx)
		if err != nil {
			return fmt.Errorf("exchange: reading the ledger: %w", err)
		}
		rows, err := requirements.Ledger(ctx, client, lot)
		if err != nil {
			return err
		}
		for _, r := range rows {
			values := make([]any, len(columns))
			for i, c := range columns {
				values[i] = c.value(r)
			}
			if err := s.row(values); err != nil {
				return fmt.Errorf("exchange: writing the ledger: %w", err)
			}
		}
		done += len(rows)
		last := len(lot) < rowsAtOnce
		if last {
			if err := s.end(); err != nil {
				return fmt.Errorf("exchange: writing the ledger: %w", err)
			}
		}
		if last || done-noted >= noteEvery {
			if err := note(ctx, j, id, func(c *ent.LedgerExportUpdateOne) { c.SetRowsDone(done) }); err != nil {
				return err
			}
			noted = done
		}
		if last {
			return nil
		}
		after = lot[len(lot)-1].ID
	}
}
