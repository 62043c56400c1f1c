package migrations_test

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"heed/ent/database"
	"heed/ent/database/databasetest"
)

// Row-level security and keys alone, with nothing of ent between: statements as
// the application role, in the name of one company, about another's rows.

const (
	own     = "ten_own"
	another = "ten_another"
)

func twoCompanies(t *testing.T) (w *world, app, admin *sql.DB, done map[string]bool) {
	t.Helper()
	url := databasetest.Postgres(t)
	admin, app = postgres(t, url, ""), postgres(t, url, database.AppRole)
	w = readWorld(t, admin)
	w.seed(t, app, another)
	return w, app, admin, w.seed(t, app, own)
}

// refused runs statements in a transaction that is taken back, and returns their
// error.
func refused(ctx context.Context, t *testing.T, app *sql.DB, run func(querier) error) error {
	t.Helper()
	tx, err := app.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	return run(tx)
}

func TestAnotherCompany(t *testing.T) {
	t.Parallel()
	w, app, admin, done := twoCompanies(t)
	ctx := as(t.Context(), own)
	before := w.contents(t, admin)
	for _, table := range w.companyTables() {
		if n := one[int](ctx, t, app, fmt.Sprintf("SELECT count(*) FROM %q WHERE tenant_id <> $1", table), own); n != 0 {
			t.Errorf("%s: %d rows of another company are seen", table, n)
		}
		if n := one[int](ctx, t, app, fmt.Sprintf("SELECT count(*) FROM %q", table)); n == 0 {
			t.Errorf("%s: the company's own rows are not seen", table)
		}
		if n := one[int](t.Context(), t, app, fmt.Sprintf("SELECT count(*) FROM %q", table)); n != 0 {
			t.Errorf("%s: %d rows are seen without a company", table, n)
		}
		foreign := w.row(table, another, perTable+1, done)
		for what, c := range map[string]context.Context{"another company": ctx, "no company": t.Context()} {
			if err := refused(c, t, app, func(q querier) error { return insert(c, q, table, foreign) }); state(err) != "42501" {
				t.Errorf("%s: inserting for %s: %v, want a refusal of the policy", table, what, err)
			}
		}
		for _, change := range []string{
			fmt.Sprintf("UPDATE %q SET id = id || '_x' WHERE tenant_id = $1", table),
			fmt.Sprintf("DELETE FROM %q WHERE tenant_id = $1", table),
		} {
			if n, err := changed(ctx, t, app, change, another); n != 0 || err != nil && state(err) != "23001" {
				t.Errorf("%s: %d rows, %v", change, n, err)
			}
		}
		move := fmt.Sprintf("UPDATE %q SET tenant_id = $1", table)
		if _, err := changed(ctx, t, app, move, another); !slices.Contains([]string{"42501", "23001", "23514"}, state(err)) {
			t.Errorf("%s: %v, want a refusal", move, err)
		}
	}
	if after := w.contents(t, admin); !maps.Equal(before, after) {
		t.Error("rows have changed")
	}
}

// changed is how many rows a statement would change.
func changed(ctx context.Context, t *testing.T, app *sql.DB, query string, args ...any) (n int64, err error) {
	t.Helper()
	err = refused(ctx, t, app, func(q querier) error {
		res, err := q.ExecContext(ctx, query, args...)
		if err == nil {
			n, err = res.RowsAffected()
		}
		return err
	})
	return n, err
}

