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
	"heed/ent/department"
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
	return In(t, SQLite(t))
}

// Both runs the test in a world on SQLite and in one on PostgreSQL.
func Both(t *testing.T, test func(t *testing.T, w *World)) {
	t.Helper()
	for name, fresh := range map[string]func(testing.TB) *Database{"sqlite": SQLite, "postgres": Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, In(t, fresh(t)))
		})
	}
}

// In makes a world in the database.
func In(t testing.TB, db *Database) *World {
	t.Helper()
	w := &World{DB: db.DB, url: db.URL, Client: db.Client, Bucket: memblob.OpenBucket(nil), Clock: &Clock{now: Start}}
	t.Cleanup(func() { _ = w.Bucket.Close() })
	w.wire(t)
	w.A = w.company(t, "a")
	w.B = w.company(t, "b")
	return w
}

func (w *World) wire(t testing.TB) {
	t.Helper()
	var err error
	if w.Keys, err = vault.ParseKeys(keyText); err != nil {
		t.Fatal(err)
	}
	p, err := sessions.Start(t.Context(), sessions.ProcessOptions{
		DB: w.DB, URL: w.url, Keys: w.Keys, Hasher: password.NewHasher(cheap, 2), Now: w.Clock.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	w.Journal, w.Feed, w.Who, w.Desk = p.Journal, p.Feed, p.Who, p.Desk
	t.Cleanup(p.Stop)
}

// Context is a context of nobody at the clock's time.
func (w *World) Context() context.Context {
	return viewer.WithNow(vault.With(context.Background(), w.Keys), w.Clock.Now())
}

func (w *World) company(t testing.TB, slug string) *Company {
	t.Helper()
	full := slug + slug + slug
	made, err := tenants.Register(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
		Company: tenants.CompanyInput{Name: "Company " + slug, Slug: &full},
		Admin:   tenants.AdminInput{Name: "admin", Email: Email("admin", slug), Password: Password},
	})
	if err != nil {
		t.Fatal(err)
	}
	c := &Company{
		ID: made.Tenant.ID, Slug: full, world: w,
		Members: map[string]*ent.Member{"admin": made.Member}, Departments: map[flow.DepartmentType]*ent.Department{},
	}
	sys := c.System()
	for _, d := range w.Client.Department.Query().Order(department.ByID()).AllX(sys) {
		c.Departments[d.Type] = d
	}
	w.Change(t, sys, func(ctx context.Context, tx *ent.Tx) error {
		_, err := tenants.UpdateMemberRoles(ctx, tx, tenants.MemberRolesUpdateInput{
			ID: made.Member.ID, ExpectedVersion: made.Member.Version, RoleKeys: []string{authz.TenantAdmin},
		})
		return err
	})
	for _, a := range Accounts[1:] {
		in := tenants.MemberCreateInput{DisplayName: a.Name, Email: Email(a.Name, slug), Password: Password, RoleKeys: []string{a.Role}}
		if a.Department != "" {
			in.DepartmentID = &c.Departments[a.Department].ID
		}
		head := a.Role == authz.DepartmentHead
		in.IsDepartmentHead = &head
		m, _, err := tenants.CreateMember(sys, w.Journal, w.Desk.Hasher, in)
		if err != nil {
			t.Fatal(err)
		}
		c.Members[a.Name] = m.Unwrap()
	}
	w.Client.User.Update().SetMustChangePassword(false).ExecX(w.Context())
	w.Who.Changed(c.ID)
	return c
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
