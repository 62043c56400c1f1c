package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Login is what the login of the URL may be, to which RESET ROLE leads back.
type Login int

// Logins, from the strictest on.
const (
	// LoginBound is bound by the policies and cannot switch them off.
	LoginBound Login = iota
	// LoginOwner may own the tables, and so become SearchRole: it has just
	// migrated them.
	LoginOwner
	// LoginAny may be a superuser too: for private servers of tests and measurements.
	LoginAny
)

// ErrLogin is a login that could undo what keeps companies apart.
type ErrLogin struct{ Login, Reason string }

// Error implements error.
func (e *ErrLogin) Error() string {
	return fmt.Sprintf("database: the login %q could undo what keeps companies apart: %s; log in as one that may become %s and nothing else", e.Login, e.Reason, AppRole)
}

// rights are those of a role that matter for the policies, also by way of
// roles that it may become.
type rights struct {
	role                  string
	super, bypass, search bool
	owned                 sql.NullString // a tenant's table
}

// CheckRole refuses to serve with a role that the policies do not bind, or that
// could switch them off: a superuser, one with BYPASSRLS, an owner of tenant
// tables, a member of SearchRole; and a login that is more than it may be
// (*ErrLogin). db is the pool that will serve.
func CheckRole(ctx context.Context, db *sql.DB, login Login) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("database: reading the rights of the role: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	serving, err := rightsOf(ctx, conn, "current_user")
	if err != nil {
		return err
	}
	if reason := serving.reason(LoginBound); reason != "" {
		return fmt.Errorf("database: companies are not kept apart for the role %q: %s; serve as %s", serving.role, reason, AppRole)
	}
	own, err := rightsOf(ctx, conn, "session_user")
	if err != nil {
		return err
	}
	if reason := own.reason(login); reason != "" {
		return &ErrLogin{Login: own.role, Reason: reason}
	}
	return nil
}

func rightsOf(ctx context.Context, conn *sql.Conn, who string) (rights, error) {
	var r rights
	err := conn.QueryRowContext(ctx, `
		SELECT r.rolname,
			EXISTS (SELECT FROM pg_roles s WHERE s.rolsuper AND pg_has_role(r.oid, s.oid, 'MEMBER')),
			EXISTS (SELECT FROM pg_roles s WHERE s.rolbypassrls AND pg_has_role(r.oid, s.oid, 'MEMBER')),
			EXISTS (SELECT FROM pg_roles s WHERE s.rolname = $1 AND pg_has_role(r.oid, s.oid, 'MEMBER')),
			(SELECT min(c.oid::regclass::text) FROM pg_class c
				JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = $2 AND NOT a.attisdropped
				JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
				AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
		FROM pg_roles r WHERE r.rolname = `+who, SearchRole, TenantColumn).
		Scan(&r.role, &r.super, &r.bypass, &r.search, &r.owned)
	if err != nil {
		return r, fmt.Errorf("database: reading the rights of the role: %w", err)
	}
	return r, nil
}

// reason says why the role is more than it may be, "" when it is not.
func (r rights) reason(may Login) string {
	switch {
	case may == LoginAny:
		return ""
	case r.super:
		return "it is a superuser"
	case r.bypass:
		return "it has BYPASSRLS"
	case may == LoginOwner:
		return ""
	case r.owned.Valid:
		return "it owns the table " + r.owned.String
	case r.search:
		return "it is a member of " + SearchRole
	default:
		return ""
	}
}
