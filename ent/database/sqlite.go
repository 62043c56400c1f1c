package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"modernc.org/sqlite" // the driver "sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	sqliteReaders     = 8
	sqliteBusyTimeout = 10 * time.Second
	sqliteOpenPause   = 20 * time.Millisecond
)

// SQLite is one database file behind ent: writers take turns on a single
// connection, readers have several and never wait for writers. It is a
// dialect.Driver, with the BeginTx, ExecContext and QueryContext that ent's
// clients look for.
//
// A statement outside a transaction waits for the transaction in progress: code
// inside one must use its client, or it waits for itself.
type SQLite struct {
	entsql.Conn // Exec, Query, ExecContext, QueryContext by route
	write, read *sql.DB
}

// OpenSQLite opens the file, made with its folder when missing, readable by its
// owner only.
//
// Times are stored as text in UTC, "2006-01-02 15:04:05.999999999+00:00" without
// trailing zeros; '+' sorts before '.' and both before digits, so the texts sort
// as the times do.
func OpenSQLite(ctx context.Context, path string) (*SQLite, error) {
	if err := makeFile(path); err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	write, err := sql.Open("sqlite", sqliteDSN(path, url.Values{"_txlock": {"immediate"}}))
	if err != nil {
		return nil, fmt.Errorf("database: opening %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	// Readers would find a file being turned to WAL locked: that comes first.
	if err := enterWAL(ctx, write); err != nil {
		return nil, errors.Join(fmt.Errorf("database: opening %s: %w", path, err), write.Close())
	}
	read, err := sql.Open("sqlite", sqliteDSN(path, url.Values{"_query_only": {"1"}}))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("database: opening %s: %w", path, err), write.Close())
	}
	read.SetMaxOpenConns(sqliteReaders)
	read.SetMaxIdleConns(sqliteReaders)
	return &SQLite{
		Conn:  entsql.Conn{ExecQuerier: sqliteRoute{write: write, read: read}},
		write: write, read: read,
	}, nil
}

// Dialect is ent's name of SQLite.
func (*SQLite) Dialect() string { return dialect.SQLite }

// DB is the pool of the one writing connection, for migrations.
func (d *SQLite) DB() *sql.DB { return d.write }

// Close closes both pools.
func (d *SQLite) Close() error { return errors.Join(d.read.Close(), d.write.Close()) }

func sqliteDSN(path string, more url.Values) string {
	q := url.Values{
		"_busy_timeout": {fmt.Sprint(sqliteBusyTimeout.Milliseconds())},
		"_foreign_keys": {"1"},
		"_synchronous":  {"NORMAL"},
		"_pragma":       {"temp_store(memory)"},
		"_time_format":  {"sqlite"},
		"_timezone":     {"UTC"},
		"_dqs":          {"0"}, // a misspelt "column" is an error, not a text
	}
	for k, v := range more {
		q[k] = v
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// makeFile makes an empty file before SQLite does, to choose its mode, which the
// files beside it (-wal, -shm) take over.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the operator names the file
	if err != nil {
		return err
	}
	return f.Close()
}

// enterWAL turns the file to write-ahead logging. Two processes doing so at once
// get "locked" whatever the busy timeout, so it is tried again.
func enterWAL(ctx context.Context, db *sql.DB) error {
	deadline := time.NewTimer(sqliteBusyTimeout)
	defer deadline.Stop()
	for {
		var mode string
		err := db.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode)
		if err == nil && mode != "wal" {
			return fmt.Errorf("write-ahead logging is not possible here (journal mode %q)", mode)
		}
		if !busy(err) {
			return err
		}
		select {
		case <-time.After(sqliteOpenPause):
		case <-deadline.C:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func busy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY
}
