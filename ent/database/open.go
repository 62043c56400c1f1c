package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"heed/ent"
)

// DB is an open database: ent's client with tenancy installed, and the pool
// below it for migrations and health.
type DB struct {
	Client  *ent.Client
	Dialect string // dialect.SQLite or dialect.Postgres
	SQL     *sql.DB
	reads   *sql.DB // where reads go: of SQLite not the writer
	close   func() error
}

// Ping tells whether the database answers reads; it waits for no writer.
func (db *DB) Ping(ctx context.Context) error { return db.reads.PingContext(ctx) }

// Close closes the pools.
func (db *DB) Close() error { return db.close() }

// FileName is the database's file in the data directory.
const FileName = "heed.db"

// IsPostgres tells whether the URL means PostgreSQL.
func IsPostgres(rawURL string) bool {
	return strings.HasPrefix(rawURL, "postgres://") || strings.HasPrefix(rawURL, "postgresql://")
}

// Open opens PostgreSQL for postgres://…, the SQLite file for sqlite:PATH, and
// the SQLite file in the data directory for the empty URL.
func Open(ctx context.Context, rawURL, dataDir string, opts PostgresOptions) (*DB, error) {
	if IsPostgres(rawURL) {
		pool, err := OpenPostgres(rawURL, opts)
		if err != nil {
			return nil, err
		}
		return wrap(entsql.OpenDB(dialect.Postgres, pool), pool, pool, pool.Close), nil
	}
	path, err := sqlitePath(rawURL, dataDir)
	if err != nil {
		return nil, err
	}
	file, err := OpenSQLite(ctx, path)
	if err != nil {
		return nil, err
	}
	return wrap(file, file.DB(), file.read, file.Close), nil
}

// sqlitePath is the file that the URL means.
func sqlitePath(rawURL, dataDir string) (string, error) {
	if rawURL == "" {
		return filepath.Join(dataDir, FileName), nil
	}
	path, ok := strings.CutPrefix(rawURL, "sqlite:")
	if !ok {
		return "", fmt.Errorf("database: %q is neither postgres://… nor sqlite:PATH", redact(rawURL))
	}
	return path, nil
}

// Missing is the SQLite file that the URL means, if it is not there; "" if it is,
// and for PostgreSQL.
func Missing(rawURL, dataDir string) (string, error) {
	if IsPostgres(rawURL) {
		return "", nil
	}
	path, err := sqlitePath(rawURL, dataDir)
	if err != nil {
		return "", err
	}
	switch _, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return path, nil
	case err != nil:
		return "", fmt.Errorf("database: %w", err)
	}
	return "", nil
}

func wrap(driver dialect.Driver, pool, reads *sql.DB, closer func() error) *DB {
	client := ent.NewClient(ent.Driver(driver))
	install(client)
	return &DB{Client: client, Dialect: driver.Dialect(), SQL: pool, reads: reads, close: closer}
}

// redact leaves a URL's password out.
func redact(rawURL string) string {
	u, err := url.Parse(rawURL)
	if err != nil {
		return "(not a URL)"
	}
	return u.Redacted()
}
