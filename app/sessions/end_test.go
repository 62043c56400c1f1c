package sessions_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/companyslug"
	"heed/ent/database"
	"heed/ent/eventdetail"
	"heed/ent/user"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

func TestEnd(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		mine, other := signIn(t, w, "staff"), signIn(t, w, "staff")
		ctx := enter(t, w, mine)
		for range 2 { // ending what has ended is no error
			if err := w.Desk.End(ctx, nil); err != nil {
				t.Error(err)
			}
		}
		if !ended(t, w, mine) || ended(t, w, other) {
			t.Error("not this one alone ended")
		}
		e := lastEvents(t, w.A, 1)[0]
		if e.Type != "session.ended" || e.SubjectID != viewer.From(ctx).Session || e.ActorID != w.A.Members["staff"].ID {
			t.Errorf("%+v", e)
		}
		n := len(w.A.Events(t))
		if err := w.Desk.End(w.Context(), &mine.RefreshToken); err != nil {
			t.Errorf("again, by its token: %v", err)
		}
		if len(w.A.Events(t)) != n {
			t.Error("told twice")
		}
		if err := w.Desk.End(w.Context(), &other.RefreshToken); err != nil || !ended(t, w, other) {
			t.Errorf("by its token: %v", err)
		}
		if err := w.Desk.End(w.Context(), nil); !refused(err, fault.CodeUnauthenticated, "unauthenticated") {
			t.Errorf("nobody: %v", err)
		}
	})
}

func TestEndAll(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		slug := "third"
		if _, err := tenants.RegisterFor(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "Third", Slug: &slug},
			Admin:   tenants.AdminInput{Name: "Same person", Email: apptest.Email("staff", "a"), Password: apptest.Password},
		}, account(w, "staff")); err != nil {
			t.Fatal(err)
		}
		var all []sessions.Tokens
		for _, in := range []string{"aaa", "third", "aaa"} {
			tokens, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password, TenantSlug: &in})
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, tokens)
		}
		stranger := signIn(t, w, "auditor")
		c := claims(t, w, all[0])
		if n, err := w.Desk.EndAll(enter(t, w, all[0]), c.User, c.Session, "asked"); n != 2 || err != nil {
			t.Errorf("%d ended, %v", n, err)
		}
		if ended(t, w, all[0]) || !ended(t, w, all[1]) || !ended(t, w, all[2]) || ended(t, w, stranger) {
			t.Error("not the others alone ended")
		}
		if n, err := w.Desk.EndAll(enter(t, w, all[0]), c.User, "", "asked"); n != 1 || err != nil || !ended(t, w, all[0]) {
			t.Errorf("%d ended, %v", n, err)
		}
	})
}

// Sessions that have expired are over already, and the others of a company end
// together.
func TestEndAllTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		old := claims(t, w, signIn(t, w, "staff")).Session
		w.Clock.Advance(30 * 24 * time.Hour)
		statements := func(sessions int) int64 {
			t.Helper()
			mine := signIn(t, w, "staff")
			for range sessions {
				signIn(t, w, "staff")
			}
			ctx, sent := database.WithStatements(enter(t, w, mine))
			if n, err := w.Desk.EndAll(ctx, viewer.From(ctx).User, "", "asked"); n != sessions+1 || err != nil {
				t.Errorf("%d ended, %v", n, err)
			}
			return sent.Count()
		}
		if few, many := statements(1), statements(20); few != many {
			t.Errorf("2 sessions take %d statements, 21 take %d", few, many)
		}
		if s := w.Client.Session.GetX(w.Context(), old); s.EndedAt != nil {
			t.Error("an expired session was ended")
		}
	})
}

// The event of an end says why.
func TestEndSaysWhy(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		why := func(want string) {
			t.Helper()
			e := lastEvents(t, w.A, 1)[0]
			d := w.Client.EventDetail.Query().Where(eventdetail.EventID(e.ID)).OnlyX(w.A.System())
			if e.Type != "session.ended" || d.Body != `{"reason":"`+want+`"}` {
				t.Errorf("%s: %s", e.Type, d.Body)
			}
		}
		mine := signIn(t, w, "staff")
		ctx := enter(t, w, mine)
		if err := w.Desk.End(ctx, nil); err != nil {
			t.Fatal(err)
		}
		why("signed out")
		stolen := signIn(t, w, "staff")
		refresh(t, w, stolen)
		w.Clock.Advance(time.Minute)
		if _, err := w.Desk.Refresh(w.Context(), stolen.RefreshToken); !refused(err, fault.CodeUnauthenticated, "session.reused") {
			t.Error(err)
		}
		why("reused")
		mine = signIn(t, w, "staff")
		signIn(t, w, "staff")
		if _, err := w.Desk.ChangePassword(enter(t, w, mine), apptest.Password, "another password"); err != nil {
			t.Fatal(err)
		}
		why("password changed")
	})
}

