package journal

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"entgo.io/ent/dialect"

	"heed/ent"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// atOnce is how many events one statement writes: both databases bound its
// arguments, SQLite to 32,766.
const atOnce = 500

// flush writes what the change tells, as its last statements: it takes the
// company's head, whose lock puts the company's commits in the order of their
// positions, then writes the events, the counters and the head. The last
// position is returned, 0 when there was nothing to tell.
func flush(ctx context.Context, tx *ent.Tx, tenant typeid.ID, b *batch) (int64, error) {
	if len(b.events) == 0 && len(b.counters) == 0 && b.due.IsZero() && b.again == nil {
		return 0, nil
	}
	h, err := takeHead(ctx, tx, tenant)
	if err != nil {
		return 0, err
	}
	b.before = place{config: h.config, position: h.position}
	w := &writer{}
	for i, e := range b.events {
		if i > 0 && i%atOnce == 0 {
			if err := w.run(ctx, tx); err != nil {
				return 0, fmt.Errorf("journal: writing events: %w", err)
			}
			w = &writer{}
		}
		if err := h.append(ctx, w, e); err != nil {
			return 0, err
		}
	}
	if b.again != nil {
		if h.due, err = b.again(ctx); err != nil {
			return 0, err
		}
	}
	if !b.due.IsZero() && b.due.Before(h.due) {
		h.due = b.due
	}
	w.head(h)
	w.counters(viewer.Now(ctx), tenant, b.counters)
	if err := w.run(ctx, tx); err != nil {
		return 0, fmt.Errorf("journal: writing events: %w", err)
	}
	b.after = place{config: h.config, position: h.position}
	if len(b.events) == 0 {
		return 0, nil
	}
	return h.position, nil
}

// head is the end of the company's journal, held by the transaction.
type head struct {
	tenant           typeid.ID
	position, config int64
	hash             []byte
	due              time.Time
}

func takeHead(ctx context.Context, tx *ent.Tx, tenant typeid.ID) (*head, error) {
	query := "SELECT position, config_position, hash, next_due_at FROM company_heads WHERE company_id = $1"
	if tx.Dialect() == dialect.Postgres {
		query += " FOR NO KEY UPDATE"
	}
	rows, err := tx.QueryContext(ctx, query, tenant)
	if err != nil {
		return nil, fmt.Errorf("journal: taking the head: %w", err)
	}
	defer func() { _ = rows.Close() }()
	h := &head{tenant: tenant}
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return nil, fmt.Errorf("journal: taking the head: %w", err)
		}
		return nil, fmt.Errorf("journal: the company %q has no head", tenant)
	}
	if err := rows.Scan(&h.position, &h.config, &h.hash, &h.due); err != nil {
		return nil, fmt.Errorf("journal: taking the head: %w", err)
	}
	return h, rows.Close()
}

// append gives the event its position and its hash, and queues its rows.
func (h *head) append(ctx context.Context, w *writer, e Event) error {
	v := viewer.From(ctx)
	now := viewer.Now(ctx)
	row := &ent.Event{
		ID: typeid.New(ent.Prefixes[ent.TypeEvent], now), TenantID: h.tenant, Position: h.position + 1,
		Type: e.Type, Kind: e.Kind, SubjectType: e.Subject.Type, SubjectID: e.Subject.ID, Number: e.Subject.Number,
		FromState: e.From, ToState: e.To, ActorID: v.Member, DepartmentIds: ids(e.Departments...), MemberIds: ids(e.Members...),
		Fields: e.Fields, ClauseIds: e.Clauses, OccurredAt: now, RequestID: v.RequestID,
	}
	if e.Detail != nil {
		body, err := json.Marshal(e.Detail)
		if err != nil {
			return fmt.Errorf("journal: the detail of %s: %w", e.Type, err)
		}
		salt := make([]byte, 16)
		if _, err := rand.Read(salt); err != nil {
			return err
		}
		row.Commitment = commitment(salt, string(body))
		w.detail(typeid.New(ent.Prefixes[ent.TypeEventDetail], now), row, salt, string(body))
	}
	row.Hash = link(h.hash, row)
	h.position, h.hash = row.Position, row.Hash
	if e.Config {
		h.config = row.Position
	}
	return w.event(row)
}
