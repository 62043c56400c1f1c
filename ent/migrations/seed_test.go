package migrations_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"heed/ent/database"
)

// world writes rows of a company into every table, by what the catalogue says of
// the columns, so that a new table is tested without a line written for it.
type world struct {
	*catalogue
	types map[string]string // by "table.column"
}

func readWorld(t *testing.T, db querier) *world {
	t.Helper()
	w := &world{catalogue: readCatalogue(t, db), types: map[string]string{}}
	each(t, db, `SELECT c.relname, a.attname, format_type(a.atttypid, NULL)
		FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE`+inPublic,
		func(scan func(...any)) {
			var table, name, kind string
			scan(&table, &name, &kind)
			w.types[table+"."+name] = kind
		})
	return w
}

// companyTables are the tables with a tenant_id, in the order of readCatalogue.
func (w *world) companyTables() []string {
	return slices.DeleteFunc(slices.Clone(w.tables), func(table string) bool {
		return !slices.Contains(w.columns[table], database.TenantColumn)
	})
}

const perTable = 2

// id is the id of the n-th row of a table that belongs to the company; the
// company itself is the one row of tenants.
func (w *world) id(table, company string, n int) string {
	if table == "tenants" {
		return company
	}
	return fmt.Sprintf("%s_%s_%d", table, company, n)
}

// row is the n-th row of the company. References lead to the n-th row of the
// table they name, where it is in done or must be.
func (w *world) row(table, company string, n int, done map[string]bool) map[string]any {
	row := map[string]any{}
	for _, col := range w.columns[table] {
		name := table + "." + col
		if keys := w.keys[name]; len(keys) > 0 && col != database.TenantColumn {
			k := keys[0]
			if !done[k.to] && !w.must[name] {
				continue
			}
			switch last := k.toColumns[len(k.toColumns)-1]; {
			case col == "company_id":
				row[col] = company
			case last == "id" && col == "other_id":
				row[col] = w.id(k.to, company, perTable+1-n)
			case last == "id":
				row[col] = w.id(k.to, company, n)
			default:
				row[col] = text(k.to+"."+last, company, n)
			}
			continue
		}
		switch col {
		case "id":
			row[col] = w.id(table, company, n)
		case database.TenantColumn:
			row[col] = company
		default:
			row[col] = w.value(name, company, n)
		}
	}
	return row
}

func (w *world) value(name, company string, n int) any {
	switch kind := w.types[name]; kind {
	case "text", "character varying":
		return text(name, company, n)
	case "bigint", "double precision":
		return n
	case "boolean":
		return false
	case "bytea":
		return []byte(text(name, company, n))
	case "jsonb":
		return "[]"
	case "timestamp with time zone":
		return "2026-11-22T00:00:00Z"
	default:
		panic("no value for the type " + kind)
	}
}

func text(name, company string, n int) string { return fmt.Sprintf("%s-%s-%d", name, company, n) }

// insert writes a row.
func insert(ctx context.Context, db querier, table string, row map[string]any) error {
	var marks []string
	var args []any
	names := slices.Sorted(maps.Keys(row))
	for i, name := range names {
		marks, args = append(marks, fmt.Sprintf("$%d", i+1)), append(args, row[name])
	}
	_, err := db.ExecContext(ctx, fmt.Sprintf(`INSERT INTO %q ("%s") VALUES (%s)`, table, strings.Join(names, `", "`), strings.Join(marks, ", ")), args...)
	return err
}

// seed writes the rows of the company, each table after those it needs.
func (w *world) seed(t *testing.T, db querier, company string) map[string]bool {
	t.Helper()
	ctx, done := as(t.Context(), company), map[string]bool{}
	for len(done) < len(w.tables) {
		progress := false
		for _, table := range w.tables {
			if done[table] || !w.ready(table, done) {
				continue
			}
			rows := perTable
			switch table {
			case "tenants", "company_heads", "slug_directory":
				rows = 1
			case "users":
				rows++ // one who is no member yet
			}
			for n := 1; n <= rows; n++ {
				if err := insert(ctx, db, table, w.row(table, company, n, done)); err != nil {
					t.Fatalf("%s: %v", table, err)
				}
			}
			done[table], progress = true, true
		}
		if !progress {
			t.Fatalf("only %v could be filled: the references go round in circles", slices.Sorted(maps.Keys(done)))
		}
	}
	return done
}

func (w *world) ready(table string, done map[string]bool) bool {
	for _, col := range w.columns[table] {
		for _, k := range w.keys[table+"."+col] {
			if w.must[table+"."+col] && k.to != table && !done[k.to] {
				return false
			}
		}
	}
	return true
}
