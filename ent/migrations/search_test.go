package migrations_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/lib/pq"

	"heed/ent/database"
	"heed/ent/database/databasetest"
	"heed/rules/words"
)

// search asks a database for the rows that have all words of the text.
func search(ctx context.Context, t *testing.T, db querier, postgres bool, subject, company, text string) []string {
	t.Helper()
	grams := strings.Fields(words.Prefixed(company, words.Query(text)))
	var found []string
	if postgres {
		found = column[string](ctx, t, db, "SELECT id FROM "+subject+"s WHERE id IN (SELECT heed_search_"+subject+"s($1))", pq.Array(grams))
	} else {
		found = column[string](ctx, t, db, fmt.Sprintf("SELECT id FROM %[1]s_search WHERE %[1]s_search MATCH $1", subject),
			`grams : ("`+strings.Join(grams, `" AND "`)+`")`)
	}
	slices.Sort(found)
	return found
}

func TestSearch(t *testing.T) {
	bothSeeded(t, func(t *testing.T, db *sql.DB, postgres bool) {
		ctx := as(t.Context(), own)
		for _, subject := range []string{"customer", "requirement"} {
			a, b := subject+"s_"+own+"_1", subject+"s_"+own+"_2"
			write := func(id, text string) {
				t.Helper()
				exec(ctx, t, db, "UPDATE "+subject+"s SET grams = $1 WHERE id = $2", words.Prefixed(own, words.Index(text)), id)
			}
			write(a, "华东区ERP系统登录缓慢，REQ-2026-00042；Zoë said: it's slow. 𰻝面 か")
			write(b, "系统很慢；后退 \U0003106C")
			for query, want := range map[string][]string{
				"慢": {a, b}, "系统": {a, b}, "缓慢": {a}, "很": {b}, "系": {a, b}, "登录缓慢": {a}, "退": {b}, "后": {b},
				"erp": {a}, "ＥＲＰ 系统": {a}, "zoe": {a}, "s": {a}, "REQ-2026-00042": {a}, "𰻝": {a}, "𰻝面": {a}, "か": {a}, "が": nil,
				"快": nil, "er": nil, "慢系": nil, "缓慢 很": nil, "requirements": nil, own: nil,
				"\U0003106C": {b},
			} {
				if got := search(ctx, t, db, postgres, subject, own, query); !slices.Equal(got, want) {
					t.Errorf("%s %q: %v, want %v", subject, query, got, want)
				}
			}
			write(a, "换了")
			if got := search(ctx, t, db, postgres, subject, own, "缓慢"); len(got) > 0 {
				t.Errorf("%s: found by what it was before: %v", subject, got)
			}
			if got := search(ctx, t, db, postgres, subject, own, "换了"); !slices.Equal(got, []string{a}) {
				t.Errorf("%s: not found by what it is now: %v", subject, got)
			}
			if got := search(ctx, t, db, postgres, subject, another, "系统"); len(got) > 0 {
				t.Errorf("%s: found under another company's prefix: %v", subject, got)
			}
		}
		exec(ctx, t, db, "DELETE FROM requirement_links")
		exec(ctx, t, db, "DELETE FROM requirement_departments")
		exec(ctx, t, db, "DELETE FROM sla_clocks")
		exec(ctx, t, db, "DELETE FROM requirement_set_items")
		exec(ctx, t, db, "DELETE FROM requirement_assessments")
		exec(ctx, t, db, "DELETE FROM progress_entries")
		exec(ctx, t, db, "UPDATE requirements SET merged_into_id = NULL")
		exec(ctx, t, db, "DELETE FROM requirements")
		if got := search(ctx, t, db, postgres, "requirement", own, "系统"); len(got) > 0 {
			t.Errorf("found after it was deleted: %v", got)
		}
	})
}

