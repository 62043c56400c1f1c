package journal

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
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
	if len(b.events) == 0 && len(b.counters) == 0 && b.due.IsZero() {
		return 0, nil
	}
	h, err := takeHead(ctx, tx, tenant)
	if err != nil {
		return 0, err
	}
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
	if !b.due.IsZero() && b.due.Before(h.due) {
		h.due = b.due
	}
	w.head(h)
	w.counters(viewer.Now(ctx), tenant, b.counters)
	if err := w.run(ctx, tx); err != nil {
		return 0, fmt.Errorf("journal: writing events: %w", err)
	}
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

// writer collects rows and writes them in as few statements as the database allows.
type writer struct {
	args                      []any
	headSet                   string
	events, details, counting []string
}

// place adds an argument and gives its placeholder, which both databases read.
func (w *writer) place(v any) string {
	w.args = append(w.args, v)
	return fmt.Sprintf("$%d", len(w.args))
}

func (w *writer) row(values ...any) string {
	places := make([]string, len(values))
	for i, v := range values {
		places[i] = w.place(v)
	}
	return "(" + strings.Join(places, ", ") + ")"
}

func (w *writer) event(e *ent.Event) error {
	var lists [4]string
	for i, v := range []any{orEmpty(e.DepartmentIds), orEmpty(e.MemberIds), orEmpty(e.Fields), orEmpty(e.ClauseIds)} {
		b, err := json.Marshal(v)
		if err != nil {
			return err
		}
		lists[i] = string(b)
	}
	w.events = append(w.events, w.row(e.ID, e.TenantID, e.Position, e.Type, string(e.Kind), string(e.SubjectType), e.SubjectID,
		orNil(e.Number), orNil(e.FromState), orNil(e.ToState), e.ActorID, lists[0], lists[1], lists[2], lists[3],
		e.OccurredAt, orNil(e.RequestID), e.Commitment, e.Hash))
	return nil
}

func (w *writer) detail(id typeid.ID, e *ent.Event, salt []byte, body string) {
	w.details = append(w.details, w.row(id, e.TenantID, e.ID, salt, body))
}

func (w *writer) head(h *head) {
	w.headSet = fmt.Sprintf("UPDATE company_heads SET position = %s, config_position = %s, hash = %s, next_due_at = %s WHERE company_id = %s",
		w.place(h.position), w.place(h.config), w.place(h.hash), w.place(h.due), w.place(h.tenant))
}

func (w *writer) counters(now time.Time, tenant typeid.ID, counters map[counter]int) {
	all := make([]counter, 0, len(counters))
	for c, n := range counters {
		if n != 0 {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b counter) int { return strings.Compare(a.name+a.bucket, b.name+b.bucket) })
	for _, c := range all {
		w.counting = append(w.counting, w.row(typeid.New(ent.Prefixes[ent.TypeCounter], now), tenant, c.name, c.bucket, counters[c]))
	}
}

func (w *writer) run(ctx context.Context, tx *ent.Tx) error {
	var statements []string
	if len(w.events) > 0 {
		statements = append(statements, `INSERT INTO events (id, tenant_id, position, type, kind, subject_type, subject_id, number, from_state, to_state, actor_id, department_ids, member_ids, fields, clause_ids, occurred_at, request_id, commitment, hash) VALUES `+strings.Join(w.events, ", "))
	}
	if len(w.details) > 0 {
		statements = append(statements, "INSERT INTO event_details (id, tenant_id, event_id, salt, body) VALUES "+strings.Join(w.details, ", "))
	}
	if len(w.counting) > 0 {
		statements = append(statements, "INSERT INTO counters (id, tenant_id, name, bucket, amount) VALUES "+strings.Join(w.counting, ", ")+
			" ON CONFLICT (tenant_id, name, bucket) DO UPDATE SET amount = counters.amount + excluded.amount")
	}
	if w.headSet != "" {
		statements = append(statements, w.headSet)
	}
	if tx.Dialect() == dialect.Postgres && len(statements) > 1 {
		// One round trip: the parts run as one statement.
		last := len(statements) - 1
		with := make([]string, 0, last)
		for i, s := range statements[:last] {
			with = append(with, fmt.Sprintf("w%d AS (%s)", i, s))
		}
		statements = []string{"WITH " + strings.Join(with, ", ") + " " + statements[last]}
	}
	for _, s := range statements {
		if _, err := tx.ExecContext(ctx, s, w.args...); err != nil {
			return err
		}
	}
	return nil
}

func orEmpty[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}
