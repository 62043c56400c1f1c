package database

import (
	"context"
	"database/sql/driver"
)

// pgTx is a transaction of one tenant.
type pgTx struct {
	inner driver.Tx
	conn  *pgConn
	count *Statements
}

// BeginTx sets the tenant, then begins: a rollback does not undo it.
func (c *pgConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	if err := c.enter(ctx); err != nil {
		return nil, err
	}
	count := statements(ctx)
	count.add()
	tx, err := c.inner.BeginTx(context.WithoutCancel(ctx), opts)
	if err != nil {
		c.bad = true // whether a transaction is open is not known
		return nil, err
	}
	c.tx, c.txUnsure = true, false
	return &pgTx{inner: tx, conn: c, count: count}, nil
}

// Begin is BeginTx for callers without a context.
func (c *pgConn) Begin() (driver.Tx, error) {
	return c.BeginTx(context.Background(), driver.TxOptions{})
}

// Commit makes the changes last.
func (t *pgTx) Commit() error {
	t.end()
	return t.inner.Commit()
}

// Rollback takes the changes back.
func (t *pgTx) Rollback() error {
	t.end()
	return t.inner.Rollback()
}

func (t *pgTx) end() {
	t.count.add()
	c := t.conn
	c.tx, c.unsure, c.txUnsure = false, c.unsure || c.txUnsure, false
}
