package apptest

import (
	"context"
	"fmt"

	"heed/app/password"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/companyslug"
	"heed/ent/department"
	"heed/ent/vault"
	"heed/rules/flow"
)

func worldOf(db *Database) *World {
	return &World{DB: db.DB, url: db.URL, Client: db.Client, Clock: &Clock{now: Start}}
}

// wire starts what a process has; stop ends it.
func (w *World) wire(ctx context.Context) (stop func(), err error) {
	if w.Keys, err = vault.ParseKeys(keyText); err != nil {
		return nil, err
	}
	p, err := sessions.Start(ctx, sessions.ProcessOptions{
		DB: w.DB, URL: w.url, Keys: w.Keys, Hasher: password.NewHasher(cheap, 2), Now: w.Clock.Now,
	})
	if err != nil {
		return nil, err
	}
	w.Journal, w.Feed, w.Who, w.Desk = p.Journal, p.Feed, p.Who, p.Desk
	return p.Stop, nil
}

// found makes both companies with their people in a database without any, as people would:
// that takes longer than most tests, so that it is done once and copied.
func (w *World) found() error {
	for _, slug := range []string{"a", "b"} {
		if err := w.register(slug); err != nil {
			return fmt.Errorf("apptest: founding company %s: %w", slug, err)
		}
	}
	return w.Client.User.Update().SetMustChangePassword(false).Exec(w.Context())
}

func (w *World) register(slug string) error {
	full := slug + slug + slug
	made, err := tenants.Register(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
		Company: tenants.CompanyInput{Name: "Company " + slug, Slug: &full},
		Admin:   tenants.AdminInput{Name: Accounts[0].Name, Email: Email(Accounts[0].Name, slug), Password: Password},
	})
	if err != nil {
		return err
	}
	sys, err := w.Who.AsSystem(w.Context(), made.Tenant.ID)
	if err != nil {
		return err
	}
	if _, err := w.Journal.Change(sys, func(ctx context.Context, tx *ent.Tx) error {
		_, err := tenants.UpdateMemberRoles(ctx, tx, tenants.MemberRolesUpdateInput{
			ID: made.Member.ID, ExpectedVersion: made.Member.Version, RoleKeys: []string{Accounts[0].Role},
		})
		return err
	}); err != nil {
		return err
	}
	for _, a := range Accounts[1:] {
		in := tenants.MemberCreateInput{DisplayName: a.Name, Email: Email(a.Name, slug), Password: Password, RoleKeys: []string{a.Role}}
		if a.Department != "" {
			d, err := w.Client.Department.Query().Where(department.TypeEQ(a.Department)).Only(sys)
			if err != nil {
				return err
			}
			in.DepartmentID = &d.ID
		}
		head := a.Role == authz.DepartmentHead
		in.IsDepartmentHead = &head
		if _, _, err := tenants.CreateMember(sys, w.Journal, w.Desk.Hasher, in); err != nil {
			return err
		}
	}
	w.Who.Changed(made.Tenant.ID)
	return nil
}

// company is one that was founded.
func (w *World) company(slug string) *Company {
	c := &Company{Slug: slug + slug + slug, world: w, Members: map[string]*ent.Member{}, Departments: map[flow.DepartmentType]*ent.Department{}}
	c.ID = w.Client.CompanySlug.Query().Where(companyslug.Slug(c.Slug)).OnlyX(w.Context()).CompanyID
	sys := c.System()
	for _, d := range w.Client.Department.Query().Order(department.ByID()).AllX(sys) {
		c.Departments[d.Type] = d
	}
	for _, m := range w.Client.Member.Query().AllX(sys) {
		c.Members[m.DisplayName] = m
	}
	return c
}
