package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"heed/rules/typeid"
)

// company is one of the companies, with a member of the management department,
// who reads all of it.
type company struct {
	id         typeid.ID
	zone       *time.Location
	membership typeid.ID // in the global directory
	member     typeid.ID
	department typeid.ID
	token      string
}

// sample is what the works ask for.
type sample struct {
	db        *sql.DB
	companies []*company // the one with most requirements first
}

const companiesSQL = `SELECT t.id, t.timezone, d.id, m.id, m.department_id
	FROM tenants t
	JOIN LATERAL (SELECT m.id, m.department_id FROM members m
		JOIN member_roles mr ON mr.tenant_id = m.tenant_id AND mr.member_id = m.id
		JOIN roles r ON r.tenant_id = m.tenant_id AND r.id = mr.role_id
		WHERE m.tenant_id = t.id AND m.state = 'ACTIVE' AND r.key = 'MANAGEMENT' ORDER BY m.id LIMIT 1) m ON true
	JOIN membership_directory d ON d.member_id = m.id
	ORDER BY (SELECT count(*) FROM requirements q WHERE q.tenant_id = t.id) DESC, t.id`

// look reads the companies with a role that the policies do not bind.
func look(ctx context.Context, url string) (_ *sample, err error) {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return nil, err
	}
	s := &sample{db: db}
	if _, err := db.ExecContext(ctx, "UPDATE users SET must_change_password = false WHERE must_change_password"); err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, companiesSQL)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var (
			c    company
			zone string
		)
		if err := rows.Scan(&c.id, &zone, &c.membership, &c.member, &c.department); err != nil {
			return nil, err
		}
		if c.zone, err = time.LoadLocation(zone); err != nil {
			return nil, err
		}
		s.companies = append(s.companies, &c)
	}
	if len(s.companies) == 0 {
		return nil, errors.New("no company has a member of the management department")
	}
	return s, rows.Err()
}

// signIn gives every company a fresh token.
func (s *sample) signIn(heed *serving) error {
	o := order{Do: "tokens"}
	for _, c := range s.companies {
		o.IDs = append(o.IDs, c.membership)
	}
	r, err := heed.ask(o)
	if err != nil {
		return err
	}
	for i, c := range s.companies {
		c.token = r.Tokens[i]
	}
	return nil
}

// requirements are some of the company's, spread over its life.
func (s *sample) requirements(ctx context.Context, c *company, n int) ([]string, error) {
	return s.ids(ctx, "SELECT id FROM requirements WHERE tenant_id = $1 ORDER BY md5(id) LIMIT $2", c.id, n)
}

// customers are some of the company's.
func (s *sample) customers(ctx context.Context, c *company, n int) ([]string, error) {
	return s.ids(ctx, "SELECT id FROM customers WHERE tenant_id = $1 ORDER BY md5(id) LIMIT $2", c.id, n)
}

func (s *sample) ids(ctx context.Context, query string, args ...any) (ids []string, err error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("nothing found by %s", query)
	}
	return ids, rows.Err()
}
