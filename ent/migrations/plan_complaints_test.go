package migrations_test

import (
	"strings"
	"testing"

	"heed/ent/database"
	"heed/ent/database/databasetest"
)

// TestComplaintPlans reads how PostgreSQL answers what is asked of complaints: each by an
// index, and the analyses by one that has all they count.
func TestComplaintPlans(t *testing.T) {
	t.Parallel()
	url := databasetest.Postgres(t)
	admin := postgres(t, url, "")
	fill, err := admin.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer fill.Rollback()
	exec(t.Context(), t, fill, "SET LOCAL session_replication_role = replica") // no checking of keys
	exec(t.Context(), t, fill, `INSERT INTO complaints (id, tenant_id, created_at, updated_at, number, intake, content, product, complained_at, channel, received_at,
			promised_at, due_at, state, nature, severity, path, root_cause, outcome, closed_at, customer_id, owner_department_id, assignee_id, recurrence_of_id, timely)
		SELECT 'cmp_' || n, 'ten_' || n % $1, at, at, 'CMP-' || n, 'MEMBER', repeat('Content ', 40), 'Product ' || n % 50, at, (ARRAY['WEB','PHONE','POST'])[1 + n % 3], at,
			at + interval '7 days', CASE WHEN n % 20 < 10 THEN at + interval '3 days' ELSE timestamptz '9999-12-31' END,
			CASE WHEN n % 20 < 10 THEN 'PROCESSING' ELSE 'CLOSED' END, (ARRAY['PRICE','DELIVERY','OTHER'])[1 + n % 3], 'GENERAL', 'DIRECT',
			(ARRAY['PRODUCT','PROCESS'])[1 + n % 2], CASE WHEN n % 20 < 10 THEN NULL ELSE 'ACCEPTED' END, CASE WHEN n % 20 < 10 THEN NULL ELSE at + interval '2 days' END,
			'cus_' || n % 997, 'dep_' || n % 7, 'mem_' || n % 31, CASE WHEN n % 40 = 11 THEN 'cmp_' || n - 20 END, CASE WHEN n % 100 = 17 THEN true END
		FROM (SELECT n, now() - n * interval '5 minutes' AS at FROM generate_series(1, $2::int) n) made`, companies, companies*rowsPerCompany)
	if err := fill.Commit(); err != nil {
		t.Fatal(err)
	}
	vacuum(t, admin, "complaints")
	app := postgres(t, url, database.AppRole)
	ctx := as(t.Context(), "ten_3")
	tx, err := app.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	exec(ctx, t, tx, "SET LOCAL plan_cache_mode = force_generic_plan")
	const (
		page = "SELECT * FROM complaints WHERE tenant_id = $1 AND "
		bars = `, COUNT(*) AS number, SUM(COUNT(*)) OVER () FROM complaints WHERE tenant_id = $1 AND received_at >= $2 AND received_at < $3 GROUP BY value ORDER BY number DESC, value LIMIT 100`
		days = ", now() - interval '30 days', now()"
	)
	for i, c := range []struct{ query, args, want string }{
		{page + "true ORDER BY due_at, id LIMIT 51", "", "Index Scan using complaint_tenant_id_due_at_id"},
		{page + "state = $2 ORDER BY due_at, id LIMIT 51", ", 'CLOSED'", "Index Scan using complaint_tenant_id_state_due_at_id"},
		{page + "owner_department_id = $2 ORDER BY due_at, id LIMIT 51", ", 'dep_3'", "Index Scan using complaint_tenant_id_owner_department_id_due_at_id"},
		{page + "true ORDER BY complained_at, id LIMIT 51", "", "Index Scan using complaint_tenant_id_complained_at_id"},
		{"SELECT COALESCE(root_cause, '') AS value" + bars, days, "Index Only Scan using complaint_tenant_id_received_at_nature_root_cause_severity"},
		{"SELECT COALESCE(nature, '') AS value" + bars, days, "Index Only Scan using complaint_tenant_id_received_at_nature_root_cause_severity"},
		{"SELECT COALESCE(product, '') AS value" + bars, days, "Index Only Scan using complaint_tenant_id_received_at_product"},
		{"SELECT COALESCE(channel, '') AS value" + bars, days, "Index Only Scan using complaint_tenant_id_received_at_channel_owner_department_id"},
		{"SELECT COALESCE(owner_department_id, '') AS value" + bars, days, "Index Only Scan using complaint_tenant_id_received_at_channel_owner_department_id"},
		{"SELECT COUNT(*) FROM complaints WHERE tenant_id = $1 AND state IN ('RECEIVED', 'TRIAGED', 'INVESTIGATING', 'PROCESSING', 'FEEDBACK') AND due_at <= $2", ", now()", "Index Only Scan using complaint_tenant_id_state_due_at_id"},
		{"SELECT state, outcome, COUNT(*) FROM complaints WHERE tenant_id = $1 AND received_at >= $2 AND received_at < $3 GROUP BY state, outcome", days, "Index Only Scan using complaint_tenant_id_received_at_state_outcome"},
		{"SELECT outcome, COUNT(*) FROM complaints WHERE tenant_id = $1 AND state = 'CLOSED' AND closed_at >= $2 AND closed_at < $3 GROUP BY outcome", days, "complaint_tenant_id_closed_at_outcome"},
		{"SELECT timely, COUNT(*) FROM complaints WHERE tenant_id = $1 AND timely IS NOT NULL AND received_at >= $2 AND received_at < $3 GROUP BY timely", days, "Index Only Scan using complaint_tenant_id_"},
		{
			`SELECT COUNT(*) FROM complaints WHERE tenant_id = $1 AND state = 'CLOSED' AND customer_id IS NOT NULL AND root_cause IS NOT NULL AND (outcome IS NULL OR outcome <> 'UNFOUNDED')
				AND closed_at >= $2 AND closed_at < $3 AND EXISTS (SELECT again.id FROM complaints again WHERE again.tenant_id = $1 AND again.recurrence_of_id = complaints.id)`,
			days, "complaint_tenant_id_closed_at_outcome",
		},
	} {
		name := "plan_" + string(rune('a'+i))
		exec(ctx, t, tx, "PREPARE "+name+" AS "+c.query)
		plan := strings.Join(column[string](ctx, t, tx, "EXPLAIN (COSTS OFF) EXECUTE "+name+"('ten_3'"+c.args+")"), "\n")
		if !strings.Contains(plan, c.want) || strings.Contains(plan, "Seq Scan") {
			t.Errorf("%s: want %s, got\n%s", c.query, c.want, plan)
		}
	}
}
