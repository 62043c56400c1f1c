package raw

import (
	"database/sql"
	"errors"
	"net/http"
	"time"
)

const pointSQL = `SELECT r.number, r.title, r.state, r.urgency, r.version, r.due_at, r.response IS NOT NULL, r.closed_at, c.id, c.name, c.tier_key
	FROM requirements r JOIN customers c ON c.tenant_id = r.tenant_id AND c.id = r.customer_id
	WHERE r.tenant_id = $1 AND r.id = $2`

// requirement is the document Requirement.
func (s *Server) requirement(r *http.Request, b []byte) ([]byte, error) {
	q := r.URL.Query()
	id := q.Get("id")
	var (
		version                      int
		numbered                     sql.NullString
		title, state, urgency        string
		customer, customerName, tier string
		dueAt                        time.Time
		closedAt                     sql.NullTime
		answered                     bool
	)
	s.sent.Add(1)
	err := s.point.QueryRowContext(detached(r), q.Get("tenant"), id).Scan(
		&numbered, &title, &state, &urgency, &version, &dueAt, &answered, &closedAt, &customer, &customerName, &tier)
	if err != nil {
		return nil, err
	}
	b = append(b, `{"data":{"node":{"__typename":"Requirement","id":`...)
	b = text(b, id)
	b = append(b, `,"number":`...)
	b = orNull(b, numbered)
	b = append(b, `,"title":`...)
	b = text(b, title)
	b = append(b, `,"state":"`...)
	b = append(b, state...)
	b = append(b, `","urgency":"`...)
	b = append(b, urgency...)
	b = append(b, `","version":`...)
	b = number(b, version)
	b = append(b, `,"dueAt":`...)
	b = due(b, dueAt)
	b = append(b, `,"customer":`...)
	b = customerOf(b, customer, customerName, tier)
	b = append(b, `,"availableActions":`...)
	b = actions(b, state, dueAt, answered, closedAt)
	return append(b, `}}}`...), nil
}

func customerOf(b []byte, id, name, tier string) []byte {
	b = append(b, `{"id":`...)
	b = text(b, id)
	b = append(b, `,"name":`...)
	b = text(b, name)
	b = append(b, `,"tier":{"key":`...)
	b = text(b, tier)
	return append(b, `}}`...)
}

const ledgerSQL = `SELECT (SELECT count(*) FROM requirements WHERE tenant_id = $1 AND urgency = $2 AND state IN ($3, $4)),
		r.id, r.number, r.title, r.state, r.urgency, r.due_at, c.id, c.name, c.tier_key
	FROM (SELECT id, number, title, state, urgency, due_at, customer_id FROM requirements
		WHERE tenant_id = $1 AND urgency = $2 AND state IN ($3, $4) ORDER BY due_at, id LIMIT 51) r
	JOIN customers c ON c.tenant_id = $1 AND c.id = r.customer_id
	ORDER BY r.due_at, r.id`

// ledgerPage is the document Ledger: 50 of the requirements of an urgency in two
// states, those due first.
func (s *Server) ledgerPage(r *http.Request, b []byte) (_ []byte, err error) {
	const first = 50
	q := r.URL.Query()
	s.sent.Add(1)
	rows, err := s.ledger.QueryContext(detached(r), q.Get("tenant"), q.Get("urgency"), q.Get("state"), q.Get("or"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var (
		total, n                     int
		id, title, state, urgency    string
		numbered                     sql.NullString
		customer, customerName, tier string
		dueAt                        time.Time
		end                          [128]byte
		last                         []byte
	)
	b = append(b, `{"data":{"requirements":{"edges":[`...)
	for ; rows.Next(); n++ {
		if n == first {
			continue // only tells that there is another page
		}
		if err := rows.Scan(&total, &id, &numbered, &title, &state, &urgency, &dueAt, &customer, &customerName, &tier); err != nil {
			return nil, err
		}
		if n > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"cursor":`...)
		last = place(end[:0], dueAt.UnixMicro(), id)
		b = append(b, last...)
		b = append(b, `,"node":{"id":`...)
		b = text(b, id)
		b = append(b, `,"number":`...)
		b = orNull(b, numbered)
		b = append(b, `,"title":`...)
		b = text(b, title)
		b = append(b, `,"state":"`...)
		b = append(b, state...)
		b = append(b, `","urgency":"`...)
		b = append(b, urgency...)
		b = append(b, `","dueAt":`...)
		b = due(b, dueAt)
		b = append(b, `,"customer":`...)
		b = customerOf(b, customer, customerName, tier)
		b = append(b, `}}`...)
	}
	b = append(b, `],"totalCount":`...)
	b = number(b, total)
	b = pageInfo(b, n > first, last)
	return append(b, `}}}`...), rows.Err()
}

// pageInfo ends a connection; the cursor is nil on an empty page.
func pageInfo(b []byte, more bool, cursor []byte) []byte {
	b = append(b, `,"pageInfo":{"hasNextPage":`...)
	if more {
		b = append(b, "true"...)
	} else {
		b = append(b, "false"...)
	}
	b = append(b, `,"endCursor":`...)
	if cursor == nil {
		cursor = []byte("null")
	}
	return append(append(b, cursor...), '}')
}
