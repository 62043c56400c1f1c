package demo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/app/requirements"
	"heed/app/surveys"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/typeid"
)

// text, instants and numbers are columns of these types, named in one string.
func columns(text, instants, numbers, children string) []column {
	var all []column
	for _, part := range []struct{ names, kind string }{
		{text, "text"}, {instants, "timestamptz"}, {numbers, "bigint"}, {children, "jsonb"},
	} {
		for _, name := range strings.Fields(part.names) {
			all = append(all, column{name, part.kind})
		}
	}
	return all
}

// The columns that Scale writes, in the order of the rows.
var (
	customerColumns = columns(
		"id tenant_id created_by updated_by kind name industry size_band cooperation_band address tier_key department_id account_manager_id external_system external_id grams",
		"created_at updated_at", "version", "")
	requirementColumns = columns(
		"id tenant_id created_by updated_by number customer_id title original_text content source channel collected_by_id category urgency nature expectation lead_department_id assignee_id state merged_into_id grams",
		"created_at updated_at collected_at received_at due_at closed_at", "version reopen_count",
		"feasibility value plans response result outcome rejection")
	linkColumns  = columns("id tenant_id created_by updated_by requirement_id other_id type", "created_at updated_at", "version", "")
	clockColumns = columns(
		"id tenant_id created_by updated_by requirement_id policy_id calendar_id kind state unit",
		"created_at updated_at started_at due_at stopped_at next_tick_at", "version policy_version amount", "pauses")
	seriesColumns  = columns("id tenant_id kind", "", "year last", "")
	counterColumns = columns("id tenant_id name bucket", "", "amount", "")
)

// series are the company's numbers taken so far, by year.
func (s *scaled) series(b *bulk) [][]any {
	var rows [][]any
	for year, last := range b.numbers {
		rows = append(rows, []any{s.newID(ent.TypeNumberSeries), s.tenant, "REQ", year, last})
	}
	return rows
}

// record writes the journal in the order of time.
func (s *scaled) record(ctx context.Context, tx *ent.Tx, b *bulk) error {
	slices.SortStableFunc(b.events, func(x, y happening) int { return x.at.Compare(y.at) })
	j, err := journal.NewBulk(ctx, tx)
	if err != nil {
		return err
	}
	for lot := range slices.Chunk(b.events, insertAtOnce) {
		for _, e := range lot {
			if err := j.Record(s.as(ctx, management, e.at), e.Event); err != nil {
				return err
			}
		}
		events, details := j.Rows()
		if err := insert(ctx, tx, "events", typed(journal.EventColumns), events); err != nil {
			return fmt.Errorf("writing events: %w", err)
		}
		if err := insert(ctx, tx, "event_details", typed(journal.DetailColumns), details); err != nil {
			return fmt.Errorf("writing details: %w", err)
		}
	}
	return j.Finish(ctx, b.due)
}

// typed are the journal's columns; those that are no text are named here.
func typed(names []string) []column {
	kinds := map[string]string{
		"position": "bigint", "occurred_at": "timestamptz", "commitment": "bytea", "hash": "bytea", "salt": "bytea",
		"department_ids": "jsonb", "member_ids": "jsonb", "fields": "jsonb", "clause_ids": "jsonb",
	}
	all := make([]column, len(names))
	for i, name := range names {
		all[i] = column{name, cmp.Or(kinds[name], "text")}
	}
	return all
}

// count makes the maintained figures from the rows.
func (s *scaled) count(ctx context.Context, tx *ent.Tx) error {
	figures, err := surveys.Recount(ctx, tx.Client())
	if err != nil {
		return err
	}
	customers, err := tx.Customer.Query().Count(ctx)
	if err != nil {
		return fmt.Errorf("demo: counting customers: %w", err)
	}
	figures[requirements.Figure{Name: tenants.CustomersFigure}] = customers
	rows := make([][]any, 0, len(figures))
	for f, n := range figures {
		rows = append(rows, []any{s.newID(ent.TypeCounter), s.tenant, f.Name, f.Bucket, n})
	}
	return insert(ctx, tx, "counters", counterColumns, rows)
}

func (s *scaled) newID(entity string) typeid.ID { return typeid.New(ent.Prefixes[entity], s.now) }
