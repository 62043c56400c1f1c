package database

import (
	"context"
	"errors"
	"fmt"

	"entgo.io/ent/dialect"
)

// begun tells whether anything was ever migrated; goose would make its table.
func (m *Migrator) begun(ctx context.Context) (bool, error) {
	query := "SELECT to_regclass($1) IS NOT NULL"
	if m.dialect == dialect.SQLite {
		query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $1"
	}
	var yes bool
	if err := m.db.QueryRowContext(ctx, query, versionTable).Scan(&yes); err != nil {
		return false, fmt.Errorf("database: state of migrations: %w", err)
	}
	return yes, nil
}

// settled tells whether there is nothing to do: no file is pending and, on
// SQLite, no change was left without a look at its references, which takes a
// walk over the whole file.
func (m *Migrator) settled(ctx context.Context) (bool, error) {
	pending, err := m.Pending(ctx)
	if err != nil || len(pending) > 0 {
		return false, err
	}
	if m.dialect != dialect.SQLite {
		return true, nil
	}
	var mark int
	if err := m.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&mark); err != nil {
		return false, fmt.Errorf("database: state of migrations: %w", err)
	}
	return mark == checked, nil
}

// The file's user_version says whether references were checked since the last
// migration.
const (
	checked = iota
	notChecked
)

func (m *Migrator) mark(ctx context.Context, mark int) error {
	if _, err := m.db.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", mark)); err != nil {
		return fmt.Errorf("database: marking the file: %w", err)
	}
	return nil
}

// unchecked runs the change with SQLite's foreign keys switched off, as a table
// that is rebuilt would take the rows referring to it along, and checks them all
// afterwards. The switch has no effect inside a transaction, hence around them.
func (m *Migrator) unchecked(ctx context.Context, change func() error) (err error) {
	if m.dialect != dialect.SQLite {
		return change()
	}
	if err := m.mark(ctx, notChecked); err != nil {
		return err
	}
	if _, err := m.db.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return fmt.Errorf("database: switching foreign keys off: %w", err)
	}
	defer func() {
		if _, on := m.db.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = ON"); on != nil {
			err = errors.Join(err, fmt.Errorf("database: switching foreign keys on: %w", on))
		}
	}()
	if err := change(); err != nil {
		return err
	}
	if err := m.checkReferences(ctx); err != nil {
		return err
	}
	return m.mark(ctx, checked)
}

func (m *Migrator) checkReferences(ctx context.Context) (err error) {
	rows, err := m.db.QueryContext(ctx, `SELECT "table", "parent" FROM pragma_foreign_key_check`)
	if err != nil {
		return fmt.Errorf("database: checking foreign keys: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if rows.Next() {
		var table, parent string
		if err := rows.Scan(&table, &parent); err != nil {
			return fmt.Errorf("database: checking foreign keys: %w", err)
		}
		return fmt.Errorf("database: after the migration rows of %s refer to rows of %s that do not exist", table, parent)
	}
	return rows.Err()
}
