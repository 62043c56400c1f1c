package sessions_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"heed/app/apptest"
	"heed/app/password"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/intercept"
	"heed/ent/session"
	"heed/ent/usercompany"
	"heed/rules/fault"
	"heed/rules/viewer"
)

func placeOf(w *apptest.World, name string) *ent.UserCompany {
	return w.Client.UserCompany.Query().Where(usercompany.MemberID(w.A.Members[name].ID)).OnlyX(w.Context())
}

func living(w *apptest.World, name string) []*ent.Session {
	return w.Client.Session.Query().Where(session.MemberID(w.A.Members[name].ID), session.EndedAtIsNil()).AllX(w.Context())
}

// What a session begins with must hold when it begins, not a moment before.
func TestBeginHolds(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		old := sessions.Proof{Hash: account(w, "staff").PasswordHash}
		mine, other := signIn(t, w, "staff"), signIn(t, w, "staff")
		from := old
		from.From = claims(t, w, other).Session
		if _, err := w.Desk.ChangePassword(enter(t, w, mine), apptest.Password, "another password"); err != nil {
			t.Fatal(err)
		}
		fresh := sessions.Proof{Hash: account(w, "staff").PasswordHash}
		fromEnded := sessions.Proof{Hash: fresh.Hash, From: from.From}
		place, gone := placeOf(w, "staff"), placeOf(w, "auditor")
		leave(t, w, "auditor")
		begin := func(what, key string, place *ent.UserCompany, p sessions.Proof) {
			t.Helper()
			before, events := w.Client.Session.Query().CountX(w.Context()), len(w.A.Events(t))
			tokens, err := w.Desk.Begin(w.Context(), place, p)
			if key == "" && err == nil {
				return
			}
			if !refused(err, fault.CodeUnauthenticated, key) || tokens != (sessions.Tokens{}) {
				t.Errorf("%s: %v", what, err)
			}
			if w.Client.Session.Query().CountX(w.Context()) != before || len(w.A.Events(t)) != events {
				t.Errorf("%s: began all the same", what)
			}
		}
		begin("the old password", "session.wrong_credentials", place, old)
		begin("the old password, by switching", "session.wrong_credentials", place, from)
		begin("from a session that has ended", "session.ended", place, fromEnded)
		begin("nothing", "session.wrong_credentials", place, sessions.Proof{})
		begin("who has left", "member.left", gone, sessions.Proof{Hash: account(w, "auditor").PasswordHash})
		begin("the new password", "", place, fresh)
	})
}

// Whoever signs in with the old password while it is changed is signed out.
func TestPasswordRace(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		mine := signIn(t, w, "staff")
		ctx := enter(t, w, mine)
		var changed atomic.Int64
		together(12, func(i int) error {
			if i == 6 {
				_, err := w.Desk.ChangePassword(ctx, apptest.Password, "another password")
				if err != nil {
					t.Error(err)
				}
				changed.Add(1)
				return err
			}
			_, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: apptest.Email("staff", "a"), Password: apptest.Password})
			return err
		})
		if live := living(w, "staff"); len(live) != 1 || live[0].ID != claims(t, w, mine).Session {
			t.Errorf("%d sessions live on", len(live))
		}
	})
}

// A change that comes while another is under way does not undo it.
func TestChangePasswordTwice(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := enter(t, w, signIn(t, w, "staff"))
		codes := together(2, func(i int) error {
			_, err := w.Desk.ChangePassword(ctx, apptest.Password, []string{"first password", "second password"}[i])
			return err
		})
		if codes[""] != 1 || codes[fault.CodeBadUserInput] != 1 {
			t.Errorf("%v", codes)
		}
	})
}

// Storing a password at another cost does not bring an old one back.
func TestRehashHolds(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		proven := account(w, "staff")
		if _, err := w.Desk.ChangePassword(enter(t, w, signIn(t, w, "staff")), apptest.Password, "another password"); err != nil {
			t.Fatal(err)
		}
		changed := account(w, "staff").PasswordHash
		w.Desk.Hasher = password.NewHasher(password.Cost{Memory: 128, Time: 1, Threads: 1}, 1)
		if _, err := w.Desk.Rehash(w.Context(), proven, apptest.Password); !refused(err, fault.CodeUnauthenticated, "session.wrong_credentials") {
			t.Errorf("the old password: %v", err)
		}
		if account(w, "staff").PasswordHash != changed {
			t.Error("the old password is back")
		}
		// Two at once store the same password, and both go on.
		proven = account(w, "staff")
		for range 2 {
			stale := *proven
			u, err := w.Desk.Rehash(w.Context(), &stale, "another password")
			if err != nil || u.PasswordHash != account(w, "staff").PasswordHash {
				t.Errorf("%v", err)
			}
		}
	})
}

// What fails after the commit says that the change is done.
func TestCommitted(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		var down atomic.Bool
		away := errors.New("the database is away")
		fail := intercept.Func(func(context.Context, intercept.Query) error {
			if down.Load() {
				return away
			}
			return nil
		})
		committed := func(what string, err error) {
			t.Helper()
			if !errors.Is(err, away) || fault.From(err).Extra["committed"] != true || fault.CodeOf(err) != fault.CodeInternal {
				t.Errorf("%s: %v", what, err)
			}
		}
		// The first look at the membership is the sign-up's own last step.
		w.Client.UserCompany.Intercept(fail)
		down.Store(true)
		_, tokens, err := w.Desk.SignUp(w.Context(), tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "Third", Slug: new("third")},
			Admin:   tenants.AdminInput{Name: "N", Email: "n@third.example", Password: apptest.Password},
		})
		committed("sign-up", err)
		if n := w.Client.CompanySlug.Query().CountX(w.Context()); n != 3 || tokens != (sessions.Tokens{}) {
			t.Errorf("%d companies", n)
		}
		down.Store(false)
		// Switching looks at the old session twice: before the new one begins, and to end it.
		if _, err := tenants.RegisterFor(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "Fourth", Slug: new("fourth")},
			Admin:   tenants.AdminInput{Name: "Same person", Email: apptest.Email("staff", "a"), Password: apptest.Password},
		}, account(w, "staff")); err != nil {
			t.Fatal(err)
		}
		ctx := enter(t, w, signInTo(t, w, "staff", "aaa"))
		var looks atomic.Int64
		w.Client.Session.Intercept(intercept.Func(func(context.Context, intercept.Query) error {
			if looks.Add(1) == 2 {
				return away
			}
			return nil
		}))
		_, err = w.Desk.Switch(ctx, "fourth")
		committed("switch", err)
		if s := w.Client.Session.GetX(w.Context(), viewer.From(ctx).Session); s.EndedAt != nil {
			t.Error("ended all the same")
		}
	})
}

func signInTo(t *testing.T, w *apptest.World, name, slug string) sessions.Tokens {
	t.Helper()
	tokens, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: apptest.Email(name, "a"), Password: apptest.Password, TenantSlug: &slug})
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}
