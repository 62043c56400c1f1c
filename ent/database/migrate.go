package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

	"entgo.io/ent/dialect"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// versionTable is where goose keeps what was applied.
const versionTable = goose.DefaultTablename

// The seconds between two looks at the migration lock, and the number of looks.
const (
	lockPeriod = 1
	lockLooks  = 600
)

// Migration is one versioned file.
type Migration struct {
	Version int64
	Name    string        // the file's name
	Took    time.Duration // of the change just made
	Applied bool
	At      time.Time // when it was applied, UTC; zero when it was not or just now
}

// Migrator applies the files of one database's folder.
type Migrator struct {
	db       *sql.DB
	dialect  string
	provider *goose.Provider
}

// NewMigrator reads the folder "sqlite" or "postgres" of files, by the dialect
// (ent's name of it). On SQLite db is the pool of the one writing connection; on
// PostgreSQL it belongs to the owner of the tables and has no statement timeout.
func NewMigrator(db *sql.DB, dialectName string, files fs.FS) (*Migrator, error) {
	folder, kind := "postgres", goose.DialectPostgres
	options := []goose.ProviderOption{
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()),
	}
	switch dialectName {
	case dialect.SQLite:
		folder, kind = "sqlite", goose.DialectSQLite3
		if db.Stats().MaxOpenConnections != 1 {
			return nil, errors.New("database: migrations of SQLite need a pool of one connection")
		}
	case dialect.Postgres:
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(lockPeriod, lockLooks))
		if err != nil {
			return nil, fmt.Errorf("database: migration lock: %w", err)
		}
		options = append(options, goose.WithSessionLocker(locker))
	default:
		return nil, fmt.Errorf("database: no migrations for %q", dialectName)
	}
	sub, err := fs.Sub(files, folder)
	if err != nil {
		return nil, fmt.Errorf("database: migrations: %w", err)
	}
	provider, err := goose.NewProvider(kind, db, sub, options...)
	if err != nil {
		return nil, fmt.Errorf("database: migrations: %w", err)
	}
	return &Migrator{db: db, dialect: dialectName, provider: provider}, nil
}

// Up applies what is pending, in order, and returns what it applied, also when a
// later one failed. Replicas starting together wait for each other.
func (m *Migrator) Up(ctx context.Context) ([]Migration, error) {
	if settled, err := m.settled(ctx); err != nil || settled {
		return nil, err
	}
	var done []Migration
	err := m.unchecked(ctx, func() error {
		results, err := m.provider.Up(ctx)
		var partial *goose.PartialError
		if errors.As(err, &partial) {
			results = partial.Applied
			err = fmt.Errorf("database: migration %s: %w", path.Base(partial.Failed.Source.Path), partial.Err)
		}
		for _, r := range results {
			done = append(done, result(r, true))
		}
		return err
	})
	return done, err
}

// Down takes back the newest applied migration; nil when there is none.
func (m *Migrator) Down(ctx context.Context) (*Migration, error) {
	if begun, err := m.begun(ctx); err != nil || !begun {
		return nil, err
	}
	var undone *Migration
	err := m.unchecked(ctx, func() error {
		r, err := m.provider.Down(ctx)
		if errors.Is(err, goose.ErrNoNextVersion) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("database: taking a migration back: %w", err)
		}
		d := result(r, false)
		undone = &d
		return nil
	})
	return undone, err
}

// Status lists every file, oldest first. It changes nothing: the application
// role may ask.
func (m *Migrator) Status(ctx context.Context) ([]Migration, error) {
	var all []Migration
	begun, err := m.begun(ctx)
	if err != nil {
		return nil, err
	}
	if !begun {
		for _, s := range m.provider.ListSources() {
			all = append(all, Migration{Version: s.Version, Name: path.Base(s.Path)})
		}
		return all, nil
	}
	states, err := m.provider.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("database: state of migrations: %w", err)
	}
	for _, s := range states {
		one := Migration{Version: s.Source.Version, Name: path.Base(s.Source.Path), Applied: s.State == goose.StateApplied}
		if one.Applied {
			one.At = s.AppliedAt.UTC()
		}
		all = append(all, one)
	}
	return all, nil
}

// Pending lists the files that are not applied, oldest first.
func (m *Migrator) Pending(ctx context.Context) ([]Migration, error) {
	all, err := m.Status(ctx)
	if err != nil {
		return nil, err
	}
	var pending []Migration
	for _, one := range all {
		if !one.Applied {
			pending = append(pending, one)
		}
	}
	return pending, nil
}

func result(r *goose.MigrationResult, applied bool) Migration {
	return Migration{Version: r.Source.Version, Name: path.Base(r.Source.Path), Took: r.Duration, Applied: applied}
}
