package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/lib/pq"
)

// The roles on PostgreSQL beside the owner of the tables, who migrates.
const (
	// AppRole serves: it reads and writes rows under the policies, and owns
	// nothing.
	AppRole = "heed_app"
	// SearchRole owns the text search function, which reads past the policies.
	SearchRole = "heed_search"
	// TenantColumn is the column that makes a table a tenant's.
	TenantColumn = "tenant_id"
)

// rolesLock is the advisory lock under which roles are made: "heedrole".
const rolesLock int64 = 0x68656564726f6c65

// RolesOptions says what the roles reach.
type RolesOptions struct {
	Schema       string   // of the tables; "" means public
	SearchTables []string // what SearchRole may read; those not made yet are left out
}

// EnsureRoles makes the roles and gives them their rights, as far as the role of
// db may. It returns the statements it was not allowed to run, for someone who
// is. Run it before migrations, which name the roles, and after them, so that
// existing tables are covered; it may be repeated.
func EnsureRoles(ctx context.Context, db *sql.DB, opts RolesOptions) (missing []string, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("database: roles: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", rolesLock); err != nil {
		return nil, fmt.Errorf("database: roles: %w", err)
	}
	defer func() {
		_, unlock := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", rolesLock)
		err = errors.Join(err, unlock)
	}()
	steps, err := roleSteps(ctx, conn, opts)
	if err != nil {
		return nil, err
	}
	for _, s := range steps {
		ok, err := s.run(ctx, conn)
		if err != nil {
			return nil, err
		}
		if !ok {
			missing = append(missing, s.sql+";")
		}
	}
	return missing, nil
}

// roleStep is one statement, and the question whether it is still needed.
type roleStep struct{ done, sql string }

// run reports false when the role of conn may not do the step.
func (s roleStep) run(ctx context.Context, conn *sql.Conn) (bool, error) {
	if done, err := s.isDone(ctx, conn); done || err != nil {
		return done, err
	}
	switch _, err := conn.ExecContext(ctx, s.sql); {
	case err == nil, hasState(err, "42710", "23505"): // another database of this server made the role just now
		return s.isDone(ctx, conn) // a GRANT without the right to it is only a warning
	case hasState(err, "42501", "42704"): // not allowed; or the role could not be made
		return false, nil
	default:
		return false, fmt.Errorf("database: roles: %s: %w", s.sql, err)
	}
}

func (s roleStep) isDone(ctx context.Context, conn *sql.Conn) (bool, error) {
	var done bool
	err := conn.QueryRowContext(ctx, s.done).Scan(&done)
	if hasState(err, "42704") { // the role does not exist
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("database: roles: %s: %w", s.done, err)
	}
	return done, nil
}

func roleSteps(ctx context.Context, conn *sql.Conn, opts RolesOptions) ([]roleStep, error) {
	schema := opts.Schema
	if schema == "" {
		schema = "public"
	}
	var me string
	var version int
	if err := conn.QueryRowContext(ctx, "SELECT current_user, current_setting('server_version_num')::int").Scan(&me, &version); err != nil {
		return nil, fmt.Errorf("database: roles: %w", err)
	}
	steps := []roleStep{newRole(AppRole), newRole(SearchRole), membership(AppRole, me, version), membership(SearchRole, me, version)}
	steps = append(steps, schemaRights(schema, me)...)
	for _, t := range opts.SearchTables {
		name := pq.QuoteIdentifier(schema) + "." + pq.QuoteIdentifier(t)
		steps = append(steps, roleStep{
			done: fmt.Sprintf("SELECT to_regclass(%[1]s) IS NULL OR has_table_privilege('%[2]s', to_regclass(%[1]s), 'SELECT')",
				pq.QuoteLiteral(name), SearchRole),
			sql: fmt.Sprintf("GRANT SELECT ON %s TO %s", name, SearchRole),
		})
	}
	return steps, nil
}
