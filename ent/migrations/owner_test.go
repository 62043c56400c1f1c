package migrations_test

import (
	"context"
	"crypto/rand"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"entgo.io/ent/dialect"

	"heed/ent/database"
	"heed/ent/database/databasetest"
	"heed/ent/migrations"
)

// TestOwnerWithoutPrivileges migrates as one who owns the database, may become
// the two roles, and is nothing more. The policies bind him.
func TestOwnerWithoutPrivileges(t *testing.T) {
	t.Parallel()
	at := databasetest.Postgres(t)
	admin := postgres(t, at, "")
	name := "heed_owner_" + strings.ToLower(rand.Text()[:10])
	exec(t.Context(), t, admin, "CREATE ROLE "+name+" LOGIN PASSWORD 'x' IN ROLE heed_app, heed_search")
	exec(t.Context(), t, admin, "CREATE DATABASE "+name+" TEMPLATE template0 ENCODING 'UTF8' OWNER "+name)
	t.Cleanup(func() {
		for _, query := range []string{"DROP DATABASE " + name + " WITH (FORCE)", "DROP ROLE " + name} {
			if _, err := admin.ExecContext(context.WithoutCancel(t.Context()), query); err != nil {
				t.Error(err)
			}
		}
	})
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	super := postgres(t, u.String(), "")
	exec(t.Context(), t, super, "ALTER SCHEMA public OWNER TO "+name)
	u.User = url.UserPassword(name, "x")
	if err := prepare(t.Context(), u.String()); err != nil {
		t.Fatal(err)
	}
	owner, app := postgres(t, u.String(), ""), postgres(t, u.String(), database.AppRole)
	w := readWorld(t, super)
	w.seed(t, app, own)
	w.assess(t, app)
	// Not customers and requirements: the owner, who made the search role a function, may read what it may.
	if n := one[int](t.Context(), t, owner, "SELECT count(*) FROM contacts"); n != 0 {
		t.Errorf("the owner sees %d contacts without a company", n)
	}
	column[string](as(t.Context(), own), t, app, "SELECT heed_search_customers('{a}')")
	m, err := database.NewMigrator(owner, dialect.Postgres, migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	for isolated := true; isolated; { // down to the tables themselves
		undone, err := m.Down(t.Context())
		if err != nil || undone == nil {
			t.Fatal(undone, err)
		}
		isolated = undone.Version != 20261122000002
	}
	if n := one[int](t.Context(), t, owner, "SELECT count(*) FROM contacts"); n != perTable {
		t.Errorf("%d contacts without policies, want %d", n, perTable)
	}
	if _, err := m.Up(t.Context()); err != nil {
		t.Fatal("with rows there:", err)
	}
	// What files say of rows that are there is said although the policies bind the owner.
	if n := one[int](t.Context(), t, super, "SELECT count(*) FROM engagement_plans WHERE opened_until IS DISTINCT FROM '2026-11-22T00:00:00Z'"); n != 0 {
		t.Errorf("%d plans do not know when they last asked", n)
	}
	w.assessed(t, super)
}

func TestMissingRolesAreNamed(t *testing.T) {
	t.Parallel()
	db := postgres(t, databasetest.Postgres(t), "")
	exec(t.Context(), t, db, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
	files := fstest.MapFS{}
	names, err := fs.Glob(migrations.Files, "postgres/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(migrations.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		files[path.Clean(name)] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(text), "to_regrole('heed_app')", "to_regrole('heed_nobody')"))}
	}
	m, err := database.NewMigrator(db, dialect.Postgres, files)
	if err != nil {
		t.Fatal(err)
	}
	done, err := m.Up(t.Context())
	if err == nil || len(done) != 1 || !strings.Contains(err.Error(), "the roles heed_app and heed_search do not exist") {
		t.Errorf("%d applied, %v", len(done), err)
	}
}
