package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"
)

// PostgresOptions says how connections to PostgreSQL behave. The zero value is
// right for a server.
type PostgresOptions struct {
	// Role is what each connection becomes with SET ROLE right after it is made;
	// "" keeps the role of the URL.
	Role string
	// StatementTimeout ends a statement on the server; 0 means 30 s, a negative
	// value no limit. Statements are not cancelled with their context (see
	// pgConn), so this is what bounds them.
	StatementTimeout time.Duration
	// IdleInTransactionTimeout ends a session that forgot its transaction; 0
	// means 60 s, a negative value no limit.
	IdleInTransactionTimeout time.Duration
	// MaxConnections bounds the pool; 0 means 16. Idle connections are kept, as
	// they hold prepared statements.
	MaxConnections int
}

const (
	defaultStatementTimeout = 30 * time.Second
	defaultIdleTimeout      = 60 * time.Second
	defaultMaxConnections   = 16
	maxIdleTime             = 10 * time.Minute
)

// OpenPostgres makes a pool of connections that carry the tenant of the context
// to the row-level policies. Nothing is dialled yet. The URL is a postgres://
// URL or a key=value string, as lib/pq reads them.
func OpenPostgres(url string, opts PostgresOptions) (*sql.DB, error) {
	inner, err := pq.NewConnector(url)
	if err != nil {
		return nil, fmt.Errorf("database: the PostgreSQL URL: %w", err)
	}
	size := opts.MaxConnections
	if size <= 0 {
		size = defaultMaxConnections
	}
	db := sql.OpenDB(&pgConnector{inner: inner, setup: sessionSetup(opts)})
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	db.SetConnMaxIdleTime(maxIdleTime)
	return db, nil
}

// sessionSetup is the text each connection sends first.
func sessionSetup(opts PostgresOptions) string {
	var b strings.Builder
	set := func(name, value string) {
		b.WriteString("SET " + name + " = " + value + ";")
	}
	set("statement_timeout", milliseconds(opts.StatementTimeout, defaultStatementTimeout))
	set("idle_in_transaction_session_timeout", milliseconds(opts.IdleInTransactionTimeout, defaultIdleTimeout))
	set("timezone", "'UTC'")
	if opts.Role != "" {
		b.WriteString("SET ROLE " + pq.QuoteIdentifier(opts.Role) + ";")
	}
	return b.String()
}

func milliseconds(d, otherwise time.Duration) string {
	switch {
	case d < 0:
		return "0" // PostgreSQL's "no limit"
	case d == 0:
		d = otherwise
	}
	return strconv.FormatInt(max(d.Milliseconds(), 1), 10)
}

// pgConnector makes pgConns out of lib/pq's connections.
type pgConnector struct {
	inner *pq.Connector
	setup string
}

// Driver is lib/pq's.
func (c *pgConnector) Driver() driver.Driver { return c.inner.Driver() }

// Connect dials and prepares the session.
func (c *pgConnector) Connect(ctx context.Context) (driver.Conn, error) {
	made, err := c.inner.Connect(ctx)
	if err != nil {
		return nil, err
	}
	conn, ok := made.(pqConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("database: lib/pq's %T lacks methods this package needs", made), made.Close())
	}
	if _, err := conn.ExecContext(ctx, c.setup, nil); err != nil {
		return nil, errors.Join(fmt.Errorf("database: preparing the session: %w", err), conn.Close())
	}
	return newPGConn(conn)
}

// hasState tells whether the error is PostgreSQL's with one of the SQLSTATEs.
func hasState(err error, states ...string) bool {
	var coded interface{ SQLState() string }
	if !errors.As(err, &coded) {
		return false
	}
	for _, s := range states {
		if coded.SQLState() == s {
			return true
		}
	}
	return false
}
