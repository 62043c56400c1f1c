package database

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
)

// pqStmt is what lib/pq's prepared statements can do.
type pqStmt interface {
	driver.Stmt
	driver.StmtQueryContext
	driver.StmtExecContext
}

var errCopy = errors.New("database: COPY is refused under row-level security; use INSERT … SELECT unnest(…)")

func prepare(ctx context.Context, conn pqConn, query string) (pqStmt, error) {
	made, err := conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	st, ok := made.(pqStmt)
	if !ok {
		return nil, errors.Join(errCopy, made.Close())
	}
	return st, nil
}

// pgStmt is a statement that the caller prepared: it obeys the same rules about
// the tenant as a text does.
type pgStmt struct {
	inner pqStmt
	conn  *pgConn
}

// PrepareContext prepares a statement for the caller, outside the cache.
func (c *pgConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if err := c.enter(ctx); err != nil {
		return nil, err
	}
	st, err := prepare(context.WithoutCancel(ctx), c.inner, query)
	if errors.Is(err, errCopy) {
		c.bad = true // the server waits for data that will not come
	}
	if err != nil {
		return nil, err
	}
	return &pgStmt{inner: st, conn: c}, nil
}

// Prepare is PrepareContext for callers without a context.
func (c *pgConn) Prepare(query string) (driver.Stmt, error) {
	return c.PrepareContext(context.Background(), query)
}

// QueryContext runs the statement for its rows.
func (s *pgStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	if err := s.conn.enter(ctx); err != nil {
		return nil, err
	}
	statements(ctx).add()
	defer s.conn.leave(ctx, len(args))
	rows, err := s.inner.QueryContext(context.WithoutCancel(ctx), args)
	if err != nil {
		return nil, err
	}
	return s.conn.watch(ctx, rows), nil
}

// ExecContext runs the statement.
func (s *pgStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	if err := s.conn.enter(ctx); err != nil {
		return nil, err
	}
	statements(ctx).add()
	defer s.conn.leave(ctx, len(args))
	return s.inner.ExecContext(context.WithoutCancel(ctx), args)
}

var errNoContext = errors.New("database: statements need a context")

// Exec is never called by database/sql, which prefers ExecContext.
func (s *pgStmt) Exec([]driver.Value) (driver.Result, error) { return nil, errNoContext }

// Query is never called by database/sql, which prefers QueryContext.
func (s *pgStmt) Query([]driver.Value) (driver.Rows, error) { return nil, errNoContext }

// NumInput is the number of its arguments.
func (s *pgStmt) NumInput() int { return s.inner.NumInput() }

// Close lets the server forget the statement.
func (s *pgStmt) Close() error {
	if s.conn.bad || s.conn.reading {
		s.conn.bad = true // the session ends, and its statements with it
		return nil
	}
	if err := s.inner.Close(); err != nil {
		return fmt.Errorf("database: closing a prepared statement: %w", err)
	}
	return nil
}
