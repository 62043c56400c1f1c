package journal

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/rules/viewer"
)

// Bulk writes very many events of one company's past, e.g. for measuring. It is
// for PostgreSQL, and for a transaction of the company's own: the head of the
// journal is held from the beginning on, so nobody else commits meanwhile.
type Bulk struct {
	tx *ent.Tx
	h  *head
	w  *writer
}

// NewBulk takes the head of the context's company.
func NewBulk(ctx context.Context, tx *ent.Tx) (*Bulk, error) {
	h, err := takeHead(ctx, tx, viewer.Tenant(ctx))
	if err != nil {
		return nil, err
	}
	return &Bulk{tx: tx, h: h, w: &writer{}}, nil
}

// Record chains an event: it occurred at the context's instant, by its viewer.
func (b *Bulk) Record(ctx context.Context, e Event) error { return b.h.append(ctx, b.w, e) }

// The columns in the order of a writer's rows.
var (
	eventColumns = []Column{
		{"id", "text"},
		{"tenant_id", "text"},
		{"position", "bigint"},
		{"type", "text"},
		{"kind", "text"},
		{"subject_type", "text"},
		{"subject_id", "text"},
		{"number", "text"},
		{"from_state", "text"},
		{"to_state", "text"},
		{"actor_id", "text"},
		{"department_ids", "jsonb"},
		{"member_ids", "jsonb"},
		{"fields", "jsonb"},
		{"clause_ids", "jsonb"},
		{"occurred_at", "timestamptz"},
		{"request_id", "text"},
		{"commitment", "bytea"},
		{"hash", "bytea"},
	}
	detailColumns = []Column{{"id", "text"}, {"tenant_id", "text"}, {"event_id", "text"}, {"salt", "bytea"}, {"body", "text"}}
)

// Write writes what was recorded since the last time.
func (b *Bulk) Write(ctx context.Context) error {
	if err := Insert(ctx, b.tx, "events", eventColumns, b.w.events); err != nil {
		return fmt.Errorf("journal: writing events: %w", err)
	}
	if err := Insert(ctx, b.tx, "event_details", detailColumns, b.w.details); err != nil {
		return fmt.Errorf("journal: writing details: %w", err)
	}
	b.w = &writer{}
	return nil
}

// Finish writes what is left and the head: the next instant at which a clock of
// the company is due is no later than the one given, unless it is zero.
func (b *Bulk) Finish(ctx context.Context, due time.Time) error {
	if err := b.Write(ctx); err != nil {
		return err
	}
	if due.IsZero() {
		due = database.Never
	}
	if due.Before(b.h.due) {
		b.h.due = due
	}
	b.w.head(b.h)
	if err := b.w.run(ctx, b.tx); err != nil {
		return fmt.Errorf("journal: writing the head: %w", err)
	}
	return nil
}
