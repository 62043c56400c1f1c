package migrations_test

import (
	"strings"
	"testing"
)

// TestPlans reads how PostgreSQL answers the application role: with a generic
// plan, as for a prepared statement, and the policy in force. A page is read in
// the order of an index, never sorted; a count reads an index only.
func TestPlans(t *testing.T) {
	t.Parallel()
	app := crowd(t)
	ctx := as(t.Context(), "ten_3")
	tx, err := app.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	exec(ctx, t, tx, "SET LOCAL plan_cache_mode = force_generic_plan")
	const page, count = "SELECT * FROM requirements WHERE tenant_id = $1 AND ", "SELECT count(tenant_id) FROM requirements WHERE tenant_id = $1 AND "
	for i, c := range []struct{ query, args, want string }{
		{page + "true ORDER BY due_at, id LIMIT 51", "", "Index Scan using requirement_tenant_id_due_at_id"},
		{page + "true ORDER BY due_at DESC, id DESC LIMIT 51", "", "Index Scan Backward using requirement_tenant_id_due_at_id"},
		{page + "(due_at, id) > ($2::timestamptz, $3) ORDER BY due_at, id LIMIT 51", ", now(), 'req_'", "Index Scan using requirement_tenant_id_due_at_id"},
		{page + "true ORDER BY created_at, id LIMIT 51", "", "Index Scan using requirement_tenant_id_created_at_id"},
		{page + "true ORDER BY updated_at, id LIMIT 51", "", "Index Scan using requirement_tenant_id_updated_at_id"},
		{page + "urgency = $2 ORDER BY due_at, id LIMIT 51", ", 'HIGH'", "Index Scan using requirement_tenant_id_urgency_due_at_id"},
		{page + "state = $2 ORDER BY due_at, id LIMIT 51", ", 'RECEIVED'", "Index Scan using requirement_tenant_id_state_due_at_id"},
		{page + "customer_id = $2 ORDER BY created_at, id LIMIT 51", ", 'cus_13'", "Index Scan using requirement_tenant_id_customer_id_created_at_id"},
		{page + "lead_department_id = $2 ORDER BY due_at LIMIT 51", ", 'dep_3'", "Index Scan using requirement_tenant_id_lead_department_id_due_at"},
		{page + "assignee_id = $2 ORDER BY due_at LIMIT 51", ", 'mem_3'", "Index Scan using requirement_tenant_id_assignee_id_due_at"},
		{page + "created_by = $2 ORDER BY due_at LIMIT 51", ", 'mem_3'", "Index Scan using requirement_tenant_id_created_by_due_at"},
		{count + "true", "", "Index Only Scan"},
		{count + "urgency = $2", ", 'HIGH'", "Index Only Scan"},
		{count + "state = $2", ", 'RECEIVED'", "Index Only Scan"},
		{count + "due_at < $2", ", now()", "Index Only Scan"},
		{count + "customer_id = $2", ", 'cus_13'", "Index Only Scan"},
		{count + "urgency = $2 AND state = $3", ", 'HIGH', 'RECEIVED'", "Index Only Scan"},
		{count + "lead_department_id = $2 AND state = $3", ", 'dep_3', 'RECEIVED'", "Index Only Scan"},
		{count + "created_by = $2 AND urgency = $3", ", 'mem_3', 'HIGH'", "Index Only Scan"},
		{count + "collected_by_id = $2 AND urgency = $3", ", 'mem_3', 'HIGH'", "Index Only Scan"},
		{"SELECT * FROM customers WHERE tenant_id = $1 AND created_by = $2 ORDER BY name LIMIT 51", ", 'mem_3'", "Index Scan using customer_tenant_id_created_by_name"},
		{count + "assignee_id = $2 AND state = $3", ", 'mem_3', 'RECEIVED'", "Index Only Scan"},
		{
			"SELECT id FROM notifications WHERE tenant_id = $1 AND created_at < $2 AND (read_at IS NOT NULL OR created_at < $3) ORDER BY created_at, id LIMIT 500",
			", now(), now()", "Index Scan using notification_tenant_id_created_at_id",
		},
	} {
		name := "plan_" + string(rune('a'+i))
		exec(ctx, t, tx, "PREPARE "+name+" AS "+c.query)
		plan := strings.Join(column[string](ctx, t, tx, "EXPLAIN (COSTS OFF) EXECUTE "+name+"('ten_3'"+c.args+")"), "\n")
		if !strings.Contains(plan, c.want) || strings.Contains(plan, "Sort") || strings.Contains(plan, "Seq Scan") {
			t.Errorf("%s: want %s, got\n%s", c.query, c.want, plan)
		}
	}
}
