package database

import (
	"context"
	"database/sql"
	"fmt"
)

// CheckRole refuses to serve with a role that the policies do not bind, or that
// could switch them off: a superuser, one with BYPASSRLS, an owner of tenant
// tables, a member of SearchRole. db is the pool that will serve.
func CheckRole(ctx context.Context, db *sql.DB) error {
	var role string
	var super, bypass, search bool
	var owned sql.NullString
	err := db.QueryRowContext(ctx, `
		SELECT r.rolname, r.rolsuper, r.rolbypassrls,
			EXISTS (SELECT FROM pg_roles s WHERE s.rolname = $1 AND pg_has_role(r.oid, s.oid, 'USAGE')),
			(SELECT min(c.oid::regclass::text) FROM pg_class c
				JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = $2 AND NOT a.attisdropped
				JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
				AND pg_has_role(r.oid, c.relowner, 'USAGE'))
		FROM pg_roles r WHERE r.rolname = current_user`, SearchRole, TenantColumn).
		Scan(&role, &super, &bypass, &search, &owned)
	if err != nil {
		return fmt.Errorf("database: reading the rights of the role: %w", err)
	}
	reason := ""
	switch {
	case super:
		reason = "it is a superuser"
	case bypass:
		reason = "it has BYPASSRLS"
	case owned.Valid:
		reason = "it owns the table " + owned.String
	case search:
		reason = "it is a member of " + SearchRole
	default:
		return nil
	}
	return fmt.Errorf("database: companies are not kept apart for the role %q: %s; serve as %s", role, reason, AppRole)
}
