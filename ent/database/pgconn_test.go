package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"

	"heed/ent/database/databasetest"
)

// notes is a database with a tenant table under a policy, served as AppRole.
func notes(t *testing.T, opts PostgresOptions) (owner, app *sql.DB) {
	t.Helper()
	url := databasetest.Postgres(t)
	owner = open(t, url, PostgresOptions{})
	if missing, err := EnsureRoles(t.Context(), owner, RolesOptions{}); err != nil || len(missing) > 0 {
		t.Fatal(missing, err)
	}
	exec(t, owner, `CREATE TABLE notes (id bigserial PRIMARY KEY, tenant_id text NOT NULL, body text NOT NULL);
		ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE notes FORCE ROW LEVEL SECURITY;
		CREATE POLICY tenant ON notes USING (tenant_id = nullif(current_setting('app.tenant', true), ''))`)
	opts.Role = AppRole
	return owner, open(t, url, opts)
}

func TestNoForeignRowUnderLoad(t *testing.T) {
	t.Parallel()
	_, app := notes(t, PostgresOptions{MaxConnections: 8})
	const tenants, workers, rounds = 5, 200, 12
	for i := range tenants {
		name := fmt.Sprint("ten_", i)
		for range 3 {
			if _, err := app.ExecContext(as(t.Context(), name), "INSERT INTO notes (tenant_id, body) VALUES ($1, $2)", name, "x"); err != nil {
				t.Fatal(err)
			}
		}
	}
	var work sync.WaitGroup
	for w := range workers {
		work.Go(func() {
			for r := range rounds {
				name := fmt.Sprint("ten_", (w+r)%tenants)
				ctx, cancel := context.WithCancel(as(t.Context(), name))
				if w%5 == 0 {
					go cancel()
				}
				rows, err := owners(ctx, app, r%3 == 0)
				if err == nil && len(rows) != 3 {
					t.Errorf("%s sees %d rows, want 3", name, len(rows))
				}
				if err != nil && w%5 != 0 {
					t.Errorf("%s: %v", name, err)
				}
				for _, owner := range rows {
					if owner != name {
						t.Errorf("%s sees a row of %s", name, owner)
					}
				}
				cancel()
			}
		})
	}
	work.Wait()
	if n := value[int](t.Context(), t, app, "SELECT count(*) FROM notes"); n != 0 {
		t.Errorf("without a company %d rows are seen", n)
	}
}

// owners lists the tenants of the notes seen, inside a transaction or not.
func owners(ctx context.Context, db *sql.DB, inTx bool) (names []string, err error) {
	var from interface {
		QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	} = db
	if inTx {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, tx.Commit()) }()
		from = tx
	}
	rows, err := from.QueryContext(ctx, "SELECT tenant_id FROM notes WHERE body = $1", "x")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func TestPolicyHoldsForWrites(t *testing.T) {
	t.Parallel()
	_, app := notes(t, PostgresOptions{})
	ctx := as(t.Context(), "ten_a")
	if _, err := app.ExecContext(ctx, "INSERT INTO notes (tenant_id, body) VALUES ($1, 'x')", "ten_b"); !hasState(err, "42501") {
		t.Errorf("another company's row was written: %v", err)
	}
}

func TestTenantIsSetOnlyWhenItChanges(t *testing.T) {
	t.Parallel()
	_, app := notes(t, PostgresOptions{MaxConnections: 1})
	const ask = "SELECT current_setting('app.tenant') WHERE $1"
	for _, tenant := range []string{"ten_a", "ten_a", "ten_b", "", "ten_a"} {
		if got := value[string](as(t.Context(), tenant), t, app, ask, true); got != tenant {
			t.Errorf("the session has %q, want %q", got, tenant)
		}
	}
	// A text without arguments may change the session: it is set anew.
	exec(t, app, "SET app.tenant = 'ten_evil'")
	if got := value[string](t.Context(), t, app, ask, true); got != "" {
		t.Errorf("the session kept %q", got)
	}
	exec(t, app, "BEGIN")
	if got := value[string](as(t.Context(), "ten_b"), t, app, ask, true); got != "ten_b" {
		t.Errorf("the session has %q", got)
	}
	exec(t, app, "ROLLBACK") // takes the variable back
	if got := value[string](as(t.Context(), "ten_b"), t, app, ask, true); got != "ten_b" {
		t.Errorf("after a rollback by text the session has %q", got)
	}
}

func TestTenantCannotChangeInTransaction(t *testing.T) {
	t.Parallel()
	_, app := notes(t, PostgresOptions{MaxConnections: 1})
	tx, err := app.BeginTx(as(t.Context(), "ten_a"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(as(t.Context(), "ten_b"), "SELECT 1 WHERE $1", true); !errors.Is(err, ErrTenantInTransaction) {
		t.Errorf("want ErrTenantInTransaction, got %v", err)
	}
	// Nothing was sent: the transaction goes on.
	if _, err := tx.ExecContext(as(t.Context(), "ten_a"), "INSERT INTO notes (tenant_id, body) VALUES ($1, 'x')", "ten_a"); err != nil {
		t.Error(err)
	}
	if err := tx.Commit(); err != nil {
		t.Error(err)
	}
	if n := value[int](as(t.Context(), "ten_a"), t, app, "SELECT count(*) FROM notes"); n != 1 {
		t.Errorf("%d rows, want 1", n)
	}
}

func TestConnectionWithFailedSetIsDropped(t *testing.T) {
	t.Parallel()
	_, app := notes(t, PostgresOptions{MaxConnections: 1})
	const ask = "SELECT pg_backend_pid() WHERE $1"
	before := value[int](as(t.Context(), "ten_a"), t, app, ask, true)
	if _, err := app.ExecContext(as(t.Context(), "bad\x00name"), "SELECT 1 WHERE $1", true); err == nil {
		t.Fatal("a name that PostgreSQL refuses was set")
	}
	if after := value[int](as(t.Context(), "ten_a"), t, app, ask, true); after == before {
		t.Error("the connection was used again")
	}
}

func TestCancelledContext(t *testing.T) {
	t.Parallel()
	_, app := notes(t, PostgresOptions{MaxConnections: 1})
	const ask = "SELECT pg_backend_pid() WHERE $1"
	before := value[int](t.Context(), t, app, ask, true)
	ctx, cancel := context.WithCancel(t.Context())
	rows, err := app.QueryContext(ctx, "SELECT generate_series(1, $1::int)", 1000)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	cancel()
	for rows.Next() {
		continue // until the cancellation is noticed
	}
	if err := rows.Err(); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if after := value[int](t.Context(), t, app, ask, true); after == before {
		t.Error("the connection of a cancelled query was used again")
	}
	if _, err := app.ExecContext(ctx, "INSERT INTO notes (tenant_id, body) VALUES ($1, 'x')", "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context was sent: %v", err)
	}
}
