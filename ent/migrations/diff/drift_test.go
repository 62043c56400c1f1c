package main

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"heed/ent/database"
	"heed/ent/database/databasetest"
	"heed/ent/migrations"
)

func TestMain(m *testing.M) { databasetest.Main(m) }

func bothDrivers(t *testing.T, test func(t *testing.T, drv dialect.Driver, db *sql.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		d, err := database.OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "heed.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		test(t, d, d.DB())
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		db, err := database.OpenPostgres(databasetest.Postgres(t), database.PostgresOptions{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		test(t, entsql.OpenDB(dialect.Postgres, db), db)
	})
}

// TestMigrationsMakeTheSchema: from zero, the files make the tables of ent's
// schema.
func TestMigrationsMakeTheSchema(t *testing.T) {
	bothDrivers(t, func(t *testing.T, drv dialect.Driver, _ *sql.DB) {
		if err := apply(t.Context(), drv, migrations.Files); err != nil {
			t.Fatal(err)
		}
		made, err := plan(t.Context(), drv)
		if err != nil {
			t.Fatal(err)
		}
		if made != nil {
			t.Errorf("the schema has changed: run make migration name=…\n%s", made.text)
		}
	})
}

// TestPlanFindsDrift takes things away and looks whether they would be made
// again, without touching what is written by hand.
func TestPlanFindsDrift(t *testing.T) {
	bothDrivers(t, func(t *testing.T, drv dialect.Driver, db *sql.DB) {
		if err := apply(t.Context(), drv, migrations.Files); err != nil {
			t.Fatal(err)
		}
		for _, change := range []string{
			"DROP INDEX contact_tenant_id_email_hash", "DROP INDEX department_tenant_id_name",
			"ALTER TABLE contacts DROP COLUMN title", "CREATE INDEX heed_mine ON customers (tenant_id, address)",
			"CREATE INDEX stray ON customers (tenant_id, size_band)", "ALTER TABLE roles ADD COLUMN stray bigint",
		} {
			if _, err := db.ExecContext(t.Context(), change); err != nil {
				t.Fatalf("%s: %v", change, err)
			}
		}
		made, err := plan(t.Context(), drv)
		if err != nil || made == nil {
			t.Fatal(made, err)
		}
		up, _, _ := strings.Cut(strings.NewReplacer("`", "", `"`, "", "-- create", "", "-- drop", "").Replace(string(made.text)), "-- +goose Down")
		for want, times := range map[string]int{
			"CREATE INDEX contact_tenant_id_email_hash": 1, "CREATE UNIQUE INDEX department_tenant_id_name": 1, "ADD COLUMN title": 1,
			"DROP INDEX stray": 1, "heed_": 0, "FOREIGN KEY": 0,
		} {
			if n := strings.Count(up, want); n != times {
				t.Errorf("%q stands %d times, want %d", want, n, times)
			}
		}
		if t.Failed() {
			t.Logf("%s", made.text)
		}
	})
}

func TestFirstMigration(t *testing.T) {
	made, err := compare(t.Context(), fstest.MapFS{"sqlite/note.md": {}}, openSQLite)
	if err != nil || made == nil || !strings.Contains(string(made.text), "CREATE TABLE `requirements`") || len(made.version) != 14 {
		t.Fatal(made, err)
	}
}

func TestNextVersion(t *testing.T) {
	files := fstest.MapFS{"sqlite/20261122000001_first.sql": {}, "postgres/20261122235959_second.sql": {}}
	for now, want := range map[string]string{
		"20261122000000": "20261123000000", "20261122235959": "20261123000000", "20261124000000": "20261124000000",
	} {
		if got, err := nextVersion(files, now); got != want || err != nil {
			t.Errorf("%s: %s, %v, want %s", now, got, err, want)
		}
	}
	if _, err := nextVersion(fstest.MapFS{"sqlite/first.sql": {}}, "20261122000000"); err == nil {
		t.Error("a file without a version is not noticed")
	}
}
