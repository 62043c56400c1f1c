package sessions_test

import (
	"fmt"
	"testing"

	"heed/app/apptest"
	"heed/app/password"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/rules/fault"
)

// An address that has an account is no place to guess its password.
func TestSignUpGuesses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		in := func(i int, pass string) tenants.RegisterInput {
			return tenants.RegisterInput{
				Company: tenants.CompanyInput{Name: fmt.Sprint("New ", i)},
				Admin:   tenants.AdminInput{Name: "N", Email: apptest.Email("admin", "a"), Password: pass},
			}
		}
		ctx := from(w, "192.0.2.1")
		for i := range 10 {
			if _, _, err := w.Desk.SignUp(ctx, in(i, "guess number "+fmt.Sprint(i))); !refused(err, fault.CodeConflict, "email.wrong_password") {
				t.Fatalf("guess %d: %v", i, err)
			}
		}
		if _, _, err := w.Desk.SignUp(ctx, in(11, apptest.Password)); !refused(err, fault.CodeRateLimited, "rate_limited") {
			t.Errorf("the right one after too many: %v", err)
		}
		if _, err := w.Desk.Create(ctx, sessions.CreateInput{Email: apptest.Email("admin", "a"), Password: apptest.Password}); !refused(err, fault.CodeRateLimited, "rate_limited") {
			t.Errorf("signing in after too many: %v", err)
		}
		if n := w.Client.CompanySlug.Query().CountX(w.Context()); n != 2 {
			t.Errorf("%d companies", n)
		}
	})
}

// A password that was hashed at another cost is stored anew when it is proven.
func TestRehash(t *testing.T) {
	w := apptest.NewWorld(t)
	u := w.A.Members["staff"].UserID
	before := w.Client.User.GetX(w.Context(), u).PasswordHash
	w.Desk.Hasher = password.NewHasher(password.Cost{Memory: 128, Time: 1, Threads: 1}, 1)
	signIn(t, w, "staff")
	after := w.Client.User.GetX(w.Context(), u).PasswordHash
	if before == after || w.Desk.Hasher.NeedsRehash(after) {
		t.Errorf("before %s, after %s", before, after)
	}
	signIn(t, w, "staff")
	if again := w.Client.User.GetX(w.Context(), u).PasswordHash; again != after {
		t.Error("stored again without need")
	}
}
