package sessions_test

import (
	"context"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/sessions"
	"heed/authz"
	"heed/rules/viewer"
)

// again is a second process on the world's PostgreSQL.
func again(t *testing.T, w *apptest.World, url string) *sessions.Process {
	t.Helper()
	p, err := sessions.Start(t.Context(), sessions.ProcessOptions{DB: w.Again(t), URL: url, Keys: w.Keys, Hasher: w.Desk.Hasher, Now: w.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	return p
}

// Two processes on one database: what one changes, the other forgets and tells,
// and neither has to be asked.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	w := apptest.NewPostgresWorld(t)
	other := again(t, w, w.URL())
	c := claims(t, w, signIn(t, w, "staff"))
	known, err := other.Who.Authenticate(w.Context(), c)
	if err != nil || authz.Can(known, authz.AuditRead) != viewer.None {
		t.Fatal("staff audit", err)
	}
	sub, err := other.Feed.Listen(w.A.System(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer sub.Close()
	giveRole(t, w, authz.Auditor)
	item := heard(t, sub)
	if item.Event.Type != "member.roles_updated" {
		t.Errorf("heard %s", item.Event.Type)
	}
	// The configuration is forgotten before listeners are told of the event.
	known, err = other.Who.Authenticate(w.Context(), c)
	if err != nil || authz.Can(known, authz.AuditRead) != viewer.All {
		t.Errorf("the old role: %v", err)
	}
	// And back: what the other does, this one hears.
	back, err := w.Feed.Listen(w.A.System(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	ctx, err := other.Who.Authenticate(w.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Desk.End(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if item := heard(t, back); item.Event.Type != "session.ended" {
		t.Errorf("heard %s", item.Event.Type)
	}
	if _, err := w.Who.Authenticate(w.Context(), c); err == nil {
		t.Error("the session goes on")
	}
}

// heard is the next event.
func heard(t *testing.T, sub *journal.Subscription) *journal.Item {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), patience)
	defer stop()
	for {
		item, changed, err := sub.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if item != nil {
			return item
		}
		select {
		case <-changed:
		case <-ctx.Done():
			t.Fatal("nothing was heard")
		}
	}
}
