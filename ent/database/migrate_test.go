package database

import (
	"context"
	"database/sql"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"entgo.io/ent/dialect"

	"heed/ent/database/databasetest"
)

func files(name, up, down string) fstest.MapFS {
	all := fstest.MapFS{}
	for _, folder := range []string{"sqlite", "postgres"} {
		all[folder+"/20261101000000_first.sql"] = &fstest.MapFile{Data: []byte(
			"-- +goose Up\nCREATE TABLE parents (id integer PRIMARY KEY);\n" +
				"CREATE TABLE children (parent integer NOT NULL REFERENCES parents (id) ON DELETE CASCADE);\n" +
				"INSERT INTO parents VALUES (1);\nINSERT INTO children VALUES (1);\n" +
				"-- +goose Down\nDROP TABLE children;\nDROP TABLE parents;\n",
		)}
		all[folder+"/"+name] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + up + "\n-- +goose Down\n" + down + "\n")}
	}
	return all
}

const second = "20261102000000_second.sql"

// bothDatabases runs the test on a pool of each.
func bothDatabases(t *testing.T, test func(t *testing.T, db *sql.DB, dialectName string)) {
	t.Helper()
	t.Run(dialect.SQLite, func(t *testing.T) {
		t.Parallel()
		test(t, openSQLite(t, filepath.Join(t.TempDir(), "heed.db")).DB(), dialect.SQLite)
	})
	t.Run(dialect.Postgres, func(t *testing.T) {
		t.Parallel()
		test(t, open(t, databasetest.Postgres(t), PostgresOptions{StatementTimeout: -1}), dialect.Postgres)
	})
}

func migrator(t *testing.T, db *sql.DB, dialectName string, all fstest.MapFS) *Migrator {
	t.Helper()
	m, err := NewMigrator(db, dialectName, all)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMigrations(t *testing.T) {
	t.Parallel()
	bothDatabases(t, func(t *testing.T, db *sql.DB, dialectName string) {
		m := migrator(t, db, dialectName, files(second, "ALTER TABLE children ADD COLUMN note text;", "ALTER TABLE children DROP COLUMN note;"))
		pending := func(want int) {
			t.Helper()
			if left, err := m.Pending(t.Context()); err != nil || len(left) != want {
				t.Fatalf("%d pending, want %d: %v", len(left), want, err)
			}
		}
		pending(2)
		if begun, err := m.begun(t.Context()); begun || err != nil {
			t.Errorf("asking made the table of versions: %v", err)
		}
		if d, err := m.Down(t.Context()); d != nil || err != nil {
			t.Errorf("nothing to take back, got %v, %v", d, err)
		}
		done, err := m.Up(t.Context())
		if err != nil || len(done) != 2 || done[1].Name != second || done[1].Version != 20261102000000 {
			t.Fatal(done, err)
		}
		pending(0)
		if again, err := m.Up(t.Context()); err != nil || len(again) != 0 {
			t.Error(again, err)
		}
		undone, err := m.Down(t.Context())
		if err != nil || undone == nil || undone.Name != second || undone.Applied {
			t.Fatal(undone, err)
		}
		all, err := m.Status(t.Context())
		if err != nil || len(all) != 2 || !all[0].Applied || all[0].At.IsZero() || all[1].Applied {
			t.Fatal(all, err)
		}
		pending(1)
	})
}

func TestFailedMigrationIsTakenBack(t *testing.T) {
	t.Parallel()
	bothDatabases(t, func(t *testing.T, db *sql.DB, dialectName string) {
		m := migrator(t, db, dialectName, files(second, "CREATE TABLE half (id integer);\nINSERT INTO missing VALUES (1);", ""))
		done, err := m.Up(t.Context())
		if err == nil || len(done) != 1 {
			t.Fatal(done, err)
		}
		if _, err := db.ExecContext(t.Context(), "CREATE TABLE half (id integer)"); err != nil {
			t.Error("half of the migration stayed:", err)
		}
	})
}

func TestSQLiteRebuildKeepsChildren(t *testing.T) {
	t.Parallel()
	db := openSQLite(t, filepath.Join(t.TempDir(), "heed.db")).DB()
	m := migrator(t, db, dialect.SQLite, files(second,
		"CREATE TABLE renewed (id integer PRIMARY KEY, name text);\nINSERT INTO renewed (id) SELECT id FROM parents;\n"+
			"DROP TABLE parents;\nALTER TABLE renewed RENAME TO parents;", ""))
	if _, err := m.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := value[int](t.Context(), t, db, "SELECT count(*) FROM children"); n != 1 {
		t.Errorf("%d children, want 1", n)
	}
	if on := value[bool](t.Context(), t, db, "PRAGMA foreign_keys"); !on {
		t.Error("foreign keys stayed off")
	}
	third := files("20261103000000_third.sql", "DELETE FROM parents;", "")
	third["sqlite/"+second] = &fstest.MapFile{Data: []byte("-- +goose Up\nSELECT 1;\n")}
	for range 2 { // until somebody has dealt with them
		if _, err := migrator(t, db, dialect.SQLite, third).Up(t.Context()); err == nil {
			t.Error("orphans were not noticed")
		}
	}
}

// A start with nothing to apply does not walk over all references.
func TestSQLiteIsCheckedAfterChangesOnly(t *testing.T) {
	t.Parallel()
	db := openSQLite(t, filepath.Join(t.TempDir(), "heed.db")).DB()
	m := migrator(t, db, dialect.SQLite, files(second, "SELECT 1;", "SELECT 1;"))
	if _, err := m.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	exec(t, db, "PRAGMA foreign_keys = OFF")
	exec(t, db, "INSERT INTO children VALUES (13)")
	if _, err := m.Up(t.Context()); err != nil {
		t.Error("references were checked:", err)
	}
	if _, err := m.Down(t.Context()); err == nil {
		t.Error("references were not checked after a change")
	}
}

func TestReplicasMigrateTogether(t *testing.T) {
	t.Parallel()
	url := databasetest.Postgres(t)
	var together sync.WaitGroup
	var mu sync.Mutex
	applied := 0
	for range 6 {
		m := migrator(t, open(t, url, PostgresOptions{StatementTimeout: -1}), dialect.Postgres, files(second, "SELECT pg_sleep(0.1);", ""))
		together.Go(func() {
			done, err := m.Up(context.WithoutCancel(t.Context()))
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			applied += len(done)
		})
	}
	together.Wait()
	if applied != 2 {
		t.Errorf("%d applied by all together, want 2", applied)
	}
}

func TestMigratorRefuses(t *testing.T) {
	t.Parallel()
	d := openSQLite(t, filepath.Join(t.TempDir(), "heed.db"))
	for name, build := range map[string]func() (*Migrator, error){
		"readers":         func() (*Migrator, error) { return NewMigrator(d.read, dialect.SQLite, files(second, "", "")) },
		"unknown dialect": func() (*Migrator, error) { return NewMigrator(d.write, dialect.MySQL, files(second, "", "")) },
		"no files":        func() (*Migrator, error) { return NewMigrator(d.write, dialect.SQLite, fstest.MapFS{}) },
	} {
		if _, err := build(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
