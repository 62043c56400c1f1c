package database

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"heed/rules/viewer"
)

// TenantVariable is the session variable that the row-level policies read. It
// is the empty string where there is no tenant.
const TenantVariable = "app.tenant"

// ErrTenantInTransaction reports work for another company inside a transaction.
var ErrTenantInTransaction = errors.New("database: the company cannot change inside a transaction")

var errRowsOpen = errors.New("database: the rows of the previous statement are still open on this connection")

// pqConn is what lib/pq's connections can do.
type pqConn interface {
	driver.Conn
	driver.QueryerContext
	driver.ExecerContext
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.NamedValueChecker
	driver.SessionResetter
	driver.Validator
	driver.Pinger
}

// pgConn is a connection that knows its tenant and its prepared statements.
//
// lib/pq starts a goroutine for each statement whose context can be cancelled.
// Statements are sent with a context that cannot, which saves a quarter of a
// point read: a context already cancelled is refused before sending, and
// statement_timeout bounds what was sent.
type pgConn struct {
	inner  pqConn
	cache  *pgCache
	setter pqStmt // sets the tenant; nil until first used
	tenant string

	unsure    bool // the tenant may differ from what the session has
	bad       bool // must not be used again
	cancelled bool // a context ended while its statement ran
	reading   bool // rows are open
	tx        bool // in a transaction
	txUnsure  bool // unsure once the transaction has ended
}

func newPGConn(inner pqConn) (*pgConn, error) {
	c := &pgConn{inner: inner, unsure: true}
	cache, err := newPGCache(inner, func() { c.bad = true })
	if err != nil {
		return nil, errors.Join(err, inner.Close())
	}
	c.cache = cache
	return c, nil
}

// enter makes the connection ready for a statement of the context's tenant.
func (c *pgConn) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if c.bad {
		return driver.ErrBadConn
	}
	if c.reading {
		return errRowsOpen
	}
	tenant := string(viewer.Tenant(ctx))
	if tenant == c.tenant && !c.unsure {
		return nil
	}
	if c.tx {
		return ErrTenantInTransaction
	}
	return c.setTenant(ctx, tenant)
}

// setTenant holds the connection bad until the session has the tenant: whatever
// goes wrong in between, no statement of one company runs as another.
func (c *pgConn) setTenant(ctx context.Context, tenant string) error {
	c.bad = true
	ctx = context.WithoutCancel(ctx)
	err := c.sendTenant(ctx, tenant)
	if hasState(err, "26000") { // a text has deallocated the statement
		c.setter = nil
		err = c.sendTenant(ctx, tenant)
	}
	if err != nil {
		return fmt.Errorf("database: setting the company of the connection: %w", err)
	}
	c.tenant, c.unsure, c.bad = tenant, false, false
	return nil
}

func (c *pgConn) sendTenant(ctx context.Context, tenant string) error {
	if c.setter == nil {
		st, err := prepare(ctx, c.inner, "SELECT set_config('"+TenantVariable+"', $1, false)")
		if err != nil {
			return err
		}
		c.setter = st
	}
	_, err := c.setter.ExecContext(ctx, []driver.NamedValue{{Ordinal: 1, Value: tenant}})
	return err
}

// leave notes what a statement may have done to the session. A text without
// arguments can be anything, also SET, RESET, BEGIN or several statements: the
// tenant is set anew after it.
func (c *pgConn) leave(ctx context.Context, args int) {
	if ctx.Err() != nil {
		c.cancelled = true
	}
	switch {
	case args > 0:
	case c.tx:
		c.txUnsure = true
	default:
		c.unsure = true
	}
}

// IsValid tells the pool whether to keep the connection.
func (c *pgConn) IsValid() bool { return !c.bad && !c.cancelled && c.inner.IsValid() }

// ResetSession refuses a connection that must not be used again.
func (c *pgConn) ResetSession(ctx context.Context) error {
	if c.bad || c.cancelled {
		return driver.ErrBadConn
	}
	return c.inner.ResetSession(ctx)
}

// CheckNamedValue converts arguments as lib/pq does.
func (c *pgConn) CheckNamedValue(v *driver.NamedValue) error { return c.inner.CheckNamedValue(v) }

// Ping asks the server for a sign of life.
func (c *pgConn) Ping(ctx context.Context) error {
	if c.bad {
		return driver.ErrBadConn
	}
	if c.reading {
		return errRowsOpen
	}
	return c.inner.Ping(ctx)
}

// Close ends the session.
func (c *pgConn) Close() error { return c.inner.Close() }
