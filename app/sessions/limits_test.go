package sessions_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/rules/fault"
)

// guesser tries to sign in from addresses.
type guesser struct {
	*testing.T
	w *apptest.World
}

func (g guesser) try(address, email, password string) error {
	_, err := g.w.Desk.Create(from(g.w, address), sessions.CreateInput{Email: email, Password: password})
	return err
}

func (g guesser) fails(address, email string) {
	g.Helper()
	if err := g.try(address, email, "wrong password"); !refused(err, fault.CodeUnauthenticated, "session.wrong_credentials") {
		g.Fatalf("%s from %s: %v", email, address, err)
	}
}

// limited tells that not even the right password is answered.
func (g guesser) limited(address, email string) {
	g.Helper()
	err := g.try(address, email, apptest.Password)
	after, _ := fault.From(err).Extra["retryAfter"].(int)
	if !refused(err, fault.CodeRateLimited, "rate_limited") || after < 1 || after > 901 {
		g.Errorf("%s from %s: %v, again after %d s", email, address, err, after)
	}
}

func (g guesser) works(address, email string) {
	g.Helper()
	if err := g.try(address, email, apptest.Password); err != nil {
		g.Errorf("%s from %s: %v", email, address, err)
	}
}

// Ten wrong guesses at an account, known or not, end the guessing from there,
// and keep nobody out who comes from elsewhere.
func TestLimitsOfAPlace(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		g := guesser{t, w}
		staff, nobody, auditor := apptest.Email("staff", "a"), "nobody@nowhere.example", apptest.Email("auditor", "a")
		for range 9 {
			g.fails("192.0.2.1", staff)
			g.fails("192.0.2.1", nobody)
		}
		g.works("192.0.2.1", staff)
		g.fails("192.0.2.1", staff)
		g.fails("192.0.2.1", nobody)
		g.limited("192.0.2.1", staff)
		g.limited("192.0.2.1", " STAFF@a.example")
		g.limited("192.0.2.1", nobody)
		g.works("192.0.2.1", auditor)
		g.works("192.0.2.2", staff)

		w.Clock.Advance(15*time.Minute - time.Microsecond)
		g.limited("192.0.2.1", staff)
		w.Clock.Advance(time.Microsecond)
		for range 9 {
			g.fails("192.0.2.1", staff)
		}
		g.works("192.0.2.1", staff) // counted anew
	})
}

// Guesses at an account from everywhere, and at everybody from one address, end too.
func TestLimitsFurther(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		g := guesser{t, w}
		staff, auditor := apptest.Email("staff", "a"), apptest.Email("auditor", "a")
		for i := range 100 {
			g.fails(fmt.Sprintf("192.0.2.%d", i), staff)
		}
		g.limited("198.51.100.1", staff)
		// Of IPv6 the network counts.
		for i := range 100 {
			g.fails(fmt.Sprintf("2001:db8::%x", i), fmt.Sprintf("n%d@nowhere.example", i))
		}
		g.limited("2001:db8::ffff:1", auditor)
		g.works("2001:db8:0:1::1", auditor)
		g.works("", auditor)
	})
}

// Attempts count as well as failures: each costs a hash.
func TestLimitsOfAttempts(t *testing.T) {
	w := apptest.NewWorld(t)
	g := guesser{t, w}
	for range 300 {
		g.works("192.0.2.1", apptest.Email("staff", "a"))
	}
	g.limited("192.0.2.1", apptest.Email("staff", "a"))
	g.limited("192.0.2.1", apptest.Email("auditor", "a"))
	g.works("192.0.2.2", apptest.Email("staff", "a"))
}

