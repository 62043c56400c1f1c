package database

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
)

var _ dialect.Driver = (*SQLite)(nil)

func openSQLite(t *testing.T, path string) *SQLite {
	t.Helper()
	d, err := OpenSQLite(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func run(ctx context.Context, t *testing.T, d dialect.ExecQuerier, query string, args ...any) {
	t.Helper()
	if err := d.Exec(ctx, query, args, nil); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func count(ctx context.Context, d dialect.ExecQuerier, query string, args ...any) (n int, err error) {
	var rows entsql.Rows
	if err := d.Query(ctx, query, args, &rows); err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	return entsql.ScanInt(rows)
}

func TestSQLiteIsNeverLocked(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "data", "he ed#1?.db")
	var first, second *SQLite
	var opening sync.WaitGroup // both turn the new file to WAL at once
	for _, d := range []**SQLite{&first, &second} {
		opening.Go(func() {
			var err error
			if *d, err = OpenSQLite(t.Context(), path); err != nil {
				t.Error(err)
			}
		})
	}
	opening.Wait()
	if t.Failed() {
		t.FailNow()
	}
	run(t.Context(), t, first, "CREATE TABLE heads (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)")
	run(t.Context(), t, first, "CREATE TABLE entries (id INTEGER PRIMARY KEY, n INTEGER NOT NULL UNIQUE)")
	run(t.Context(), t, first, "INSERT INTO heads VALUES (1, 0)")
	const writers, rounds = 64, 10
	var work sync.WaitGroup
	for w := range writers {
		d := []*SQLite{first, second}[w%2]
		work.Go(func() {
			for range rounds {
				if err := append1(t.Context(), d); err != nil {
					t.Error(err)
				}
			}
		})
		work.Go(func() {
			for range rounds {
				n, err := count(t.Context(), d, "SELECT count(*) - (SELECT n FROM heads) FROM entries")
				if err != nil || n != 0 {
					t.Errorf("a reader saw half a transaction: %d, %v", n, err)
				}
			}
		})
	}
	work.Wait()
	if n, err := count(t.Context(), second, "SELECT n FROM heads"); err != nil || n != writers*rounds {
		t.Errorf("%d written, want %d: %v", n, writers*rounds, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode of the file: %v, %v", info.Mode(), err)
	}
	if err := errors.Join(first.Close(), second.Close()); err != nil {
		t.Error(err)
	}
}

// append1 reads, then writes, as a deferred transaction could not.
func append1(ctx context.Context, d *SQLite) error {
	tx, err := d.Tx(ctx)
	if err != nil {
		return err
	}
	n, err := count(ctx, tx, "SELECT n + 1 FROM heads")
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	for _, query := range []string{"UPDATE heads SET n = ?", "INSERT INTO entries (n) VALUES (?)"} {
		if err := tx.Exec(ctx, query, []any{n}, nil); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

func TestSQLiteTimes(t *testing.T) {
	t.Parallel()
	d := openSQLite(t, filepath.Join(t.TempDir(), "heed.db"))
	run(t.Context(), t, d, "CREATE TABLE marks (at datetime NOT NULL)")
	base := time.Date(2026, 10, 1, 8, 0, 0, 0, time.UTC)
	var want []time.Time
	for _, add := range []time.Duration{
		0, 1, 10, 100 * time.Millisecond, 120 * time.Millisecond, 999999999, time.Second, time.Hour, 4000 * time.Hour,
	} {
		want = append(want, base.Add(add))
	}
	want = append(want, time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC))
	taipei := time.FixedZone("CST", 8*3600)
	for _, at := range slices.Backward(want) {
		run(t.Context(), t, d, "INSERT INTO marks VALUES (?)", at.In(taipei))
	}
	for _, query := range []string{
		"SELECT at FROM marks ORDER BY at",
		"SELECT at FROM (SELECT *, row_number() OVER (ORDER BY at) AS n FROM marks) ORDER BY at",
		"WITH src AS (SELECT * FROM marks), lim AS (SELECT *, row_number() OVER (ORDER BY at) AS n FROM src) SELECT at FROM lim ORDER BY at",
	} {
		var rows entsql.Rows
		if err := d.Query(t.Context(), query, []any{}, &rows); err != nil {
			t.Fatal(err)
		}
		var got []time.Time
		for rows.Next() {
			var at sql.NullTime // as ent scans times
			if err := rows.Scan(&at); err != nil {
				t.Fatal(query, err)
			}
			if at.Time.Location() != time.UTC {
				t.Errorf("read in %v", at.Time.Location())
			}
			got = append(got, at.Time)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(got, want, time.Time.Equal) {
			t.Errorf("%s:\n got %v\nwant %v", query, got, want)
		}
	}
	for i, at := range want {
		if n, err := count(t.Context(), d, "SELECT count(*) FROM marks WHERE at < ?", at.In(taipei)); err != nil || n != i {
			t.Errorf("%d are before %v, want %d: %v", n, at, i, err)
		}
	}
}

func TestSQLiteRoutes(t *testing.T) {
	t.Parallel()
	d := openSQLite(t, filepath.Join(t.TempDir(), "heed.db"))
	run(t.Context(), t, d, "CREATE TABLE a (id INTEGER PRIMARY KEY)")
	run(t.Context(), t, d, "CREATE TABLE b (a INTEGER REFERENCES a (id))")
	ctx, sent := WithStatements(t.Context())
	for _, query := range []string{
		"INSERT INTO a VALUES (7) RETURNING id",
		"WITH x(id) AS (VALUES (8)) INSERT INTO a SELECT id FROM x RETURNING id - 1",
		"PRAGMA user_version = 7; PRAGMA user_version",
		"SELECT min(id) FROM a", " select 7",
		"WITH x AS (SELECT min(id) AS id FROM a) SELECT id FROM x",
	} {
		if n, err := count(ctx, d, query); err != nil || n != 7 {
			t.Errorf("%s = %d, %v", query, n, err)
		}
	}
	tx, err := d.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	// A reader's transaction keeps no writer waiting, and sees nothing of it.
	if n, err := count(ctx, tx, "SELECT count(*) FROM a"); err != nil || n != 2 {
		t.Error(n, err)
	}
	if _, err := d.ExecContext(ctx, "INSERT INTO a VALUES (9)"); err != nil {
		t.Error(err)
	}
	if n, err := count(ctx, tx, "SELECT count(*) FROM a"); err != nil || n != 2 {
		t.Error(n, err)
	}
	if err := tx.Exec(ctx, "INSERT INTO a VALUES (10)", []any{}, nil); err == nil {
		t.Error("a reader wrote")
	}
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
	if sent.Count() != 12 {
		t.Errorf("%d statements counted, want 12", sent.Count())
	}
	if _, err := d.ExecContext(ctx, "INSERT INTO b VALUES (99)"); err == nil {
		t.Error("foreign keys are off")
	}
	if _, err := count(ctx, d, `SELECT count("missing") FROM a`); err == nil {
		t.Error("a misspelt column is a text")
	}
}

func TestSQLiteRefusesFolder(t *testing.T) {
	t.Parallel()
	if d, err := OpenSQLite(t.Context(), t.TempDir()); err == nil {
		t.Error("a folder was opened", d.Close())
	}
}

func TestLock(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		dialect.SQLite:   "SELECT DISTINCT `id` FROM `a`",
		dialect.Postgres: `SELECT "id" FROM "a" FOR NO KEY UPDATE`,
	} {
		s := entsql.Dialect(name).Select("id").From(entsql.Table("a")).Distinct()
		Lock(s)
		if got, _ := s.Query(); got != want || s.Err() != nil {
			t.Errorf("%s: %s, %v", name, got, s.Err())
		}
	}
}
