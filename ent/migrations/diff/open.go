package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/pressly/goose/v3"

	"heed/ent/database"
	"heed/ent/database/databasetest"
)

// apply runs the files on an empty database, as `heed migrate up` does.
func apply(ctx context.Context, drv dialect.Driver, files fs.FS) error {
	db, ok := drv.(interface{ DB() *sql.DB })
	if !ok {
		return fmt.Errorf("%T has no pool", drv)
	}
	if drv.Dialect() == dialect.Postgres {
		missing, err := database.EnsureRoles(ctx, db.DB(), database.RolesOptions{})
		if err != nil {
			return err
		}
		if len(missing) > 0 {
			return fmt.Errorf("the server's role may not run:\n%s", strings.Join(missing, "\n"))
		}
	}
	m, err := database.NewMigrator(db.DB(), drv.Dialect(), files)
	if errors.Is(err, goose.ErrNoMigrations) {
		return nil // the first is being written
	}
	if err != nil {
		return err
	}
	_, err = m.Up(ctx)
	return err
}

func openSQLite(ctx context.Context) (dialect.Driver, func() error, error) {
	folder, err := os.MkdirTemp("", "heed-diff-")
	if err != nil {
		return nil, nil, err
	}
	remove := func() error { return os.RemoveAll(folder) }
	d, err := database.OpenSQLite(ctx, filepath.Join(folder, "heed.db"))
	if err != nil {
		return nil, nil, errors.Join(err, remove())
	}
	return d, func() error { return errors.Join(d.Close(), remove()) }, nil
}

// openPostgres makes a database on the server of HEED_TEST_POSTGRES, or on a
// private one.
func openPostgres(ctx context.Context) (dialect.Driver, func() error, error) {
	u, stop, err := databasetest.Server(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("starting PostgreSQL: %w", err)
	}
	admin, err := database.OpenPostgres(u.String(), database.PostgresOptions{MaxConnections: 1})
	if err != nil {
		return nil, nil, errors.Join(err, stop())
	}
	name := "heed_diff_" + strings.ToLower(rand.Text()[:10])
	if _, err := admin.ExecContext(ctx, "CREATE DATABASE "+name+" TEMPLATE template0 ENCODING 'UTF8'"); err != nil {
		return nil, nil, errors.Join(err, admin.Close(), stop())
	}
	drop := func() error {
		_, err := admin.ExecContext(context.WithoutCancel(ctx), "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
		return errors.Join(err, admin.Close(), stop())
	}
	u.Path = "/" + name
	db, err := database.OpenPostgres(u.String(), database.PostgresOptions{StatementTimeout: -1})
	if err != nil {
		return nil, nil, errors.Join(err, drop())
	}
	return entsql.OpenDB(dialect.Postgres, db), func() error { return errors.Join(db.Close(), drop()) }, nil
}
