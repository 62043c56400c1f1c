package migrations_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestRandomStatements asks for rows in thousands of ways; none may bring
// another company's, and none may change them.
func TestRandomStatements(t *testing.T) {
	t.Parallel()
	w, app, admin, _ := twoCompanies(t)
	ctx, tables := as(t.Context(), own), w.companyTables()
	before := w.contents(t, admin)
	random := rand.New(rand.NewPCG(7, 11))
	for range 60 * len(tables) {
		s := statement{world: w, random: random, tables: tables}
		query := s.text()
		err := refused(ctx, t, app, func(q querier) error {
			rows, err := q.QueryContext(ctx, query)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var company string
				if err := rows.Scan(&company); err != nil {
					return err
				}
				if company != own {
					return fmt.Errorf("a row of %s", company)
				}
			}
			return rows.Err()
		})
		if err != nil && !slices.Contains([]string{"42501", "23001", "23503"}, state(err)) {
			t.Fatalf("%s: %v", query, err)
		}
	}
	if after := w.contents(t, admin); !maps.Equal(before, after) {
		t.Error("rows have changed")
	}
}

// statement makes one random statement that answers with companies.
type statement struct {
	*world
	random *rand.Rand
	tables []string
}

func (s *statement) table() string { return s.tables[s.random.IntN(len(s.tables))] }

func (s *statement) where(alias, table string) string {
	col := s.columns[table][s.random.IntN(len(s.columns[table]))]
	return []string{
		"true",
		fmt.Sprintf("%s.tenant_id = '%s'", alias, another),
		fmt.Sprintf("%s.%q IS NOT NULL OR true", alias, col),
		fmt.Sprintf("NOT (%s.tenant_id = '%s')", alias, own),
		fmt.Sprintf("%s.%q::text LIKE '%%%s%%'", alias, col, another),
		fmt.Sprintf("%s.id IN (SELECT id FROM %q)", alias, s.table()),
		fmt.Sprintf("%s.id = '%s'", alias, s.id(table, another, 1)),
	}[s.random.IntN(7)]
}

func (s *statement) text() string {
	t, u := s.table(), s.table()
	switch s.random.IntN(7) {
	case 0:
		return fmt.Sprintf("SELECT a.tenant_id FROM %q a WHERE %s", t, s.where("a", t))
	case 1:
		return fmt.Sprintf("SELECT b.tenant_id FROM %q a RIGHT JOIN %q b ON %s WHERE %s", t, u, s.where("a", t), s.where("b", u))
	case 2:
		return fmt.Sprintf("SELECT tenant_id FROM %q a WHERE %s UNION ALL SELECT tenant_id FROM %q b WHERE %s", t, s.where("a", t), u, s.where("b", u))
	case 3:
		return fmt.Sprintf("WITH c AS MATERIALIZED (SELECT * FROM %q) SELECT a.tenant_id FROM c a WHERE %s GROUP BY 1", t, s.where("a", t))
	case 4:
		return fmt.Sprintf("SELECT a.tenant_id FROM (SELECT *, row_number() OVER (ORDER BY id) FROM %q) a, LATERAL (SELECT 1 FROM %q b WHERE %s) c WHERE %s",
			t, u, s.where("b", u), s.where("a", t))
	case 5:
		return fmt.Sprintf("UPDATE %q a SET tenant_id = tenant_id WHERE %s RETURNING a.tenant_id", t, s.where("a", t))
	default:
		return fmt.Sprintf("DELETE FROM %q a WHERE %s RETURNING a.tenant_id", t, s.where("a", t))
	}
}
