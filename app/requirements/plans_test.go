package requirements_test

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/lib/pq"

	"heed/app/apptest"
	"heed/app/demo"
	"heed/app/journal"
	"heed/app/requirements"
	"heed/app/sessions"
	"heed/authz"
	"heed/ent"
	"heed/ent/companyslug"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// TestPlansOfFilters explains, as the application role and with generic plans,
// what ent sends for the filters of the ledger and for the scopes of roles:
// every table is entered by an index of the company, none is read whole.
func TestPlansOfFilters(t *testing.T) {
	t.Parallel()
	db, ctx := crowded(t)
	member := db.Client.Member.Query().FirstX(ctx)
	department := db.Client.Requirement.Query().FirstX(ctx).LeadDepartmentID
	as := func(scope viewer.Scope) context.Context {
		return viewer.With(ctx, &viewer.Viewer{
			Kind: viewer.Member, Tenant: viewer.Tenant(ctx), Member: member.ID, Department: department, Departments: []typeid.ID{department},
			Grants: viewer.Grants{string(authz.RequirementRead): scope},
		})
	}
	yes, soon := true, viewer.Now(ctx)
	for name, c := range map[string]struct {
		ctx    context.Context
		filter *requirements.Filter
	}{
		"departmentId":               {as(viewer.All), &requirements.Filter{DepartmentID: &department}},
		"tierKeys":                   {as(viewer.All), &requirements.Filter{TierKeys: []string{"KEY", "STRATEGIC"}}},
		"mine":                       {as(viewer.All), &requirements.Filter{Mine: &yes}},
		"assignee":                   {as(viewer.All), &requirements.Filter{AssigneeID: &member.ID}},
		"overdue":                    {as(viewer.All), &requirements.Filter{Overdue: &yes}},
		"due":                        {as(viewer.All), &requirements.Filter{DueBefore: &soon}},
		"states":                     {as(viewer.All), &requirements.Filter{States: []flow.RequirementState{flow.RequirementReceived, flow.RequirementPlanned}}},
		"all":                        {as(viewer.All), nil},
		"DEPARTMENT":                 {as(viewer.Department), nil},
		"OWN":                        {as(viewer.Own), nil},
		"DEPARTMENT, mine, tierKeys": {as(viewer.Department), &requirements.Filter{Mine: &yes, TierKeys: []string{"KEY"}}},
	} {
		q, err := c.filter.Apply(c.ctx, db.Client.Requirement.Query())
		if err != nil {
			t.Fatal(err)
		}
		var page, count *entsql.Selector
		capture := func(to **entsql.Selector) func(*entsql.Selector) {
			return func(s *entsql.Selector) { *to = s }
		}
		q.Clone().Where(capture(&page)).Order(requirement.ByDueAt(), requirement.ByID()).Limit(51).AllX(c.ctx)
		q.Clone().Where(capture(&count)).CountX(c.ctx)
		for what, s := range map[string]*entsql.Selector{"page": page, "count": count} {
			query, args := rendered(t, s)
			plan := explain(t, c.ctx, db, query, args)
			if fault := readsWhole(plan); fault != "" {
				t.Errorf("%s, %s: %s\n%s\n%s", name, what, fault, query, plan)
			}
		}
	}
}

// crowded is a database of many companies, and a context of the system's work
// in one of them.
func crowded(t *testing.T) (*apptest.Database, context.Context) {
	t.Helper()
	db := apptest.Postgres(t)
	who, err := sessions.NewWho(db.Client)
	if err != nil {
		t.Fatal(err)
	}
	ctx := viewer.WithNow(t.Context(), time.Date(2026, 11, 20, 3, 10, 0, 0, time.UTC))
	tools := demo.Tools{Journal: journal.New(db.Client, who.Changed), Who: who}
	if err := demo.Scale(ctx, db.DB, tools, demo.Size{Companies: 10, Customers: 1000, Requirements: 8000}, nil); err != nil {
		t.Fatal(err)
	}
	place := db.Client.CompanySlug.Query().Where(companyslug.Slug("scale-004")).OnlyX(ctx)
	ctx = viewer.AsSystem(ctx, place.CompanyID)
	assisting(t, ctx, db.Client)
	admin, err := sql.Open("postgres", db.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = admin.Close() }()
	if _, err := admin.ExecContext(t.Context(), "ANALYZE"); err != nil {
		t.Fatal(err)
	}
	return db, ctx
}

