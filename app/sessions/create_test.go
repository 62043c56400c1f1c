package sessions_test

import (
	"context"
	"fmt"
	"sync"
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
		third, err := tenants.Register(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "Third", Slug: new("third")},
			Admin:   tenants.AdminInput{Name: "Same person", Email: apptest.Email("admin", "a"), Password: apptest.Password},
		})
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

func TestLimits(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		try := func(address, email, password string) error {
			_, err := w.Desk.Create(from(w, address), sessions.CreateInput{Email: email, Password: password})
			return err
		}
		fail := func(address, email string) {
			t.Helper()
			if err := try(address, email, "wrong password"); !refused(err, fault.CodeUnauthenticated, "session.wrong_credentials") {
				t.Fatalf("%s from %s: %v", email, address, err)
			}
		}
		limited := func(address, email string) {
			t.Helper()
			err := try(address, email, apptest.Password)
			after, _ := fault.From(err).Extra["retryAfter"].(int)
			if !refused(err, fault.CodeRateLimited, "rate_limited") || after < 1 || after > 901 {
				t.Errorf("%s from %s: %v, again after %d s", email, address, err, after)
			}
		}
		works := func(address, email string) {
			t.Helper()
			if err := try(address, email, apptest.Password); err != nil {
				t.Errorf("%s from %s: %v", email, address, err)
			}
		}
		// An account, from wherever, known or not.
		staff, nobody := apptest.Email("staff", "a"), "nobody@nowhere.example"
		for i := range 9 {
			fail(fmt.Sprintf("192.0.2.%d", i), staff)
			fail(fmt.Sprintf("192.0.2.%d", i), nobody)
		}
		works("192.0.2.100", staff)
		fail("192.0.2.9", staff)
		fail("192.0.2.9", nobody)
		limited("192.0.2.101", staff)
		limited("192.0.2.101", " STAFF@a.example")
		limited("192.0.2.101", nobody)
		works("192.0.2.101", apptest.Email("auditor", "a"))
		// The way by a changed password is the same way.
		tokens := signIn(t, w, "committee")
		committee := enter(t, w, tokens)
		for range 10 {
			if _, err := w.Desk.ChangePassword(committee, "wrong password", "another password"); !refused(err, fault.CodeBadUserInput, "password.wrong") {
				t.Fatal(err)
			}
		}
		if _, err := w.Desk.ChangePassword(committee, apptest.Password, "another password"); !refused(err, fault.CodeRateLimited, "rate_limited") {
			t.Errorf("changing a password after ten failures: %v", err)
		}
		// An address, whatever the account. Of IPv6 the network counts.
		for i := range 100 {
			fail(fmt.Sprintf("2001:db8::%x", i), fmt.Sprintf("n%d@nowhere.example", i))
		}
		limited("2001:db8::ffff:1", apptest.Email("auditor", "a"))
		works("2001:db8:0:1::1", apptest.Email("auditor", "a"))
		works("", apptest.Email("auditor", "a"))

		w.Clock.Advance(15*time.Minute - time.Microsecond)
		limited("192.0.2.101", staff)
		w.Clock.Advance(time.Microsecond)
		works("192.0.2.101", staff)
		works("2001:db8::ffff:1", apptest.Email("auditor", "a"))
		for range 9 {
			fail("192.0.2.1", staff)
		}
		works("192.0.2.1", staff) // counted anew
	})
}

// Guesses that come all at once count too.
func TestLimitsTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		var group sync.WaitGroup
		for range 16 {
			group.Go(func() {
				_, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: "wrong password"})
				if c := fault.CodeOf(err); c != fault.CodeUnauthenticated && c != fault.CodeRateLimited {
					t.Error(err)
				}
			})
		}
		group.Wait()
		_, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password})
		if !refused(err, fault.CodeRateLimited, "rate_limited") {
			t.Errorf("after 16 failures at once: %v", err)
		}
	})
}

func TestLimitSignUps(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		for i := range 60 {
			if err := sessions.LimitSignUps(from(w, "192.0.2.1"), w.Journal); err != nil {
				t.Fatalf("%d: %v", i, err)
			}
		}
		if err := sessions.LimitSignUps(from(w, "::ffff:192.0.2.1"), w.Journal); !refused(err, fault.CodeRateLimited, "rate_limited") {
			t.Errorf("one too many: %v", err)
		}
		if err := sessions.LimitSignUps(from(w, "192.0.2.2"), w.Journal); err != nil {
			t.Errorf("another address: %v", err)
		}
		w.Clock.Advance(time.Hour)
		if err := sessions.LimitSignUps(from(w, "192.0.2.1"), w.Journal); err != nil {
			t.Errorf("an hour later: %v", err)
		}
	})
}

func TestNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "192.0.2.7": "192.0.2.7", "::ffff:192.0.2.7": "192.0.2.7", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
		"fe80::1%eth0": "fe80::/64", "pipe": "pipe",
	} {
		if got := sessions.Network(address); got != want {
			t.Errorf("%q is %q, want %q", address, got, want)
		}
	}
}
