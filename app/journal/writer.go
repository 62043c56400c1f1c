package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"entgo.io/ent/dialect"

	"heed/ent"
	"heed/rules/typeid"
)

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
