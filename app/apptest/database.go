package apptest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"entgo.io/ent/dialect"

	"heed/authz"
	"heed/ent/database"
	"heed/ent/database/databasetest"
	"heed/ent/migrations"
)

// Main runs the tests of a package that uses worlds: it makes ready the
// template of the PostgreSQL databases and stops the server afterwards.
func Main(m *testing.M) {
	databasetest.Template = migratePostgres
	databasetest.Main(m)
}

func migratePostgres(ctx context.Context, url string) (err error) {
	db, err := database.OpenPostgres(url, database.PostgresOptions{StatementTimeout: -1})
	if err != nil {
		return err
	}
	defer func() {
		if closing := db.Close(); err == nil {
			err = closing
		}
	}()
	_, err = database.MigratePostgres(ctx, db, migrations.Files)
	return err
}

// Database is an open database that can be opened again, as another process would.
type Database struct {
	*database.DB
	URL string
}

// Postgres opens a fresh PostgreSQL database as the application role.
func Postgres(t testing.TB) *Database {
	t.Helper()
	return open(t, databasetest.Postgres(t))
}

// SQLite opens a fresh SQLite file.
func SQLite(t testing.TB) *Database {
	t.Helper()
	return file(t, sqliteTemplate)
}

func founded(t testing.TB) *Database {
	t.Helper()
	return file(t, foundedTemplate)
}

func file(t testing.TB, template func() ([]byte, error)) *Database {
	t.Helper()
	content, err := template()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), database.FileName)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, sqliteScheme+path)
}

const sqliteScheme = "sqlite:"

func open(t testing.TB, url string) *Database {
	t.Helper()
	db, err := openAt(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func openAt(ctx context.Context, url string) (*Database, error) {
	db, err := database.Open(ctx, url, "", database.PostgresOptions{Role: database.AppRole})
	if err != nil {
		return nil, err
	}
	authz.Install(db.Client)
	return &Database{DB: db, URL: url}, nil
}

// foundAt founds the companies of worlds in the database, and leaves it alone.
func foundAt(ctx context.Context, url string) (err error) {
	db, err := openAt(ctx, url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	w := worldOf(db)
	stop, err := w.wire(ctx)
	if err != nil {
		return err
	}
	defer stop()
	return w.found()
}

// foundedTemplate is the content of a file with the companies, made once for all tests.
var foundedTemplate = sync.OnceValues(func() (content []byte, err error) {
	dir, err := os.MkdirTemp("", "heed-founded")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	empty, err := sqliteTemplate()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, database.FileName)
	if err := os.WriteFile(path, empty, 0o600); err != nil {
		return nil, err
	}
	if err := foundAt(context.Background(), sqliteScheme+path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// sqliteTemplate is the content of a migrated file, made once for all tests.
var sqliteTemplate = sync.OnceValues(func() (content []byte, err error) {
	dir, err := os.MkdirTemp("", "heed-template")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, database.FileName)
	file, err := database.OpenSQLite(context.Background(), path)
	if err != nil {
		return nil, err
	}
	m, err := database.NewMigrator(file.DB(), dialect.SQLite, migrations.Files)
	if err == nil {
		_, err = m.Up(context.Background())
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, fmt.Errorf("apptest: the SQLite template: %w", err)
	}
	return os.ReadFile(path)
})
