package database

import (
	"context"
	"database/sql/driver"
)

// QueryContext sends a statement that answers with rows.
func (c *pgConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	rows, err := send(ctx, c, query, args, pqStmt.QueryContext, pqConn.QueryContext)
	if err != nil {
		return nil, err
	}
	return c.watch(ctx, rows), nil
}

// ExecContext sends a statement without rows.
func (c *pgConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	return send(ctx, c, query, args, pqStmt.ExecContext, pqConn.ExecContext)
}

// send runs a statement through the cache. Where the server has lost or
// outdated what was prepared, the cache is emptied and the statement sent again;
// inside a transaction, which that error has ended, the connection is given up.
func send[T any](
	ctx context.Context, c *pgConn, query string, args []driver.NamedValue,
	prepared func(pqStmt, context.Context, []driver.NamedValue) (T, error),
	plain func(pqConn, context.Context, string, []driver.NamedValue) (T, error),
) (T, error) {
	var none T
	if err := c.enter(ctx); err != nil {
		return none, err
	}
	statements(ctx).add()
	defer c.leave(ctx, len(args))
	detached := context.WithoutCancel(ctx)
	st, err := c.cache.statement(detached, query, len(args))
	if err != nil {
		return none, err
	}
	if st == nil {
		return plain(c.inner, detached, query, args)
	}
	answer, err := prepared(st, detached, args)
	if err == nil || !stale(err) {
		return answer, err
	}
	if c.tx {
		c.bad = true
		return answer, err
	}
	c.cache.empty()
	if c.bad {
		return answer, err
	}
	return plain(c.inner, detached, query, args)
}

// stale is what PostgreSQL says of prepared statements that no longer fit:
// "cached plan must not change result type" and "prepared statement does not
// exist".
func stale(err error) bool { return hasState(err, "0A000", "26000") }

// pqRows is what lib/pq's rows can do.
type pqRows interface {
	driver.Rows
	driver.RowsNextResultSet
	driver.RowsColumnTypeScanType
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypePrecisionScale
}

// pgRows keep the connection from sending while they are open: lib/pq itself
// does not see that for prepared statements, and would mix up the answers.
type pgRows struct {
	pqRows
	conn *pgConn
	ctx  context.Context // the context of the query, asked when its rows are closed
}

func (c *pgConn) watch(ctx context.Context, rows driver.Rows) driver.Rows {
	full, ok := rows.(pqRows)
	if !ok {
		return rows
	}
	c.reading = true
	return &pgRows{pqRows: full, conn: c, ctx: ctx}
}

// Close reads what is left and frees the connection.
func (r *pgRows) Close() error {
	r.conn.reading = false
	if r.ctx.Err() != nil {
		r.conn.cancelled = true
	}
	return r.pqRows.Close()
}
