package sessions_test

import (
	"context"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/tenant"
	"heed/ent/user"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// leave makes a member of company A leave.
func leave(t *testing.T, w *apptest.World, name string) {
	t.Helper()
	state(t, w, name, flow.MemberLeft)
}

func state(t *testing.T, w *apptest.World, name string, to flow.MemberState) {
	t.Helper()
	m := w.Client.Member.GetX(w.A.System(), w.A.Members[name].ID)
	w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
		_, err := tenants.UpdateMember(ctx, tx, tenants.MemberUpdateInput{ID: m.ID, ExpectedVersion: m.Version, State: &to})
		return err
	})
}

// company puts a company into a state.
func company(t *testing.T, w *apptest.World, c *apptest.Company, to flow.TenantState) {
	t.Helper()
	w.Client.Tenant.Update().Where(tenant.ID(c.ID)).SetState(to).ExecX(c.System())
	w.Who.Changed(c.ID)
}

func TestCreate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		leave(t, w, "head.sales")
		w.Client.User.Update().Where(user.Email(apptest.Email("auditor", "a"))).SetDisabled(true).ExecX(w.Context())
		aaa, bbb := "aaa", "bbb"
		for name, test := range map[string]struct {
			in   sessions.CreateInput
			code fault.Code
		}{
			"right":              {sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password}, ""},
			"in other letters":   {sessions.CreateInput{Email: "  Staff@A.Example ", Password: apptest.Password}, ""},
			"the company":        {sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password, TenantSlug: &aaa}, ""},
			"its letters":        {sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password, TenantSlug: new(" AAA")}, ""},
			"wrong password":     {sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: "incorrect horse"}, fault.CodeUnauthenticated},
			"no password":        {sessions.CreateInput{Email: apptest.Email("staff", "a")}, fault.CodeUnauthenticated},
			"endless password":   {sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password + string(make([]byte, 1<<16))}, fault.CodeUnauthenticated},
			"unknown address":    {sessions.CreateInput{Email: "nobody@a.example", Password: apptest.Password}, fault.CodeUnauthenticated},
			"no address":         {sessions.CreateInput{Password: apptest.Password}, fault.CodeUnauthenticated},
			"disabled":           {sessions.CreateInput{Email: apptest.Email("auditor", "a"), Password: apptest.Password}, fault.CodeUnauthenticated},
			"left":               {sessions.CreateInput{Email: apptest.Email("head.sales", "a"), Password: apptest.Password}, fault.CodeUnauthenticated},
			"left, by company":   {sessions.CreateInput{Email: apptest.Email("head.sales", "a"), Password: apptest.Password, TenantSlug: &aaa}, fault.CodeUnauthenticated},
			"another's company":  {sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password, TenantSlug: &bbb}, fault.CodeUnauthenticated},
			"unknown company":    {sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password, TenantSlug: new("zzz")}, fault.CodeUnauthenticated},
			"company of nothing": {sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password, TenantSlug: new("")}, fault.CodeUnauthenticated},
		} {
			before := w.Client.Session.Query().CountX(w.Context())
			tokens, err := w.Desk.Create(w.Context(), test.in)
			made := w.Client.Session.Query().CountX(w.Context()) - before
			if test.code != "" {
				if !refused(err, test.code, "session.wrong_credentials") || tokens != (sessions.Tokens{}) || made != 0 {
					t.Errorf("%s: %+v, %d sessions, %v", name, tokens, made, err)
				}
				continue
			}
			if err != nil || made != 1 {
				t.Errorf("%s: %d sessions, %v", name, made, err)
				continue
			}
			v := viewer.From(enter(t, w, tokens))
			if v.Tenant != w.A.ID || v.Member != w.A.Members["staff"].ID || v.Kind != viewer.Member || len(v.Roles) != 1 || v.Session == "" {
				t.Errorf("%s: %+v", name, v)
			}
			if !tokens.ExpiresAt.Equal(w.Clock.Now().Add(15 * time.Minute)) {
				t.Errorf("%s: expires %v", name, tokens.ExpiresAt)
			}
			if e := lastEvents(t, w.A, 1)[0]; e.Type != "session.created" || e.SubjectID != v.Session || e.Kind != flow.EventAdmin {
				t.Errorf("%s: %+v", name, e)
			}
		}
	})
}

// Of several companies it is the one used last, of those that are open.
func TestCreateSeveralCompanies(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		third, err := tenants.RegisterFor(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "Third", Slug: new("third")},
			Admin:   tenants.AdminInput{Name: "Same person", Email: apptest.Email("admin", "a"), Password: apptest.Password},
		}, account(w, "admin"))
		if err != nil {
			t.Fatal(err)
		}
		in := func(slug *string) (tenant string, err error) {
			w.Clock.Advance(time.Second)
			tokens, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: apptest.Email("admin", "a"), Password: apptest.Password, TenantSlug: slug})
			if err != nil {
				return "", err
			}
			return string(claims(t, w, tokens).Tenant), nil
		}
		other := &apptest.Company{ID: third.Tenant.ID, Slug: "third"}
		want := func(slug *string, id string) {
			t.Helper()
			if got, err := in(slug); got != id || err != nil {
				t.Errorf("signed in to %s, want %s: %v", got, id, err)
			}
		}
		a, c := string(w.A.ID), string(other.ID)
		want(new("aaa"), a)
		want(nil, a)
		want(new("third"), c)
		want(nil, c)
		sys, err := w.Who.AsSystem(w.Context(), other.ID)
		if err != nil {
			t.Fatal(err)
		}
		set := func(to flow.TenantState) {
			w.Client.Tenant.Update().Where(tenant.ID(other.ID)).SetState(to).ExecX(sys)
			w.Who.Changed(other.ID)
		}
		set(flow.TenantSuspended)
		want(nil, c)
		set(flow.TenantClosed)
		want(nil, a)
		if _, err := in(new("third")); !refused(err, fault.CodeFailedPrecondition, "company.closed") {
			t.Errorf("closed: %v", err)
		}
		leave(t, w, "staff")
		company(t, w, w.A, flow.TenantClosed)
		if _, err := in(nil); !refused(err, fault.CodeFailedPrecondition, "company.closed") {
			t.Errorf("all closed: %v", err)
		}
	})
}
