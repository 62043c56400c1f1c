package raw

import (
	"database/sql"
	"errors"
	"net/http"
)

const nestedSQL = `SELECT (SELECT count(*) FROM customers WHERE tenant_id = $1), c.id, c.name, c.tier_key, r.id, r.number, r.title, r.state
	FROM (SELECT id, name, tier_key FROM customers WHERE tenant_id = $1 AND (name, id) > ($2, $3) ORDER BY name, id LIMIT 21) c
	LEFT JOIN LATERAL (SELECT id, number, title, state, created_at FROM requirements
		WHERE tenant_id = $1 AND customer_id = c.id ORDER BY created_at DESC, id DESC LIMIT 5) r ON true
	ORDER BY c.name, c.id, r.created_at DESC, r.id DESC`

// customers is the document Customers: 20 by name after a place, with the
// newest five requirements of each.
func (s *Server) customers(r *http.Request, b []byte) (_ []byte, err error) {
	const first = 20
	q := r.URL.Query()
	s.sent.Add(1)
	rows, err := s.nested.QueryContext(detached(r), q.Get("tenant"), q.Get("name"), q.Get("id"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var (
		total, n, inner             int
		id, name, tier, open        string
		req, numbered, title, state sql.NullString
		end                         [128]byte
		last                        []byte
	)
	b = append(b, `{"data":{"customers":{"edges":[`...)
	for rows.Next() {
		if err := rows.Scan(&total, &id, &name, &tier, &req, &numbered, &title, &state); err != nil {
			return nil, err
		}
		if id != open {
			if n++; n > first {
				continue
			}
			if open != "" {
				b = append(b, `]}}},`...)
			}
			open, inner = id, 0
			last = place(end[:0], 0, id)
			b = append(b, `{"node":{"id":`...)
			b = text(b, id)
			b = append(b, `,"name":`...)
			b = text(b, name)
			b = append(b, `,"tier":{"key":`...)
			b = text(b, tier)
			b = append(b, `},"requirements":{"edges":[`...)
		}
		if !req.Valid {
			continue
		}
		if inner++; inner > 1 {
			b = append(b, ',')
		}
		b = append(b, `{"node":{"id":`...)
		b = text(b, req.String)
		b = append(b, `,"number":`...)
		b = orNull(b, numbered)
		b = append(b, `,"title":`...)
		b = text(b, title.String)
		b = append(b, `,"state":"`...)
		b = append(b, state.String...)
		b = append(b, `"}}`...)
	}
	if open != "" {
		b = append(b, `]}}}`...)
	}
	b = append(b, `],"totalCount":`...)
	b = number(b, total)
	b = pageInfo(b, n > first, last)
	return append(b, `}}}`...), rows.Err()
}