// TestSearchStaysInTheCompany asks with another company's words.
func TestSearchStaysInTheCompany(t *testing.T) {
	t.Parallel()
	_, app, admin, _ := twoCompanies(t)
	exec(t.Context(), t, admin, "UPDATE requirements SET grams = $1", words.Prefixed(another, words.Index("系统")))
	for company, want := range map[string]int{another: 2, own: 2, "": 0} {
		ctx := t.Context()
		if company != "" {
			ctx = as(ctx, company)
		}
		for _, query := range []string{"SELECT heed_search_requirements($1)", "SELECT id FROM requirements WHERE id IN (SELECT heed_search_requirements($1))"} {
			found := column[string](ctx, t, app, query, pq.Array([]string{another + "_系统"}))
			if len(found) != want || slices.ContainsFunc(found, func(id string) bool { return !strings.Contains(id, company+"_") }) {
				t.Errorf("%q finds %v", company, found)
			}
		}
	}
	for _, odd := range [][]string{{}, {"a'b"}, {`a\`}, {"a & b | !c"}, {`'`}, {"a:*"}} {
		if found := column[string](as(t.Context(), own), t, app, "SELECT heed_search_requirements($1)", pq.Array(odd)); len(found) > 0 {
			t.Errorf("%q finds %v", odd, found)
		}
	}
}

const (
	companies      = 10
	rowsPerCompany = 4000
)

// crowd fills customers and requirements of ten companies. Every row has the
// word "系统", one in a hundred "缓慢".
func crowd(t *testing.T) *sql.DB {
	t.Helper()
	url := databasetest.Postgres(t)
	admin := postgres(t, url, "")
	tx, err := admin.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	exec(t.Context(), t, tx, "SET LOCAL session_replication_role = replica") // no checking of keys
	exec(t.Context(), t, tx, `INSERT INTO customers (id, tenant_id, created_at, created_by, updated_at, name, tier_key, grams)
		SELECT 'cus_' || n, 'ten_' || n % $1, now() - n * interval '1 minute', 'mem_' || n % 37, now(), 'Customer ' || n, 'A', concat_ws(' ', 'ten_' || n % $1 || '_系统',
			'ten_' || n % $1 || '_' || n, CASE WHEN n % 1000 / 10 = 0 THEN 'ten_' || n % $1 || '_缓慢' END)
		FROM generate_series(1, $2::int) n`, companies, companies*rowsPerCompany)
	exec(t.Context(), t, tx, `INSERT INTO requirements (id, tenant_id, created_at, updated_at, number, customer_id, title, original_text, content, source,
			collected_at, category, urgency, state, due_at, lead_department_id, assignee_id, created_by, collected_by_id, grams)
		SELECT 'req_' || c.id, tenant_id, created_at, updated_at, c.id, c.id, 'Title', 'Text', repeat('Content ', 40), 'CUSTOMER', created_at, 'PRODUCT',
			(ARRAY['CRITICAL','HIGH','MEDIUM','LOW'])[1 + (hashtext(c.id) & 3)], (ARRAY['DRAFT','RECEIVED','PLANNED','CLOSED'])[1 + (hashtext(c.id) >> 2 & 3)],
			created_at + (hashtext(c.id) & 1023) * interval '1 hour', 'dep_' || (hashtext(c.id) >> 4 & 7), 'mem_' || (hashtext(c.id) >> 8 & 31),
			'mem_' || (hashtext(c.id) >> 12 & 31), 'mem_' || (hashtext(c.id) >> 16 & 31), grams
		FROM customers c`)
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	vacuum(t, admin, "customers")
	vacuum(t, admin, "requirements")
	return postgres(t, url, database.AppRole)
}

// vacuum goes over the table until every page is known to be seen by all. Pages that changed since
// somebody began to look at the database are not, and the server itself looks, now and then, to
// analyse: then no count would be made from an index alone.
func vacuum(t *testing.T, admin *sql.DB, table string) {
	t.Helper()
	for range 100 {
		exec(t.Context(), t, admin, "VACUUM ANALYZE "+table)
		if one[bool](t.Context(), t, admin, "SELECT relallvisible = relpages FROM pg_class WHERE oid = '"+table+"'::regclass") {
			return
		}
	}
	t.Fatalf("the pages of %s are not seen by all", table)
}

// TestSearchUsesItsIndex counts, as the application role, what the search of one
// company among ten reads.
func TestSearchUsesItsIndex(t *testing.T) {
	t.Parallel()
	app := crowd(t)
	ctx := as(t.Context(), "ten_3")
	for _, subject := range []string{"customer", "requirement"} {
		for _, c := range []struct {
			words []string
			found int
		}{{[]string{"缓慢"}, 40}, {[]string{"系统", "缓慢"}, 40}, {[]string{"系统", "123"}, 1}, {[]string{"系统"}, rowsPerCompany}} {
			tx, err := app.BeginTx(ctx, nil)
			if err != nil {
				t.Fatal(err)
			}
			table := subject + "s"
			scans, reads, fetches := figures(ctx, t, tx, table)
			found := column[string](ctx, t, tx, "SELECT heed_search_"+table+"($1)", pq.Array(strings.Fields(words.Prefixed("ten_3", c.words))))
			scansAfter, readsAfter, fetchesAfter := figures(ctx, t, tx, table)
			if len(found) != c.found {
				t.Errorf("%v: %d %s, want %d", c.words, len(found), table, c.found)
			}
			if n := scansAfter - scans; n != 1 {
				t.Errorf("%v: the index of %s was asked %d times", c.words, table, n)
			}
			if readsAfter != reads {
				t.Errorf("%v: %s was read from end to end", c.words, table)
			}
			if n := fetchesAfter - fetches; n > c.found {
				t.Errorf("%v: %d rows of %s were fetched for %d", c.words, n, table, c.found)
			}
			if err := tx.Rollback(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestSearchOfTwoUsesIndexes explains, as the application role, a search of
// requirements by their own words or their customers'.
func TestSearchOfTwoUsesIndexes(t *testing.T) {
	t.Parallel()
	app := crowd(t)
	table := entsql.Dialect(dialect.Postgres).Table("requirements")
	for _, order := range []string{"id", "due_at"} {
		s := entsql.Dialect(dialect.Postgres).Select(table.C("id")).From(table).Where(entsql.EQ(table.C("tenant_id"), "ten_3"))
		own := entsql.Dialect(dialect.Postgres).Select().From(table)
		database.Holding(database.Requirements, "ten_3", "缓慢")(own)
		customers := entsql.Dialect(dialect.Postgres).Select().From(table)
		database.HoldingIn("customer_id", database.Customers, "ten_3", "缓慢")(customers)
		query, args := s.Where(entsql.Or(own.P(), customers.P())).OrderBy(table.C(order)).Limit(51).Query()
		plan := strings.Join(column[string](as(t.Context(), "ten_3"), t, app, "EXPLAIN "+query, args...), "\n")
		if strings.Contains(plan, "Seq Scan") || !strings.Contains(plan, "BitmapOr") {
			t.Errorf("by %s:\n%s\n%s", order, query, plan)
		}
	}
}

// figures are how often the session asked the index of grams, read the table
// from end to end, and fetched a row of it by an index.
func figures(ctx context.Context, t *testing.T, db querier, table string) (scans, reads, fetches int) {
	t.Helper()
	return one[int](ctx, t, db, "SELECT pg_stat_get_xact_numscans($1::regclass)", "heed_"+table+"_grams"),
		one[int](ctx, t, db, "SELECT pg_stat_get_xact_numscans($1::regclass)", table),
		one[int](ctx, t, db, "SELECT pg_stat_get_xact_tuples_fetched($1::regclass)", table)
}