// Who is signed in changes the password whatever others guess at the sign-in,
// and guesses no more than ten times themselves.
func TestLimitsOfPasswordChange(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		g := guesser{t, w}
		staff := enter(t, w, signIn(t, w, "staff"))
		for i := range 100 {
			g.fails(fmt.Sprintf("192.0.2.%d", i), apptest.Email("staff", "a"))
		}
		for range 9 {
			if _, err := w.Desk.ChangePassword(staff, "wrong password", "another password"); !refused(err, fault.CodeBadUserInput, "password.wrong") {
				t.Fatal(err)
			}
		}
		if _, err := w.Desk.ChangePassword(staff, apptest.Password, "another password"); err != nil {
			t.Errorf("the right one: %v", err)
		}
		if _, err := w.Desk.ChangePassword(staff, "wrong password", apptest.Password); !refused(err, fault.CodeBadUserInput, "password.wrong") {
			t.Error(err)
		}
		before := account(w, "staff").PasswordHash
		if _, err := w.Desk.ChangePassword(staff, "another password", apptest.Password); !refused(err, fault.CodeRateLimited, "rate_limited") {
			t.Errorf("after ten failures: %v", err)
		}
		if account(w, "staff").PasswordHash != before {
			t.Error("changed all the same")
		}
	})
}

// together runs the work as often at once and counts the codes of its errors.
func together(times int, work func(i int) error) map[fault.Code]int {
	var (
		group sync.WaitGroup
		mu    sync.Mutex
		codes = map[fault.Code]int{}
	)
	for i := range times {
		group.Go(func() {
			code := fault.CodeOf(work(i))
			mu.Lock()
			defer mu.Unlock()
			codes[code]++
		})
	}
	group.Wait()
	return codes
}

// Guesses that come all at once are answered no more often than one by one, but
// for the one that is looked at beside the tenth.
func TestLimitsTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		email := apptest.Email("staff", "a")
		codes := together(30, func(int) error { return guesser{t, w}.try("192.0.2.1", email, "wrong password") })
		if answered := codes[fault.CodeUnauthenticated]; answered < 10 || answered > 11 || answered+codes[fault.CodeRateLimited] != 30 {
			t.Errorf("%v", codes)
		}
		guesser{t, w}.limited("192.0.2.1", email)
	})
}

// So are those that come by the sign-up of a company.
func TestSignUpTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		var right atomic.Int64
		codes := together(30, func(i int) error {
			_, _, err := w.Desk.SignUp(from(w, "192.0.2.1"), tenants.RegisterInput{
				Company: tenants.CompanyInput{Name: fmt.Sprint("New ", i)},
				Admin:   tenants.AdminInput{Name: "N", Email: apptest.Email("admin", "a"), Password: fmt.Sprint("guess number ", i)},
			})
			if err == nil {
				right.Add(1)
			}
			return err
		})
		if answered := codes[fault.CodeConflict]; answered < 10 || answered > 11 || answered+codes[fault.CodeRateLimited] != 30 {
			t.Errorf("%v", codes)
		}
		if n := w.Client.CompanySlug.Query().CountX(w.Context()); n != 2 || right.Load() != 0 {
			t.Errorf("%d companies", n)
		}
	})
}

// Sixty companies an hour and address, also when they come together.
func TestLimitSignUps(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		signUp := func(address string, i int) error {
			_, _, err := w.Desk.SignUp(from(w, address), tenants.RegisterInput{
				Company: tenants.CompanyInput{Name: "x"}, Admin: tenants.AdminInput{Name: fmt.Sprint(i), Email: "no address"},
			})
			return err
		}
		codes := together(70, func(i int) error { return signUp("192.0.2.1", i) })
		if codes[fault.CodeBadUserInput] != 60 || codes[fault.CodeRateLimited] != 10 {
			t.Errorf("%v", codes)
		}
		if err := signUp("::ffff:192.0.2.1", 0); !refused(err, fault.CodeRateLimited, "rate_limited") {
			t.Errorf("one too many: %v", err)
		}
		if err := signUp("192.0.2.2", 0); fault.CodeOf(err) != fault.CodeBadUserInput {
			t.Errorf("another address: %v", err)
		}
		w.Clock.Advance(time.Hour)
		if err := signUp("192.0.2.1", 0); fault.CodeOf(err) != fault.CodeBadUserInput {
			t.Errorf("an hour later: %v", err)
		}
	})
}
