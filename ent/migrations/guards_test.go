package migrations_test

import (
	"database/sql"
	"strings"
	"testing"

	"heed/ent/database"
	"heed/ent/database/databasetest"
)

// bothSeeded runs the test on a database of each kind that has the rows of one
// company.
func bothSeeded(t *testing.T, test func(t *testing.T, db *sql.DB, postgres bool)) {
	t.Helper()
	url := databasetest.Postgres(t)
	w := readWorld(t, postgres(t, url, ""))
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		db := sqlite(t)
		w.seed(t, db, own)
		test(t, db, false)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		db := postgres(t, url, database.AppRole)
		w.seed(t, db, own)
		test(t, db, true)
	})
}

func TestGuards(t *testing.T) {
	bothSeeded(t, func(t *testing.T, db *sql.DB, _ bool) {
		ctx := as(t.Context(), own)
		for _, c := range []struct{ query, want string }{
			{"UPDATE events SET position = 9", "UPDATE on events is refused: the journal is only added to"},
			{"DELETE FROM events", "DELETE on events is refused: the journal is only added to"},
			{"UPDATE event_details SET body = '{}'", "UPDATE on event_details is refused: the journal is only added to"},
			{"UPDATE requirements SET original_text = original_text||'!'", "UPDATE on requirements is refused: original_text is immutable"},
			{"UPDATE requirements SET original_text = original_text", ""},
			{"UPDATE requirements SET title = 'another'", ""},
			{"DELETE FROM event_details", ""},
		} {
			_, err := db.ExecContext(ctx, c.query)
			switch {
			case c.want == "" && err != nil:
				t.Errorf("%s: %v", c.query, err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("%s: %v, want %q", c.query, err, c.want)
			}
		}
	})
}

// TestGuardsBindTheOwner: what an administrator granted or owns makes no
// difference.
func TestGuardsBindTheOwner(t *testing.T) {
	t.Parallel()
	_, _, admin, _ := twoCompanies(t)
	for _, query := range []string{"UPDATE events SET position = 9", "DELETE FROM events", "TRUNCATE event_details", "TRUNCATE events, event_details"} {
		if _, err := admin.ExecContext(t.Context(), query); state(err) != "23001" {
			t.Errorf("%s: %v", query, err)
		}
	}
}

func TestChecks(t *testing.T) {
	t.Parallel()
	_, _, admin, _ := twoCompanies(t)
	for _, change := range []string{
		"UPDATE tenants SET tenant_id = '" + another + "'",
		"UPDATE company_heads SET position = floor - 1",
		"UPDATE departments SET parent_id = id",
		"UPDATE requirements SET merged_into_id = id",
		"UPDATE requirement_links SET other_id = requirement_id",
		"UPDATE sla_policies SET amount = 0",
		"UPDATE sla_clocks SET amount = -1",
		"UPDATE customers SET version = 0",
		"UPDATE sessions SET generation = -1",
	} {
		if _, err := admin.ExecContext(t.Context(), change); state(err) != "23514" {
			t.Errorf("%s: %v, want a violated check", change, err)
		}
	}
}
