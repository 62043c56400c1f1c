package tenants_test

import (
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
)

// A table is emptied before those that it refers to, whatever rows there are.
func TestErasingOrder(t *testing.T) {
	w := apptest.In(t, apptest.Postgres(t))
	rows, err := w.DB.SQL.QueryContext(w.A.System(), `SELECT a.relname, b.relname FROM pg_constraint c
		JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid WHERE c.contype = 'f' AND a.oid <> b.oid`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	order, checked := tenants.Erasing(), 0
	for rows.Next() {
		var from, to string
		if err := rows.Scan(&from, &to); err != nil {
			t.Fatal(err)
		}
		i, j := slices.Index(order, from), slices.Index(order, to)
		if i < 0 || j < 0 {
			continue // members and what is kept
		}
		if checked++; i > j {
			t.Errorf("%s refers to %s and is emptied after it", from, to)
		}
	}
	if err := rows.Err(); err != nil || checked < 15 {
		t.Errorf("%d keys: %v", checked, err)
	}
}
