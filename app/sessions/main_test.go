package sessions_test

import (
	"context"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/viewer"
)

func TestMain(m *testing.M) { apptest.Main(m) }

// both runs the test in a world of each database, with what opens the
// database as another replica would.
func both(t *testing.T, test func(t *testing.T, w *apptest.World, open func() *database.DB)) {
	t.Helper()
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		test(t, w, func() *database.DB { return w.Again(t) })
	})
}

// from is a context of nobody at an address.
func from(w *apptest.World, address string) context.Context {
	return viewer.WithAddress(w.Context(), address)
}

// account is the account of a member of company A.
func account(w *apptest.World, name string) *ent.User {
	return w.Client.User.GetX(w.Context(), w.A.Members[name].UserID)
}

// signIn signs a member of company A in.
func signIn(t *testing.T, w *apptest.World, name string) sessions.Tokens {
	t.Helper()
	tokens, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: apptest.Email(name, "a"), Password: apptest.Password})
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

func claims(t *testing.T, w *apptest.World, tokens sessions.Tokens) sessions.Claims {
	t.Helper()
	c, err := w.Desk.Ring.Verify(w.Context(), w.Clock.Now(), tokens.AccessToken)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// enter is an authenticated request with the tokens.
func enter(t *testing.T, w *apptest.World, tokens sessions.Tokens) context.Context {
	t.Helper()
	ctx, err := w.Who.Authenticate(w.Context(), claims(t, w, tokens))
	if err != nil {
		t.Fatal(err)
	}
	return ctx
}

// refused tells whether the error is the fault of the code and sentence.
func refused(err error, code fault.Code, key string) bool {
	f := fault.From(err)
	return err != nil && f.Code == code && f.Key == key
}

// ended tells whether the session of the claims is over everywhere.
func ended(t *testing.T, w *apptest.World, tokens sessions.Tokens) bool {
	t.Helper()
	_, entering := w.Who.Authenticate(w.Context(), claims(t, w, tokens))
	_, refreshing := w.Desk.Refresh(w.Context(), tokens.RefreshToken)
	a, b := refused(entering, fault.CodeUnauthenticated, "session.ended"), refused(refreshing, fault.CodeUnauthenticated, "session.ended")
	if a != b {
		t.Errorf("half ended: %v; %v", entering, refreshing)
	}
	return a
}

// events are the types of the company's newest events about a session or its member.
func lastEvents(t *testing.T, c *apptest.Company, n int) []*ent.Event {
	t.Helper()
	all := c.Events(t)
	return all[len(all)-n:]
}

// patience is how long a test waits for what must come.
const patience = 30 * time.Second
