package migrations_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"entgo.io/ent/dialect"

	"heed/ent/database"
	"heed/ent/database/databasetest"
	"heed/ent/migrations"
)

// TestManagementMayMakeContacts: companies that were there before get the right
// too, those that have it keep what they have, and roles of the same key that
// are not built in are left alone.
func TestManagementMayMakeContacts(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		d, err := database.OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "heed.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		mayMakeContacts(t, d.DB(), dialect.SQLite)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		mayMakeContacts(t, postgres(t, databasetest.Postgres(t), ""), dialect.Postgres)
	})
}

func mayMakeContacts(t *testing.T, db *sql.DB, dialectName string) {
	t.Helper()
	ctx := t.Context()
	m, err := database.NewMigrator(db, dialectName, migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Up(ctx); err != nil {
		t.Fatal(err)
	}
	for {
		undone, err := m.Down(ctx)
		if err != nil || undone == nil {
			t.Fatal(undone, err)
		}
		if undone.Version == 20261126025414 {
			break
		}
	}
	const (
		now    = `'2026-11-26T00:00:00Z'`
		read   = `{"resource": "CONTACT", "verb": "READ", "scope": "ALL", "effect": "ALLOW"}`
		create = `{"resource": "CONTACT", "verb": "CREATE", "scope": "OWN", "effect": "DENY"}`
	)
	for _, company := range []string{"ten_1", "ten_2"} {
		exec(ctx, t, db, `INSERT INTO tenants (id, tenant_id, created_at, updated_at, slug, name, state, timezone, locale)
			VALUES ('`+company+`', '`+company+`', `+now+`, `+now+`, '`+company+`', 'A company', 'ACTIVE', 'Asia/Shanghai', 'en')`)
	}
	for id, row := range map[string]string{
		"without": `'ten_1', 'MANAGEMENT', true, '[` + read + `]'`,
		"has":     `'ten_2', 'MANAGEMENT', true, '[` + read + `, ` + create + `]'`,
		"another": `'ten_1', 'AUDITOR', true, '[` + read + `]'`,
		"theirs":  `'ten_1', 'management', false, '[` + read + `]'`,
	} {
		exec(ctx, t, db, `INSERT INTO roles (id, created_at, updated_at, name, tenant_id, key, builtin, grants)
			VALUES ('`+id+`', `+now+`, `+now+`, '`+id+`', `+row+`)`)
	}
	if _, err := m.Up(ctx); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]int{"without": 1, "has": 1, "another": 0, "theirs": 0} {
		grants := one[string](ctx, t, db, `SELECT CAST(grants AS TEXT) FROM roles WHERE id = '`+id+`'`)
		if n := strings.Count(grants, "CREATE"); n != want || strings.Count(grants, "READ") != 1 || strings.Contains(grants, "DENY") != (id == "has") {
			t.Errorf("%s: %s", id, grants)
		}
	}
}