// assisting lets departments assist in a tenth of the requirements.
func assisting(t *testing.T, ctx context.Context, client *ent.Client) { //nolint:revive // t comes first in test helpers
	t.Helper()
	departments := client.Department.Query().AllX(ctx)
	var rows []*ent.RequirementDepartmentCreate
	for i, r := range client.Requirement.Query().Limit(80).AllX(ctx) {
		rows = append(rows, client.RequirementDepartment.Create().SetRequirementID(r.ID).SetDepartmentID(departments[i%len(departments)].ID))
	}
	client.RequirementDepartment.CreateBulk(rows...).ExecX(ctx)
}

var placeholder = regexp.MustCompile(`\$(\d+)`)

// rendered is the statement that was sent. A second rendering goes on counting
// its arguments where the first ended.
func rendered(t *testing.T, s *entsql.Selector) (string, []any) {
	t.Helper()
	query, args := s.Query()
	first := 0
	return placeholder.ReplaceAllStringFunc(query, func(at string) string {
		n, err := strconv.Atoi(at[1:])
		if err != nil {
			t.Fatal(err)
		}
		if first == 0 {
			first = n
		}
		if n-first >= len(args) {
			t.Fatalf("%d arguments in %s", len(args), query)
		}
		return fmt.Sprintf("$%d", n-first+1)
	}), args
}

// explain gives the generic plan of a statement, as a prepared one has it.
func explain(t *testing.T, ctx context.Context, db *apptest.Database, query string, args []any) string { //nolint:revive // t comes first in test helpers
	t.Helper()
	tx, err := db.SQL.BeginTx(ctx, &sql.TxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	values := make([]string, len(args))
	for i, a := range args {
		if at, ok := a.(time.Time); ok {
			a = at.Format(time.RFC3339Nano)
		}
		values[i] = pq.QuoteLiteral(fmt.Sprint(a))
	}
	execute := "EXPLAIN (COSTS OFF) EXECUTE asked"
	if len(values) > 0 {
		execute += "(" + strings.Join(values, ", ") + ")"
	}
	for _, text := range []string{"SET LOCAL plan_cache_mode = force_generic_plan", "PREPARE asked AS " + query} {
		if _, err := tx.ExecContext(ctx, text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	rows, err := tx.QueryContext(ctx, execute)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	var plan []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, one)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(ctx, "DEALLOCATE asked"); err != nil {
		t.Fatal(err)
	}
	return strings.Join(plan, "\n")
}

var (
	wholeTable = regexp.MustCompile(`Seq Scan on (requirements|customers)\b`)
	indexScan  = regexp.MustCompile(`(Index Scan|Index Only Scan|Index Scan Backward|Index Only Scan Backward|Bitmap Index Scan)`)
)

// readsWhole says what in the plan is no index of the company.
func readsWhole(plan string) string {
	if m := wholeTable.FindString(plan); m != "" {
		return m
	}
	lines := strings.Split(plan, "\n")
	for i, line := range lines {
		if !indexScan.MatchString(line) {
			continue
		}
		// A row found by its own id, e.g. through the rows of a subquery, is bound by the policy.
		if i+1 < len(lines) && (strings.Contains(lines[i+1], "tenant_id") || strings.Contains(line, "_pkey")) {
			continue
		}
		return strings.TrimSpace(line) + " is not limited to the company"
	}
	return ""
}
