package apptest

import (
	"database/sql"
	"strings"
	"testing"
)

// digest asks for a company's rows, one figure a line: how many rows a table has
// and the sum of their versions, which every change of a row counts up; each
// counter and each state of clocks; where the numbers and the journal stand.
var digest = func() string {
	var parts []string
	for _, table := range []string{
		"tenants", "departments", "members", "roles", "customer_tiers", "working_calendars", "sla_policies",
		"customers", "contacts", "requirements", "requirement_links", "sla_clocks", "approvals", "satisfaction_ratings",
		"tasks", "interactions", "engagement_plans", "research_activities", "attachments", "recognitions", "requirement_forms",
		"requirement_sets", "work_groups", "progress_entries", "reports", "meetings", "findings", "improvement_actions",
		"indicators", "response_templates", "requirement_assessments", "purchase_records", "complaints", "complaint_forms",
		"touchpoints", "identification_rounds", "touchpoint_standards", "inspections", "inspection_schedules", "improvement_projects",
		"survey_templates", "survey_campaigns", "survey_invitations", "survey_responses", "opportunities",
		"training_plans", "training_sessions", "training_records",
		"governing_documents", "appraisal_schemes", "appraisals",
	} {
		parts = append(parts,
			"SELECT '"+table+"', count(*) FROM "+table+" WHERE tenant_id = $1",
			"SELECT '"+table+" versions', CAST(coalesce(sum(version), 0) AS bigint) FROM "+table+" WHERE tenant_id = $1")
	}
	for _, table := range []string{
		"member_roles", "requirement_departments", "events", "event_details", "notifications",
		"requirement_set_items", "group_members", "report_recipients", "meeting_attendees", "indicator_snapshots",
		"identification_departments", "touchpoint_scores", "acknowledgements",
	} {
		parts = append(parts, "SELECT '"+table+"', count(*) FROM "+table+" WHERE tenant_id = $1")
	}
	return strings.Join(append(parts,
		"SELECT 'counter ' || name || ' ' || bucket, amount FROM counters WHERE tenant_id = $1",
		"SELECT 'clocks ' || state, count(*) FROM sla_clocks WHERE tenant_id = $1 GROUP BY state",
		"SELECT 'numbers ' || kind || ' ' || year, last FROM number_series WHERE tenant_id = $1",
		"SELECT 'tokens', count(*) FROM token_directory WHERE company_id = $1",
		"SELECT 'position', position FROM company_heads WHERE company_id = $1",
		"SELECT 'config position', config_position FROM company_heads WHERE company_id = $1",
	), " UNION ALL ")
}()

// Count is a digest of both companies: equal before and after a refusal, and
// never after a change.
func (w *World) Count(t testing.TB) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for _, c := range []*Company{w.A, w.B} {
		rows, err := w.DB.SQL.QueryContext(c.System(), digest, string(c.ID))
		if err != nil {
			t.Fatal(err)
		}
		if err := read(rows, c.Slug+".", counts); err != nil {
			t.Fatal(err)
		}
	}
	return counts
}

func read(rows *sql.Rows, prefix string, into map[string]int) (err error) {
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		var n int
		if err := rows.Scan(&name, &n); err != nil {
			return err
		}
		into[prefix+name] = n
	}
	return rows.Err()
}
