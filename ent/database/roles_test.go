package database

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/lib/pq"

	"heed/ent/database/databasetest"
)

// login makes a role with the attributes, and a pool of its own on the database.
func login(t *testing.T, admin *sql.DB, at, attributes string) (string, *sql.DB) {
	t.Helper()
	name := "heed_test_" + strings.ToLower(rand.Text()[:10])
	exec(t, admin, "CREATE ROLE "+name+" LOGIN PASSWORD 'x' "+attributes)
	t.Cleanup(func() {
		if _, err := admin.ExecContext(context.WithoutCancel(t.Context()),
			"REASSIGN OWNED BY "+name+" TO CURRENT_USER; DROP OWNED BY "+name+"; DROP ROLE "+name); err != nil {
			t.Error(err)
		}
	})
	return name, open(t, loginURL(t, at, name), PostgresOptions{})
}

func loginURL(t *testing.T, at, name string) string {
	t.Helper()
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword(name, "x")
	return u.String()
}

// asApp is a pool of the login whose connections have become AppRole.
func asApp(t *testing.T, at, name string) *sql.DB {
	t.Helper()
	return open(t, loginURL(t, at, name), PostgresOptions{Role: AppRole})
}

func TestRolesBySuperuser(t *testing.T) {
	t.Parallel()
	at := databasetest.Postgres(t)
	admin := open(t, at, PostgresOptions{})
	exec(t, admin, `CREATE TABLE early (tenant_id text, "Odd name" text); CREATE TABLE goose_db_version (id int); CREATE TABLE words (tenant_id text)`)
	opts := RolesOptions{SearchTables: []string{"words", "later"}}
	for range 2 {
		if missing, err := EnsureRoles(t.Context(), admin, opts); err != nil || len(missing) > 0 {
			t.Fatal(missing, err)
		}
	}
	// A list of migrations that is there before everything else, as a status or a step back may leave it.
	bare := open(t, databasetest.Postgres(t), PostgresOptions{})
	exec(t, bare, "CREATE TABLE goose_db_version (id int)")
	for range 2 {
		if missing, err := EnsureRoles(t.Context(), bare, RolesOptions{}); err != nil || len(missing) > 0 {
			t.Fatal(missing, err)
		}
	}
	exec(t, admin, "CREATE TABLE late (id bigserial, tenant_id text)")
	app := open(t, at, PostgresOptions{Role: AppRole})
	exec(t, app, "INSERT INTO late (tenant_id) VALUES ('ten_a'); UPDATE early SET tenant_id = ''; DELETE FROM late; SELECT * FROM goose_db_version")
	for _, refused := range []string{
		"INSERT INTO goose_db_version VALUES (1)", "DROP TABLE early", "CREATE TABLE mine (id int)", "TRUNCATE late",
		"ALTER TABLE early DISABLE ROW LEVEL SECURITY", "SET ROLE heed_search_missing",
	} {
		if _, err := app.ExecContext(t.Context(), refused); err == nil {
			t.Errorf("%s was allowed", refused)
		}
	}
	search := open(t, at, PostgresOptions{Role: SearchRole})
	exec(t, search, "SELECT * FROM words")
	if _, err := search.ExecContext(t.Context(), "SELECT * FROM early"); !hasState(err, "42501") {
		t.Errorf("the search role reads everything: %v", err)
	}
}

