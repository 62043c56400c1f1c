package database

import (
	"context"
	"database/sql"
	"testing"

	"heed/ent/database/databasetest"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func TestMain(m *testing.M) { databasetest.Main(m) }

// open is a pool on a fresh database.
func open(t *testing.T, url string, opts PostgresOptions) *sql.DB {
	t.Helper()
	db, err := OpenPostgres(url, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func exec(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func as(ctx context.Context, tenant string) context.Context {
	return viewer.AsSystem(ctx, typeid.ID(tenant))
}

// value is the one value that a query answers with.
func value[T any](ctx context.Context, t *testing.T, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}, query string, args ...any,
) T {
	t.Helper()
	var v T
	if err := db.QueryRowContext(ctx, query, args...).Scan(&v); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v
}
