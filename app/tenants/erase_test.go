package tenants_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/rules/flow"
)

// A table is emptied before those that it refers to, whatever rows there are.
func TestErasingOrder(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
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

// A company that was reopened and closed anew while somebody set out to erase it
// has all of its time again.
func TestEraseOfClosedAnew(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		closed := func(erase time.Time) {
			w.Client.Tenant.UpdateOneID(w.A.ID).SetState(flow.TenantClosed).
				SetClosing(&flow.Closing{Reason: "Another system", At: w.Clock.Now(), EraseAfter: erase}).ExecX(w.A.System())
		}
		closed(w.Clock.Now().Add(time.Minute))
		before := w.Count(t)
		if err := tenants.Begin(w.A.System(), w.Journal); err == nil {
			t.Error("it was begun before its time")
		}
		c := w.Client.Tenant.GetX(w.A.System(), w.A.ID)
		if after := w.Count(t); c.Closing.Begun() || c.Slug != w.A.Slug || !maps.Equal(before, after) {
			t.Errorf("%+v: rows were %v, are %v", c, before, after)
		}
		closed(w.Clock.Now())
		if err := tenants.Begin(w.A.System(), w.Journal); err != nil {
			t.Error(err)
		}
	})
}
