package apptest

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"entgo.io/ent/dialect"
)

// Dump is all rows of all tables as text, as the two companies see them; with
// SQLite those of other files beside the database's with them.
func (w *World) Dump(t testing.TB) string {
	t.Helper()
	var out strings.Builder
	for _, c := range []*Company{w.A, w.B} {
		dump(t, c.System(), w.DB.SQL, w.DB.Dialect, &out)
	}
	path, ok := strings.CutPrefix(w.url, "sqlite:")
	if !ok {
		return out.String()
	}
	files, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file == path {
			continue
		}
		db, err := sql.Open("sqlite", file)
		if err != nil {
			t.Fatal(err)
		}
		dump(t, context.Background(), db, dialect.SQLite, &out)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func dump(t testing.TB, ctx context.Context, db *sql.DB, in string, out *strings.Builder) { //nolint:revive // t comes first in test helpers
	t.Helper()
	list := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if in == dialect.Postgres {
		list = `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
			WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')`
	}
	for _, table := range rowsOf(t, ctx, db, list) {
		for _, row := range rowsOf(t, ctx, db, "SELECT * FROM "+table[0]) {
			fmt.Fprintln(out, table[0], strings.Join(row, " "))
		}
	}
}

// rowsOf reads all rows of a query as text.
func rowsOf(t testing.TB, ctx context.Context, db *sql.DB, query string) [][]string { //nolint:revive // t comes first in test helpers
	t.Helper()
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for rows.Next() {
		values, places := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(values))
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				v = string(b)
			}
			row[i] = fmt.Sprint(v)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
