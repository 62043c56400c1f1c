package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"strings"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
)

// sqliteRoute sends reads to the readers and everything else to the writer.
type sqliteRoute struct{ write, read *sql.DB }

// ExecContext writes.
func (r sqliteRoute) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	statements(ctx).add()
	return r.write.ExecContext(ctx, query, args...)
}

// QueryContext reads, or writes with an answer.
func (r sqliteRoute) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	statements(ctx).add()
	if reads(query) {
		return r.read.QueryContext(ctx, query, args...)
	}
	return r.write.QueryContext(ctx, query, args...)
}

// reads tells whether the text only reads. WITH may introduce a change: where it
// seems to, the writer takes it, which is right for both.
func reads(query string) bool {
	query = strings.TrimLeft(query, " \t\r\n(")
	switch {
	case startsWith(query, "SELECT"):
		return true
	case startsWith(query, "WITH"):
		upper := strings.ToUpper(query)
		for _, word := range []string{"INSERT", "UPDATE", "DELETE", "REPLACE"} {
			if strings.Contains(upper, word) {
				return false
			}
		}
		return true
	}
	return false
}

func startsWith(query, word string) bool {
	return len(query) > len(word) && strings.EqualFold(query[:len(word)], word)
}

// Tx begins a transaction that may write: BEGIN IMMEDIATE.
func (d *SQLite) Tx(ctx context.Context) (dialect.Tx, error) { return d.BeginTx(ctx, nil) }

// BeginTx begins a transaction; a read-only one sees one state of the database
// and keeps nobody waiting.
func (d *SQLite) BeginTx(ctx context.Context, opts *sql.TxOptions) (dialect.Tx, error) {
	pool := d.write
	if opts != nil && opts.ReadOnly {
		pool = d.read
	}
	count := statements(ctx)
	count.add()
	tx, err := pool.BeginTx(ctx, opts)
	if err != nil {
		return nil, err
	}
	return &entsql.Tx{
		Conn: entsql.Conn{ExecQuerier: countedTx{tx}},
		Tx:   countedEnd{Tx: tx, count: count},
	}, nil
}

// countedTx counts the statements of a transaction.
type countedTx struct{ tx *sql.Tx }

// ExecContext counts and executes.
func (c countedTx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	statements(ctx).add()
	return c.tx.ExecContext(ctx, query, args...)
}

// QueryContext counts and queries.
func (c countedTx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	statements(ctx).add()
	return c.tx.QueryContext(ctx, query, args...)
}

// countedEnd counts the end of a transaction.
type countedEnd struct {
	driver.Tx
	count *Statements
}

// Commit counts and commits.
func (c countedEnd) Commit() error {
	c.count.add()
	return c.Tx.Commit()
}

// Rollback counts and rolls back.
func (c countedEnd) Rollback() error {
	c.count.add()
	return c.Tx.Rollback()
}
