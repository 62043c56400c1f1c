package migrations_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/lib/pq"
)

// catalogue is what PostgreSQL knows of the tables of the schema public, apart
// from the list of migrations and what the queue's relay keeps of all companies. Columns are "table.column".
type catalogue struct {
	tables       []string
	columns      map[string][]string // by table
	must         map[string]bool     // NOT NULL
	unordered    map[string][]string // text columns not in COLLATE "C", by table
	forced       map[string]bool     // ENABLE and FORCE ROW LEVEL SECURITY
	policies     map[string][]string // "name command roles using check", by table
	keys         map[string][]key    // foreign keys by each of their columns, tenant_id's own only where alone
	indexed      map[string]bool     // an index begins with tenant_id and the column
	strayIndexes map[string][]string // b-trees that do not begin with tenant_id, primary keys apart, by table
}

type key struct {
	name      string
	from      []string
	to        string
	toColumns []string
	onDelete  string
}

const inPublic = ` c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT IN ('goose_db_version', 'job_positions', 'duty_marks') `

func readCatalogue(t *testing.T, db querier) *catalogue {
	t.Helper()
	c := &catalogue{
		columns: map[string][]string{}, must: map[string]bool{}, unordered: map[string][]string{}, forced: map[string]bool{},
		policies: map[string][]string{}, keys: map[string][]key{}, indexed: map[string]bool{}, strayIndexes: map[string][]string{},
	}
	each(t, db, `SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity FROM pg_class c WHERE`+inPublic+`ORDER BY 1`,
		func(scan func(...any)) {
			var table string
			var forced bool
			scan(&table, &forced)
			c.tables, c.forced[table] = append(c.tables, table), forced
		})
	each(t, db, `SELECT c.relname, a.attname, a.attcollation NOT IN (0, 'pg_catalog."C"'::regcollation), a.attnotnull
		FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE`+inPublic+`ORDER BY 1, a.attnum`,
		func(scan func(...any)) {
			var table, name string
			var unordered, must bool
			scan(&table, &name, &unordered, &must)
			c.columns[table], c.must[table+"."+name] = append(c.columns[table], name), must
			if unordered {
				c.unordered[table] = append(c.unordered[table], name)
			}
		})
	each(t, db, `SELECT c.relname, concat_ws(' ', p.polname || CASE WHEN p.polpermissive THEN '' ELSE ' (restrictive)' END, p.polcmd,
			(SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE r::regrole::text END, ',' ORDER BY r) FROM unnest(p.polroles) r),
			coalesce(pg_get_expr(p.polqual, p.polrelid), '-'), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-'))
		FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE`+inPublic+`ORDER BY 1, p.polname`,
		func(scan func(...any)) {
			var table, policy string
			scan(&table, &policy)
			c.policies[table] = append(c.policies[table], policy)
		})
	readKeys(t, db, c)
	readIndexes(t, db, c)
	return c
}

// has tells whether there is a column of the name "table.column".
func (c *catalogue) has(name string) bool {
	table, col, _ := strings.Cut(name, ".")
	return slices.Contains(c.columns[table], col)
}

func readKeys(t *testing.T, db querier, c *catalogue) {
	t.Helper()
	each(t, db, `SELECT k.conname, c.relname, k.confrelid::regclass::text, k.confdeltype,
			(SELECT array_agg(a.attname::text ORDER BY i) FROM unnest(k.conkey) WITH ORDINALITY n(num, i) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = num),
			(SELECT array_agg(a.attname::text ORDER BY i) FROM unnest(k.confkey) WITH ORDINALITY n(num, i) JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = num)
		FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'f' AND k.convalidated AND`+inPublic+`ORDER BY 1`,
		func(scan func(...any)) {
			var k key
			var table string
			scan(&k.name, &table, &k.to, &k.onDelete, pq.Array(&k.from), pq.Array(&k.toColumns))
			for _, col := range k.from {
				if col != "tenant_id" || len(k.from) == 1 {
					c.keys[table+"."+col] = append(c.keys[table+"."+col], k)
				}
			}
		})
}

func readIndexes(t *testing.T, db querier, c *catalogue) {
	t.Helper()
	each(t, db, `SELECT c.relname, x.indexrelid::regclass::text, x.indisprimary, m.amname,
			coalesce(pg_get_indexdef(x.indexrelid, 1, true), ''), coalesce(pg_get_indexdef(x.indexrelid, 2, true), '')
		FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am m ON m.oid = i.relam
		WHERE`+inPublic+`ORDER BY 1, 2`,
		func(scan func(...any)) {
			var table, name, method, first, second string
			var primary bool
			scan(&table, &name, &primary, &method, &first, &second)
			switch {
			case first == "tenant_id":
				c.indexed[table+"."+strings.Trim(second, `"`)] = true
			case !primary && method == "btree":
				c.strayIndexes[table] = append(c.strayIndexes[table], name)
			}
		})
}

// each calls visit with every row.
func each(t *testing.T, db querier, query string, visit func(scan func(...any))) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		visit(func(dest ...any) {
			if err := rows.Scan(dest...); err != nil {
				t.Fatalf("%s: %v", query, err)
			}
		})
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}
