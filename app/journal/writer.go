package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entgo.io/ent/dialect"

	"heed/ent"
	"heed/rules/typeid"
)

// writer collects rows and writes them in as few statements as the database allows.
type writer struct {
	headRow                   head
	events, details, counting [][]any
}

// The columns of the rows, in their order.
var (
	EventColumns = []string{
		"id", "tenant_id", "position", "type", "kind", "subject_type", "subject_id", "number", "from_state", "to_state", "actor_id",
		"department_ids", "member_ids", "fields", "clause_ids", "occurred_at", "request_id", "commitment", "hash",
	}
	DetailColumns = []string{"id", "tenant_id", "event_id", "salt", "body"}
)

func (w *writer) event(e *ent.Event) error {
	row := []any{
		e.ID, e.TenantID, e.Position, e.Type, string(e.Kind), string(e.SubjectType), e.SubjectID,
		orNil(e.Number), orNil(e.FromState), orNil(e.ToState), e.ActorID,
	}
	for _, list := range []any{orEmpty(e.DepartmentIds), orEmpty(e.MemberIds), orEmpty(e.Fields), orEmpty(e.ClauseIds)} {
		b, err := json.Marshal(list)
		if err != nil {
			return fmt.Errorf("journal: a list of %s: %w", e.Type, err)
		}
		row = append(row, string(b))
	}
	w.events = append(w.events, append(row, e.OccurredAt, orNil(e.RequestID), e.Commitment, e.Hash))
	return nil
}

func (w *writer) detail(id typeid.ID, e *ent.Event, salt []byte, body string) {
	w.details = append(w.details, []any{id, e.TenantID, e.ID, salt, body})
}

func (w *writer) head(h *head) { w.headRow = *h }

// counters come in one order, so that two changes never wait for each other in
// a circle.
func (w *writer) counters(now time.Time, tenant typeid.ID, counters map[counter]int) {
	all := make([]counter, 0, len(counters))
	for c, n := range counters {
		if n != 0 {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b counter) int { return strings.Compare(a.name+a.bucket, b.name+b.bucket) })
	for _, c := range all {
		w.counting = append(w.counting, []any{typeid.New(ent.Prefixes[ent.TypeCounter], now), tenant, c.name, c.bucket, counters[c]})
	}
}

// statement writes a statement with placeholders for its arguments.
type statement func(place func(any) string) string

func (w *writer) statements() []statement {
	h := w.headRow
	all := []statement{func(place func(any) string) string {
		return fmt.Sprintf("UPDATE company_heads SET position = %s, config_position = %s, hash = %s, next_due_at = %s WHERE company_id = %s",
			place(h.position), place(h.config), place(h.hash), place(h.due), place(h.tenant))
	}}
	for _, insert := range []struct {
		into string
		rows [][]any
		then string
	}{
		{"events (" + strings.Join(EventColumns, ", ") + ")", w.events, ""},
		{"event_details (" + strings.Join(DetailColumns, ", ") + ")", w.details, ""},
		{"counters (id, tenant_id, name, bucket, amount)", w.counting, " ON CONFLICT (tenant_id, name, bucket) DO UPDATE SET amount = counters.amount + excluded.amount"},
	} {
		if len(insert.rows) == 0 {
			continue
		}
		all = append(all, func(place func(any) string) string {
			rows := make([]string, len(insert.rows))
			for i, row := range insert.rows {
				places := make([]string, len(row))
				for j, v := range row {
					places[j] = place(v)
				}
				rows[i] = "(" + strings.Join(places, ", ") + ")"
			}
			return "INSERT INTO " + insert.into + " VALUES " + strings.Join(rows, ", ") + insert.then
		})
	}
	return all
}

func (w *writer) run(ctx context.Context, tx *ent.Tx) error {
	statements := w.statements()
	if tx.Dialect() == dialect.Postgres {
		return runTogether(ctx, tx, statements)
	}
	for _, s := range statements {
		var args []any
		query := s(func(v any) string {
			args = append(args, v)
			return "?"
		})
		if _, err := tx.ExecContext(ctx, query, args...); err != nil {
			return err
		}
	}
	return nil
}

// runTogether runs all in one round trip, as parts of one statement.
func runTogether(ctx context.Context, tx *ent.Tx, statements []statement) error {
	var args []any
	place := func(v any) string {
		args = append(args, v)
		return "$" + strconv.Itoa(len(args))
	}
	parts := make([]string, 0, len(statements)-1)
	for i, s := range statements[1:] {
		parts = append(parts, fmt.Sprintf("w%d AS (%s)", i, s(place)))
	}
	query := statements[0](place)
	if len(parts) > 0 {
		query = "WITH " + strings.Join(parts, ", ") + " " + query
	}
	_, err := tx.ExecContext(ctx, query, args...)
	return err
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