func TestRolesByOthers(t *testing.T) {
	t.Parallel()
	at := databasetest.Postgres(t)
	admin := open(t, at, PostgresOptions{})
	exec(t, admin, "CREATE TABLE foreign_table (tenant_id text)")

	// One who owns nothing may do nothing, and is told what to have done.
	_, plain := login(t, admin, at, "")
	missing, err := EnsureRoles(t.Context(), plain, RolesOptions{})
	if err != nil || len(missing) == 0 {
		t.Fatal(missing, err)
	}
	for _, statement := range missing {
		_, err := admin.ExecContext(t.Context(), statement)
		// Roles are the server's: a test beside this one may have made it just now.
		if made := (*pq.Error)(nil); errors.As(err, &made) && made.Code.Name() == "duplicate_object" && strings.HasPrefix(statement, "CREATE ROLE ") {
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if left, err := EnsureRoles(t.Context(), plain, RolesOptions{}); err != nil || len(left) != 0 {
		t.Errorf("after an administrator ran them, still missing: %q, %v", left, err)
	}

	// The owner of the database with CREATEROLE may do everything.
	exec(t, admin, "DROP TABLE foreign_table")
	name, owner := login(t, admin, at, "CREATEROLE")
	exec(t, admin, "ALTER DATABASE "+value[string](t.Context(), t, admin, "SELECT current_database()")+" OWNER TO "+name)
	exec(t, admin, "ALTER SCHEMA public OWNER TO "+name)
	if missing, err := EnsureRoles(t.Context(), owner, RolesOptions{}); err != nil || len(missing) > 0 {
		t.Fatal(missing, err)
	}
	exec(t, owner, `CREATE TABLE own (tenant_id text);
		CREATE FUNCTION seek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; ALTER FUNCTION seek() OWNER TO heed_search`)
	exec(t, owner, "SET ROLE heed_app; SELECT * FROM own; RESET ROLE")
}

// The owner gets the memberships without the rights where they are two things.
func TestMembership(t *testing.T) {
	t.Parallel()
	for version, want := range map[int]string{150014: `GRANT heed_search TO "me"`, 160000: `GRANT heed_search TO "me" WITH INHERIT FALSE, SET TRUE`} {
		if step := membership(SearchRole, "me", version); step.sql != want {
			t.Errorf("%d: %s", version, step.sql)
		}
	}
}

func TestCheckRole(t *testing.T) {
	t.Parallel()
	at := databasetest.Postgres(t)
	admin := open(t, at, PostgresOptions{})
	if _, err := EnsureRoles(t.Context(), admin, RolesOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, admin, "CREATE TABLE things (tenant_id text)")
	check := func(db *sql.DB, login Login, reason string) {
		t.Helper()
		err := CheckRole(t.Context(), db, login)
		if reason == "" && err != nil {
			t.Error(err)
		}
		if reason != "" && (err == nil || !strings.Contains(err.Error(), reason)) {
			t.Errorf("want a refusal with %q, got %v", reason, err)
		}
	}
	check(admin, LoginAny, "superuser")
	check(open(t, at, PostgresOptions{Role: AppRole}), LoginAny, "")
	check(open(t, at, PostgresOptions{Role: AppRole}), LoginOwner, "superuser")
	for _, l := range []struct{ attributes, reason, asOwner string }{
		{"BYPASSRLS", "BYPASSRLS", "BYPASSRLS"},
		{"IN ROLE heed_search", SearchRole, ""},
		{"NOINHERIT IN ROLE heed_search", SearchRole, ""},
		{"", "", ""},
	} {
		name, own := login(t, admin, at, l.attributes)
		check(own, LoginBound, l.reason)
		exec(t, admin, "GRANT heed_app TO "+name)
		app := asApp(t, at, name)
		check(app, LoginBound, l.reason) // one RESET ROLE, and it is what it was
		check(app, LoginOwner, l.asOwner)
		check(app, LoginAny, "")
	}
	name, owner := login(t, admin, at, "IN ROLE heed_app")
	check(owner, LoginBound, "")
	exec(t, admin, "ALTER TABLE things OWNER TO "+name)
	check(owner, LoginBound, "owns the table things")
	check(owner, LoginAny, "owns the table things")
	app := asApp(t, at, name)
	check(app, LoginBound, "owns the table things")
	check(app, LoginOwner, "")
	other, member := login(t, admin, at, "IN ROLE heed_app")
	exec(t, admin, "GRANT "+name+" TO "+other)
	check(member, LoginBound, "owns the table things")
}
