// Package apptest is a world for tests: two companies with a member of each
// built-in role, on SQLite or PostgreSQL, with a clock that stands still.
package apptest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"gocloud.dev/blob"
	"gocloud.dev/blob/memblob"

	"heed/app/journal"
	"heed/app/password"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/database/databasetest"
	"heed/ent/member"
	"heed/ent/vault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Password is the password of everybody.
const Password = "correct horse battery"

// Accounts are the members of a company, by name.
var Accounts = []struct {
	Name       string
	Role       string
	Department flow.DepartmentType
}{
	{"admin", authz.TenantAdmin, ""},
	{"committee", authz.Committee, ""},
	{"management", authz.Management, flow.DepartmentExperienceManagement},
	{"head.service", authz.DepartmentHead, flow.DepartmentService},
	{"member.service", authz.DepartmentMember, flow.DepartmentService},
	{"head.sales", authz.DepartmentHead, flow.DepartmentSales},
	{"staff", authz.Staff, flow.DepartmentLogistics},
	{"auditor", authz.Auditor, ""},
	{"integration", authz.Integration, ""},
}

// World is two companies in one database.
type World struct {
	DB      *database.DB
	Client  *ent.Client
	Journal *journal.Journal
	Feed    *journal.Feed
	Who     *sessions.Who
	Desk    *sessions.Desk
	Keys    *vault.Keys
	Bucket  *blob.Bucket // of the contents of files
	Clock   *Clock
	A, B    *Company
	url     string
}

// Again opens the world's database as another process would.
func (w *World) Again(t testing.TB) *database.DB {
	t.Helper()
	return open(t, w.url).DB
}

// URL is where the world's database is, as its owner opens it.
func (w *World) URL() string { return w.url }

// Company is one of a world's companies.
type Company struct {
	ID          typeid.ID
	Slug        string
	Members     map[string]*ent.Member
	Departments map[flow.DepartmentType]*ent.Department
	world       *World
}

// cheap makes hashing fast; what it protects here are tests.
var cheap = password.Cost{Memory: 64, Time: 1, Threads: 1}

// keyText is the data key of worlds.
const keyText = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

// NewWorld makes a world on SQLite.
func NewWorld(t testing.TB) *World {
	t.Helper()
	return in(t, founded(t))
}

// NewPostgresWorld makes a world on PostgreSQL.
func NewPostgresWorld(t testing.TB) *World {
	t.Helper()
	return in(t, open(t, databasetest.Filled(t, foundAt)))
}

// Both runs the test in a world on SQLite and in one on PostgreSQL.
func Both(t *testing.T, test func(t *testing.T, w *World)) {
	t.Helper()
	for name, fresh := range map[string]func(testing.TB) *World{"sqlite": NewWorld, "postgres": NewPostgresWorld} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, fresh(t))
		})
	}
}

func in(t testing.TB, db *Database) *World {
	t.Helper()
	w := worldOf(db)
	w.Bucket = memblob.OpenBucket(nil)
	t.Cleanup(func() { _ = w.Bucket.Close() })
	stop, err := w.wire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	w.A, w.B = w.company("a"), w.company("b")
	return w
}

// Context is a context of nobody at the clock's time.
func (w *World) Context() context.Context {
	return viewer.WithNow(vault.With(context.Background(), w.Keys), w.Clock.Now())
}

// Email is the login of a member of the company "a" or "b".
func Email(name, slug string) string { return name + "@" + slug + ".example" }

// As is a context of the member of company A.
func (w *World) As(name string) context.Context { return w.A.As(name) }

// System is a context of the system's work in the company.
func (c *Company) System() context.Context {
	ctx, err := c.world.Who.AsSystem(c.world.Context(), c.ID)
	if err != nil {
		panic(err)
	}
	return ctx
}

// As is a context of the member of the company, as an authenticated request has it.
func (c *Company) As(name string) context.Context {
	sys := c.System()
	config := tenants.ConfigFrom(sys)
	m, ok := c.Members[name]
	if !ok {
		panic(fmt.Sprintf("apptest: nobody is called %q", name))
	}
	m = c.world.Client.Member.Query().Where(member.ID(m.ID)).WithMemberRoles().OnlyX(sys)
	v, err := sessions.Viewer(config, m)
	if err != nil {
		panic(err)
	}
	return tenants.WithConfig(viewer.With(sys, v), config)
}

// Change runs work in a change that must succeed.
func (w *World) Change(t testing.TB, ctx context.Context, work journal.Work) journal.Cursor { //nolint:revive // t comes first in test helpers
	t.Helper()
	cursor, err := w.Journal.Change(ctx, work)
	if err != nil {
		t.Fatal(err)
	}
	return cursor
}

// Events are the company's events, the oldest first.
func (c *Company) Events(t testing.TB) []*ent.Event {
	t.Helper()
	events := c.world.Client.Event.Query().AllX(c.System())
	slices.SortFunc(events, func(a, b *ent.Event) int { return int(a.Position - b.Position) })
	return events
}