func TestSwitch(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		slug := "third"
		third, err := tenants.RegisterFor(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "Third", Slug: &slug},
			Admin:   tenants.AdminInput{Name: "Same person", Email: apptest.Email("staff", "a"), Password: apptest.Password},
		}, account(w, "staff"))
		if err != nil {
			t.Fatal(err)
		}
		aaa := "aaa"
		old, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password, TenantSlug: &aaa})
		if err != nil {
			t.Fatal(err)
		}
		ctx := enter(t, w, old)
		for name, slug := range map[string]string{"another's": "bbb", "unknown": "zzz", "none": ""} {
			if _, err := w.Desk.Switch(ctx, slug); !refused(err, fault.CodeNotFound, "not_found") || fault.From(err).Field != "tenantSlug" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.Desk.Switch(w.Context(), slug); fault.CodeOf(err) != fault.CodeUnauthenticated {
			t.Errorf("nobody: %v", err)
		}
		if ended(t, w, old) {
			t.Fatal("a refusal ended the session")
		}
		fresh, err := w.Desk.Switch(ctx, " THIRD")
		if err != nil {
			t.Fatal(err)
		}
		if v := viewer.From(enter(t, w, fresh)); v.Tenant != third.Tenant.ID || v.Member != third.Member.ID {
			t.Errorf("%+v", v)
		}
		if !ended(t, w, old) || ended(t, w, fresh) {
			t.Error("not the old one alone ended")
		}
		// A database that is away is no company that is unknown.
		broken := errors.New("away")
		w.Client.CompanySlug.Intercept(ent.InterceptFunc(func(next ent.Querier) ent.Querier {
			return ent.QuerierFunc(func(ctx context.Context, q ent.Query) (ent.Value, error) { return nil, broken })
		}))
		if _, err := w.Client.CompanySlug.Query().Where(companyslug.Slug("aaa")).Only(ctx); !errors.Is(err, broken) {
			t.Fatal(err)
		}
		if _, err := w.Desk.Switch(enter(t, w, fresh), "aaa"); !errors.Is(err, broken) || fault.CodeOf(err) != fault.CodeInternal {
			t.Errorf("without a database: %v", err)
		}
	})
}

func TestChangePassword(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		w.Client.User.Update().Where(user.Email(apptest.Email("staff", "a"))).SetMustChangePassword(true).ExecX(w.Context())
		mine, other, stranger := signIn(t, w, "staff"), signIn(t, w, "staff"), signIn(t, w, "auditor")
		ctx := enter(t, w, mine)
		must := func(want bool) {
			t.Helper()
			if is := viewer.From(enter(t, w, mine)).MustChangePassword; is != want {
				t.Errorf("must change: %t", is)
			}
		}
		must(true)
		for name, test := range map[string]struct{ current, next, field, key string }{
			"wrong":     {"wrong password", "another password", "currentPassword", "password.wrong"},
			"short":     {apptest.Password, "short", "newPassword", "password.too_short"},
			"unchanged": {apptest.Password, apptest.Password, "newPassword", "password.unchanged"},
		} {
			_, err := w.Desk.ChangePassword(ctx, test.current, test.next)
			if !refused(err, fault.CodeBadUserInput, test.key) || fault.From(err).Field != test.field {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.Desk.ChangePassword(w.Context(), apptest.Password, "another password"); fault.CodeOf(err) != fault.CodeUnauthenticated {
			t.Errorf("nobody: %v", err)
		}
		must(true)
		if ended(t, w, other) {
			t.Error("a refusal ended a session")
		}
		other = refresh(t, w, other)
		if n, err := w.Desk.ChangePassword(ctx, apptest.Password, "another password"); n != 1 || err != nil {
			t.Errorf("%d ended, %v", n, err)
		}
		must(false)
		if ended(t, w, mine) || !ended(t, w, other) || ended(t, w, stranger) {
			t.Error("not the person's other sessions alone ended")
		}
		if e := lastEvents(t, w.A, 2); e[0].Type != "member.password_changed" || e[0].ActorID != w.A.Members["staff"].ID || e[0].Kind != flow.EventAdmin || e[1].Type != "session.ended" {
			t.Errorf("%+v", e)
		}
		for pass, code := range map[string]fault.Code{apptest.Password: fault.CodeUnauthenticated, "another password": ""} {
			_, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: pass})
			if fault.CodeOf(err) != code {
				t.Errorf("%s: %v", pass, err)
			}
		}
	})
}