// TestKeysStayInTheCompany points each reference of a new row, in turn, to a row
// of another company.
func TestKeysStayInTheCompany(t *testing.T) {
	t.Parallel()
	w, app, _, done := twoCompanies(t)
	ctx, tried := as(t.Context(), own), 0
	for _, table := range w.companyTables() {
		valid := w.row(table, own, 1, done)
		for name := range valid { // a third row, referring as the first does
			if keys := w.keys[table+"."+name]; len(keys) == 0 || len(keys[0].from) == 1 && name != database.TenantColumn {
				valid[name] = w.row(table, own, perTable+1, done)[name]
			}
		}
		// … but for one reference of a join, for a pair is joined once.
		second := w.row(table, own, 2, done)
		for _, col := range w.columns[table] {
			if keys := w.keys[table+"."+col]; len(keys) > 0 && len(keys[0].from) > 1 && !slices.Contains(w.columns[table], "created_by") {
				valid[col] = second[col]
				break
			}
		}
		switch table { // a customer is asked once in a campaign, an invitation answered once, a member once in a session
		case "training_records":
			valid["member_id"] = second["member_id"]
		case "survey_invitations":
			valid["customer_id"] = second["customer_id"]
		case "survey_responses":
			free := w.row("survey_invitations", own, perTable+1, done)
			free["campaign_id"], free["customer_id"] = w.row("survey_invitations", own, 1, done)["campaign_id"], w.row("survey_invitations", own, 2, done)["customer_id"]
			for _, ref := range []string{"created_by", "updated_by", "contact_id", "department_id", "member_id"} {
				free[ref] = nil
			}
			if err := insert(ctx, app, "survey_invitations", free); err != nil {
				t.Fatal(err)
			}
			valid["invitation_id"] = free["id"]
		}
		for _, col := range w.columns[table] {
			keys := w.keys[table+"."+col]
			if len(keys) == 0 || len(keys[0].from) == 1 || table == "tenants" {
				continue
			}
			tried++
			astray := maps.Clone(valid)
			astray[col] = w.row(table, another, 2, done)[col]
			if astray[col] == nil {
				t.Fatalf("%s.%s: no row to refer to", table, col)
			}
			err := refused(ctx, t, app, func(q querier) error { return insert(ctx, q, table, astray) })
			if state(err) != "23503" || !strings.Contains(err.Error(), keys[0].name) {
				t.Errorf("%s.%s = %v: %v, want a violation of %s", table, col, astray[col], err, keys[0].name)
			}
		}
	}
	if tried < 30 {
		t.Errorf("only %d references were tried", tried)
	}
}

func TestCompanyHeadsAreReadByAll(t *testing.T) {
	t.Parallel()
	_, app, _, _ := twoCompanies(t)
	ctx := as(t.Context(), own)
	if n := one[int](t.Context(), t, app, "SELECT count(*) FROM company_heads"); n != 2 {
		t.Errorf("%d heads are seen, want 2", n)
	}
	for change, want := range map[string]int64{
		"UPDATE company_heads SET position = position + 1 WHERE company_id = '" + own + "'": 1,
		"UPDATE company_heads SET position = position + 1 WHERE true":                       1,
		"DELETE FROM company_heads WHERE company_id = '" + another + "'":                    0,
	} {
		if n, err := changed(ctx, t, app, change); n != want || err != nil {
			t.Errorf("%s: %d rows, want %d; %v", change, n, want, err)
		}
	}
	for _, change := range []string{
		"UPDATE company_heads SET company_id = '" + another + "'",
		"INSERT INTO company_heads (id, company_id, hash, next_due_at) VALUES ('x', '" + another + "', '', now())",
	} {
		if _, err := changed(ctx, t, app, change); state(err) != "42501" {
			t.Errorf("%s: %v, want a refusal of the policy", change, err)
		}
	}
}

// contents is a sum over the rows of each table.
func (w *world) contents(t *testing.T, admin *sql.DB) map[string]string {
	t.Helper()
	sums := map[string]string{}
	for _, table := range w.tables {
		sums[table] = one[string](t.Context(), t, admin, fmt.Sprintf("SELECT coalesce(md5(string_agg(r::text, ',' ORDER BY r.id)), '') FROM %q r", table))
	}
	return sums
}

func TestAppRoleHasOnlyTheSearch(t *testing.T) {
	t.Parallel()
	url := databasetest.Postgres(t)
	app := postgres(t, url, database.AppRole)
	if err := database.CheckRole(t.Context(), app, database.LoginAny); err != nil {
		t.Error(err)
	}
	if one[bool](t.Context(), t, app, "SELECT pg_has_role('heed_app', 'heed_search', 'MEMBER')") {
		t.Error("the application may become the search role")
	}
	if _, err := app.ExecContext(t.Context(), "SELECT heed_query('{a}')"); state(err) != "42501" {
		t.Errorf("the application may call what only the search calls: %v", err)
	}
	for _, function := range column[string](t.Context(), t, app, `SELECT p.oid::regprocedure::text FROM pg_proc p
		WHERE pronamespace = 'public'::regnamespace AND prosecdef AND (proowner <> 'heed_search'::regrole OR NOT proconfig @> '{"search_path=pg_catalog, pg_temp"}')`) {
		t.Errorf("%s runs with its owner's rights, and is not heed_search's or has no search path of its own", function)
	}
}
