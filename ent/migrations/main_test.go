package migrations_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	"entgo.io/ent/dialect"

	"heed/ent/database"
	"heed/ent/database/databasetest"
	"heed/ent/migrations"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func TestMain(m *testing.M) {
	databasetest.Template = prepare
	databasetest.Main(m)
}

// prepare makes the roles and the tables, as `heed migrate up` does.
func prepare(ctx context.Context, url string) (err error) {
	db, err := database.OpenPostgres(url, database.PostgresOptions{StatementTimeout: -1})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = database.MigratePostgres(ctx, db, migrations.Files)
	return err
}

// postgres is a pool on the database in the role; "" is a superuser.
func postgres(t *testing.T, url, role string) *sql.DB {
	t.Helper()
	db, err := database.OpenPostgres(url, database.PostgresOptions{Role: role})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// sqlite is the writing pool of a new, migrated file.
func sqlite(t *testing.T) *sql.DB {
	t.Helper()
	d, err := database.OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "heed.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	m, err := database.NewMigrator(d.DB(), dialect.SQLite, migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d.DB()
}

// as is the context of a company's work.
func as(ctx context.Context, company string) context.Context {
	return viewer.AsSystem(ctx, typeid.ID(company))
}

type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func exec(ctx context.Context, t *testing.T, db querier, query string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(ctx, query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// column is the first column of what the query answers with.
func column[T any](ctx context.Context, t *testing.T, db querier, query string, args ...any) []T {
	t.Helper()
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		all = append(all, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return all
}

func one[T any](ctx context.Context, t *testing.T, db querier, query string, args ...any) T {
	t.Helper()
	all := column[T](ctx, t, db, query, args...)
	if len(all) != 1 {
		t.Fatalf("%s: %d rows, want one", query, len(all))
	}
	return all[0]
}

// state is the SQLSTATE of an error of PostgreSQL.
func state(err error) string {
	var coded interface{ SQLState() string }
	if errors.As(err, &coded) {
		return coded.SQLState()
	}
	return ""
}
