package migrations_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"entgo.io/ent/dialect"

	"heed/ent/database"
	"heed/ent/database/databasetest"
	"heed/ent/migrations"
)

// TestUpDownUp takes every file back and applies it again.
func TestUpDownUp(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		d, err := database.OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "heed.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		upDownUp(t, d.DB(), dialect.SQLite, "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE '%goose%' AND name NOT LIKE 'sqlite%' ORDER BY 1")
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		upDownUp(t, postgres(t, databasetest.Postgres(t), ""), dialect.Postgres, `
			SELECT 'relation ' || relname || ' ' || coalesce(pg_get_indexdef(oid), '') FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'goose%'
				AND relkind IN ('r', 'i', 'v', 'S')
			UNION ALL SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || coalesce(column_default, '')
				FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'goose%'
			UNION ALL SELECT 'function ' || pg_get_functiondef(oid) || proowner::regrole || coalesce(proacl::text, '') FROM pg_proc WHERE pronamespace = 'public'::regnamespace
			UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
				WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE 'goose%'
			UNION ALL SELECT 'policy ' || tablename || ' ' || policyname || ' ' || cmd || roles::text || coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies
			UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
			ORDER BY 1`)
	})
}

func upDownUp(t *testing.T, db *sql.DB, dialectName, objects string) {
	t.Helper()
	ctx := t.Context()
	m, err := database.NewMigrator(db, dialectName, migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Up(ctx); err != nil {
		t.Fatal(err)
	}
	before := column[string](ctx, t, db, objects)
	if len(before) < 100 {
		t.Errorf("only %d objects", len(before))
	}
	for {
		undone, err := m.Down(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if undone == nil {
			break
		}
	}
	if left := column[string](ctx, t, db, objects); len(left) > 0 {
		t.Errorf("left after everything was taken back: %v", left)
	}
	if _, err := m.Up(ctx); err != nil {
		t.Fatal(err)
	}
	after := column[string](ctx, t, db, objects)
	if len(after) != len(before) {
		t.Fatalf("%d objects, before %d", len(after), len(before))
	}
	for i := range after {
		if after[i] != before[i] {
			t.Errorf("%s\nwas before\n%s", after[i], before[i])
		}
	}
}
