package database

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"strings"

	"entgo.io/ent/dialect"
)

// ErrRoles is PostgreSQL roles that the migrating role may not make. Its text
// is the SQL that an administrator runs instead.
type ErrRoles struct{ SQL []string }

// Error implements error.
func (e *ErrRoles) Error() string {
	return "the roles of the application are missing and this role may not make them; run as an administrator:\n\n" + strings.Join(e.SQL, "\n")
}

// MigratePostgres makes the roles and brings the tables up to date. The roles
// come first, for policies and functions name them, and again after, for grants
// on what is new.
func MigratePostgres(ctx context.Context, db *sql.DB, files fs.FS) ([]Migration, error) {
	opts := RolesOptions{SearchTables: []string{"customers", "requirements"}}
	m, err := NewMigrator(db, dialect.Postgres, files)
	if err != nil {
		return nil, err
	}
	missing, err := EnsureRoles(ctx, db, opts)
	if err != nil {
		return nil, err
	}
	if len(missing) > 0 {
		return nil, &ErrRoles{SQL: missing}
	}
	done, err := m.Up(ctx)
	if err != nil {
		return done, err
	}
	missing, err = EnsureRoles(ctx, db, opts)
	if err != nil {
		return done, fmt.Errorf("database: grants after migration: %w", err)
	}
	if len(missing) > 0 {
		return done, &ErrRoles{SQL: missing}
	}
	return done, nil
}
