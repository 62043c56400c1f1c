package journal

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/rules/viewer"
)

// Bulk chains very many events of one company's past; their rows are written by
// who asks for them. It is for a transaction of the company's own: the head of
// the journal is held from the beginning on, so nobody else commits meanwhile.
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

// Rows are those of the events recorded since the last time, in the order of
// EventColumns, and of their details, in the order of DetailColumns.
func (b *Bulk) Rows() (events, details [][]any) {
	events, details = b.w.events, b.w.details
	b.w = &writer{}
	return events, details
}

// Finish writes the head: the next instant at which a clock of the company is
// due is no later than the one given, unless it is zero.
func (b *Bulk) Finish(ctx context.Context, due time.Time) error {
	if due.IsZero() {
		due = database.Never
	}
	if due.Before(b.h.due) {
		b.h.due = due
	}
	w := &writer{}
	w.head(b.h)
	if err := w.run(ctx, b.tx); err != nil {
		return fmt.Errorf("journal: writing the head: %w", err)
	}
	return nil
}
