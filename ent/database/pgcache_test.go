package database

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"heed/ent/database/databasetest"
)

const preparedCount = "SELECT count(*) FROM pg_prepared_statements WHERE statement NOT LIKE '%set_config%'"

func TestStatementCacheIsBounded(t *testing.T) {
	t.Parallel()
	db := open(t, databasetest.Postgres(t), PostgresOptions{MaxConnections: 1})
	text := func(i int) string { return fmt.Sprintf("SELECT %d + $1::int", i) }
	ask := func(query string) {
		t.Helper()
		if got := value[int](t.Context(), t, db, query, 1); got < 1 {
			t.Errorf("%s = %d", query, got)
		}
	}
	ask(text(0))
	if n := value[int](t.Context(), t, db, preparedCount); n != 0 {
		t.Errorf("prepared at first sight: %d", n)
	}
	ask(text(0))
	if n := value[int](t.Context(), t, db, preparedCount); n != 1 {
		t.Errorf("at second sight %d are prepared, want 1", n)
	}
	long := "SELECT $1::int -- " + strings.Repeat("x", longestCached)
	ask(long)
	ask(long)
	if n := value[int](t.Context(), t, db, preparedCount); n != 1 {
		t.Errorf("a long text was prepared: %d", n)
	}
	for i := range 2 * cachedStatements {
		ask(text(i))
		ask(text(i))
		ask(text(i))
	}
	if n := value[int](t.Context(), t, db, preparedCount); n != cachedStatements {
		t.Errorf("%d are prepared, want %d", n, cachedStatements)
	}
}

func TestCacheSurvivesDDL(t *testing.T) {
	t.Parallel()
	db := open(t, databasetest.Postgres(t), PostgresOptions{MaxConnections: 1})
	exec(t, db, "CREATE TABLE things (id int, name text); INSERT INTO things VALUES (1, 'a')")
	columns := func() int {
		t.Helper()
		rows, err := db.QueryContext(t.Context(), "SELECT * FROM things WHERE id = $1", 1)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = rows.Close() }()
		names, err := rows.Columns()
		if err != nil || !rows.Next() || rows.Err() != nil {
			t.Fatal("no row", err, rows.Err())
		}
		return len(names)
	}
	columns()
	columns()
	exec(t, db, "ALTER TABLE things ADD COLUMN extra int")
	if n := columns(); n != 3 {
		t.Errorf("%d columns after ALTER TABLE, want 3", n)
	}
	columns()
	exec(t, db, "DEALLOCATE ALL") // the tenant's statement too, which the next tenant needs
	if n := columns(); n != 3 {
		t.Errorf("%d columns after DEALLOCATE, want 3", n)
	}
}

func TestStaleStatementInTransactionDropsConnection(t *testing.T) {
	t.Parallel()
	url := databasetest.Postgres(t)
	db, other := open(t, url, PostgresOptions{MaxConnections: 1}), open(t, url, PostgresOptions{})
	exec(t, db, "CREATE TABLE things (id int); INSERT INTO things VALUES (1)")
	const query = "SELECT * FROM things WHERE id = $1"
	value[int](t.Context(), t, db, query, 1)
	value[int](t.Context(), t, db, query, 1)
	before := value[int](t.Context(), t, db, "SELECT pg_backend_pid()")
	exec(t, other, "ALTER TABLE things ALTER COLUMN id TYPE bigint")
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(t.Context(), query, 1); !hasState(err, "0A000") {
		t.Errorf("want SQLSTATE 0A000, got %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
	if after := value[int](t.Context(), t, db, "SELECT pg_backend_pid()"); after == before {
		t.Error("the connection was used again")
	}
	value[int](t.Context(), t, db, query, 1)
}

func TestRowsOpenRefusesStatement(t *testing.T) {
	t.Parallel()
	db := open(t, databasetest.Postgres(t), PostgresOptions{})
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	const query = "SELECT generate_series(1, $1::int)"
	try := func() {
		t.Helper()
		rows, err := tx.QueryContext(t.Context(), query, 10)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = rows.Close() }()
		if _, err := tx.ExecContext(t.Context(), query, 1); !errors.Is(err, errRowsOpen) {
			t.Errorf("want errRowsOpen, got %v", err)
		}
		n := 0
		for rows.Next() {
			n++
		}
		if rows.Err() != nil || n != 10 {
			t.Error(n, rows.Err())
		}
	}
	for range 3 { // as text, while being prepared, prepared
		try()
	}
	if err := tx.Commit(); err != nil {
		t.Error(err)
	}
}

func TestCallersStatements(t *testing.T) {
	t.Parallel()
	_, app := notes(t, PostgresOptions{MaxConnections: 1})
	st, err := app.PrepareContext(t.Context(), "SELECT current_setting('app.tenant') WHERE $1")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, tenant := range []string{"ten_a", "ten_b"} {
		var got string
		if err := st.QueryRowContext(as(t.Context(), tenant), true).Scan(&got); err != nil || got != tenant {
			t.Errorf("the session has %q, want %q: %v", got, tenant, err)
		}
	}
	copying, err := app.PrepareContext(t.Context(), "COPY notes (tenant_id, body) FROM STDIN")
	if err == nil {
		defer func() { _ = copying.Close() }()
		t.Error("COPY was prepared")
	}
	if err := app.PingContext(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestSessionAndCount(t *testing.T) {
	t.Parallel()
	db := open(t, databasetest.Postgres(t), PostgresOptions{StatementTimeout: 50 * time.Millisecond})
	ctx, sent := WithStatements(as(t.Context(), "ten_a"))
	if got := value[string](ctx, t, db, "SELECT current_setting('idle_in_transaction_session_timeout') WHERE $1", true); got != "1min" {
		t.Error(got)
	}
	if at := value[time.Time](ctx, t, db, "SELECT now() WHERE $1", true); at.Location() != time.UTC {
		t.Errorf("times are read in %v", at.Location())
	}
	if _, err := db.ExecContext(ctx, "SELECT pg_sleep(10)"); !hasState(err, "57014") {
		t.Errorf("a long statement was not ended: %v", err)
	}
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	value[int](ctx, t, tx, "SELECT 1")
	if err := tx.Commit(); err != nil {
		t.Error(err)
	}
	if sent.Count() != 6 {
		t.Errorf("%d statements counted, want 6", sent.Count())
	}
}
