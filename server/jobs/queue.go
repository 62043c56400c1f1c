package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/lib/pq"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"heed/ent/database"
)

// Schema is where River's tables stand on PostgreSQL. On SQLite they have a
// file of their own.
const Schema = "river"

// queueConnections bounds the pool of the queue on PostgreSQL. Its statements
// belong to no company, so it has connections of its own.
const queueConnections = 6

// Queue is where jobs wait: River's tables and a pool that works with nothing else.
type Queue struct {
	pool   *sql.DB
	schema string
	driver riverdriver.Driver[*sql.Tx]
}

// OpenQueue opens the queue of a database: the schema "river" on PostgreSQL, where
// what is missing is refused like an old schema, and jobs.db beside the file of
// SQLite, which is made and brought up to date.
func OpenQueue(ctx context.Context, url, dataDir, role string) (*Queue, error) {
	if database.IsPostgres(url) {
		pool, err := database.OpenPostgres(url, database.PostgresOptions{Role: role, MaxConnections: queueConnections})
		if err != nil {
			return nil, err
		}
		q := &Queue{pool, Schema, riverdatabasesql.New(pool)}
		if err := q.check(ctx); err != nil {
			return nil, errors.Join(err, pool.Close())
		}
		return q, nil
	}
	path, err := database.QueuePath(url, dataDir)
	if err != nil {
		return nil, err
	}
	pool, err := database.OpenQueueFile(ctx, path)
	if err != nil {
		return nil, err
	}
	q := &Queue{pool, "", riversqlite.New(pool)}
	if err := q.migrate(ctx); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return q, nil
}

// Close closes the pool. Who works with the queue has stopped before.
func (q *Queue) Close() error { return q.pool.Close() }

// ErrMissing is a database without the queue's tables of this version.
var ErrMissing = errors.New("jobs: the tables of the queue are missing or older than this program; run \"heed migrate up\" with a role that owns the database, or start with --migrate")

// check refuses tables that are missing or old. It changes nothing: the
// application's role may ask.
func (q *Queue) check(ctx context.Context) error {
	var there bool
	if err := q.pool.QueryRowContext(ctx, "SELECT to_regclass($1) IS NOT NULL", Schema+".river_migration").Scan(&there); err != nil {
		return fmt.Errorf("jobs: looking for the queue's tables: %w", err)
	}
	if !there {
		return ErrMissing
	}
	m, err := q.migrator()
	if err != nil {
		return err
	}
	found, err := m.Validate(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("jobs: looking at the queue's tables: %w", err)
	case !found.OK:
		return ErrMissing
	}
	return nil
}

func (q *Queue) migrator() (*rivermigrate.Migrator[*sql.Tx], error) {
	return rivermigrate.New(q.driver, &rivermigrate.Config{Logger: quiet(), Schema: q.schema})
}

func (q *Queue) migrate(ctx context.Context) error {
	m, err := q.migrator()
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("jobs: making the queue's tables: %w", err)
	}
	return nil
}

// migrateLock is the advisory lock under which the queue's tables are made: "heedjobs".
const migrateLock int64 = 0x686565646a6f6273

// Migrate makes the queue's tables on PostgreSQL, or brings them up to date, and
// gives the application's role its rights. db belongs to the owner, after
// database.MigratePostgres. Where it may not make the schema, the error is
// *database.ErrRoles with the SQL for an administrator.
func Migrate(ctx context.Context, db *sql.DB) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("jobs: making the queue's tables: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", migrateLock); err != nil {
		return fmt.Errorf("jobs: making the queue's tables: %w", err)
	}
	defer func() {
		_, unlock := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrateLock)
		err = errors.Join(err, unlock)
	}()
	if err := makeSchema(ctx, conn); err != nil {
		return err
	}
	if err := (&Queue{db, Schema, riverdatabasesql.New(db)}).migrate(ctx); err != nil {
		return err
	}
	for _, grant := range []string{
		"GRANT USAGE ON SCHEMA " + Schema + " TO " + database.AppRole,
		"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + Schema + " TO " + database.AppRole,
		"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA " + Schema + " TO " + database.AppRole,
		"REVOKE INSERT, UPDATE, DELETE ON " + Schema + ".river_migration FROM " + database.AppRole,
	} {
		if _, err := conn.ExecContext(ctx, grant); err != nil {
			return fmt.Errorf("jobs: %s: %w", grant, err)
		}
	}
	return nil
}

func makeSchema(ctx context.Context, conn *sql.Conn) error {
	var there bool
	var me string
	err := conn.QueryRowContext(ctx, "SELECT to_regnamespace($1) IS NOT NULL, current_user", Schema).Scan(&there, &me)
	if err != nil {
		return fmt.Errorf("jobs: looking for the queue's schema: %w", err)
	}
	if there {
		return nil
	}
	_, err = conn.ExecContext(ctx, "CREATE SCHEMA "+Schema)
	var coded interface{ SQLState() string }
	if errors.As(err, &coded) && coded.SQLState() == "42501" {
		return &database.ErrRoles{SQL: []string{"CREATE SCHEMA " + Schema + " AUTHORIZATION " + pq.QuoteIdentifier(me) + ";"}}
	}
	if err != nil {
		return fmt.Errorf("jobs: making the queue's schema: %w", err)
	}
	return nil
}
