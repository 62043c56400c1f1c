package customers_test

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
)

func TestZZ(t *testing.T) {
	w := apptest.In(t, apptest.Postgres(t))
	at := time.Now()
	in := customers.ImportOptions{System: "S", Progress: func(p customers.Progress) {
		if p.Rows%2000 == 0 {
			t.Log(p.Rows, time.Since(at))
			at = time.Now()
		}
	}}
	_, _ = customers.Import(w.As("management"), w.Journal, rows(10000), in)
	in.DryRun = true
	_, _ = customers.Import(w.As("management"), w.Journal, rows(4000), in)
	for _, q := range []string{
		"SELECT * FROM customers WHERE external_system='S' AND external_id IN ('C-1','C-2','C-3') AND tenant_id='" + string(w.A.ID) + "' ORDER BY id FOR NO KEY UPDATE",
		"SELECT * FROM customers WHERE external_system='S' AND external_id IN ('C-1','C-2','C-3') AND tenant_id='" + string(w.A.ID) + "'",
		"SELECT * FROM contacts WHERE customer_id IN (SELECT id FROM customers LIMIT 200) AND name IN ('a','b') AND tenant_id='" + string(w.A.ID) + "'",
	} {
		for _, l := range column(t, w, w.A.System(), "EXPLAIN ANALYZE "+q) {
			t.Log(l[0])
		}
		t.Log("-")
	}
}
