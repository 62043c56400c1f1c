package sessions_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/sessions"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/intercept"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/typeid"
)

// probe is a ring of another replica, whose reads are counted and may fail.
type probe struct {
	*sessions.Ring
	reads atomic.Int64
	down  atomic.Bool
}

func newProbe(w *apptest.World, db *database.DB) *probe {
	p := &probe{}
	db.Client.SigningKey.Intercept(intercept.Func(func(_ context.Context, q intercept.Query) error {
		if q.Type() != ent.TypeSigningKey {
			return nil
		}
		p.reads.Add(1)
		if p.down.Load() {
			return errors.New("the database is away")
		}
		return nil
	}))
	p.Ring = sessions.NewRing(journal.New(db.Client), w.Keys, "heed", "heed")
	return p
}

func somebody(now time.Time) sessions.Claims {
	return sessions.Claims{User: typeid.New("usr", now), Tenant: typeid.New("ten", now), Session: typeid.New("ses", now)}
}

func mint(t *testing.T, w *apptest.World, r *sessions.Ring) string {
	t.Helper()
	k, err := r.Signing(w.Context(), w.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	token, err := k.Mint(w.Clock.Now(), somebody(w.Clock.Now()))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func verify(w *apptest.World, r *sessions.Ring, token string) error {
	_, err := r.Verify(w.Context(), w.Clock.Now(), token)
	return err
}

func TestRing(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		here, there := w.Desk.Ring, newProbe(w, open())
		keys := func() int { return w.Client.SigningKey.Query().CountX(w.Context()) }
		if n := keys(); n != 0 {
			t.Fatalf("%d keys before the first use", n)
		}
		token := mint(t, w, here)
		if n := keys(); n != 1 {
			t.Errorf("%d keys", n)
		}
		agree := func() {
			t.Helper()
			a, err := here.Signing(w.Context(), w.Clock.Now())
			if err != nil {
				t.Fatal(err)
			}
			b, err := there.Signing(w.Context(), w.Clock.Now())
			if err != nil {
				t.Fatal(err)
			}
			if string(a.JWKS()) != string(b.JWKS()) {
				t.Errorf("the replicas hold %s and %s", a.JWKS(), b.JWKS())
			}
			for _, token := range []string{mint(t, w, here), mint(t, w, there.Ring)} {
				if err := errors.Join(verify(w, here, token), verify(w, there.Ring, token)); err != nil {
					t.Error(err)
				}
			}
		}
		agree()
		if err := verify(w, there.Ring, token); err != nil {
			t.Error(err)
		}
		// It is kept for a minute, and what is remembered with it longer.
		k, _ := here.Signing(w.Context(), w.Clock.Now())
		w.Clock.Advance(2 * time.Minute)
		if again, err := here.Signing(w.Context(), w.Clock.Now()); again != k || err != nil {
			t.Errorf("another keyring of the same keys, %v", err)
		}

		// The next key is there a day before it signs.
		w.Clock.Set(apptest.Start.Add(29 * day))
		old := mint(t, w, here)
		if n := keys(); n != 1 {
			t.Errorf("%d keys a day ahead", n)
		}
		w.Clock.Advance(time.Minute)
		next := mint(t, w, here)
		if n := keys(); n != 2 {
			t.Errorf("%d keys less than a day ahead", n)
		}
		if kid(old) != kid(token) || kid(next) != kid(token) {
			t.Error("the next key signs already")
		}
		agree()
		// The old one signs to the end of its time; its tokens live out theirs.
		w.Clock.Set(apptest.Start.Add(30*day - time.Second))
		last := mint(t, w, there.Ring)
		if kid(last) != kid(token) {
			t.Error("the old key does not sign any more")
		}
		w.Clock.Advance(59 * time.Second) // the replica has not read the keys since
		late := mint(t, w, there.Ring)
		if kid(late) != kid(token) {
			t.Error("the keys were read before a minute was over")
		}
		w.Clock.Advance(2 * time.Second)
		agree()
		if kid(mint(t, w, here)) == kid(token) || kid(mint(t, w, there.Ring)) == kid(token) {
			t.Error("the old key signs beyond its time")
		}
		w.Clock.Set(apptest.Start.Add(30*day + 58*time.Second + 15*time.Minute - time.Second))
		for _, r := range []*sessions.Ring{here, there.Ring} {
			if err := verify(w, r, late); err != nil {
				t.Errorf("a second before it expires: %v", err)
			}
			if err := verify(w, r, last); !refused(err, fault.CodeUnauthenticated, "token.expired") {
				t.Errorf("expired: %v", err)
			}
		}
		w.Clock.Advance(time.Hour)
		if k, err := here.Signing(w.Context(), w.Clock.Now()); err != nil || strings.Contains(string(k.JWKS()), kid(token)) || strings.Count(string(k.JWKS()), `"kid"`) != 1 {
			t.Errorf("the old key is still there: %s, %v", k.JWKS(), err)
		}
		// After a long rest there is a new key at once.
		w.Clock.Advance(365 * day)
		agree()
	})
}

// kid is the key's id in a token's header, as the token has it.
func kid(token string) string {
	head, _, _ := strings.Cut(token, ".")
	return sessions.HeaderKey(head)
}

// Replicas that begin at once may make a key each: all verify all, and soon
// the same one signs.
func TestRingsBeginTogether(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		rings := []*sessions.Ring{w.Desk.Ring}
		for range 2 {
			rings = append(rings, newProbe(w, open()).Ring)
		}
		tokens := make([]string, len(rings))
		var group sync.WaitGroup
		for i, r := range rings {
			group.Go(func() { tokens[i] = mint(t, w, r) })
		}
		group.Wait()
		w.Clock.Advance(time.Second) // an unknown key is looked for once a second
		for i, r := range rings {
			for k, token := range tokens {
				if err := verify(w, r, token); err != nil {
					t.Errorf("%d verifies %d: %v", i, k, err)
				}
			}
		}
		w.Clock.Advance(time.Minute)
		for _, r := range rings {
			if kid(mint(t, w, r)) != kid(mint(t, w, rings[0])) {
				t.Error("different keys sign")
			}
		}
	})
}

// Tokens of unknown keys make the keys be read again, at most once a second.
func TestUnknownKey(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		there := newProbe(w, open())
		good := mint(t, w, there.Ring)
		stranger, err := sessions.NewSigningKey()
		if err != nil {
			t.Fatal(err)
		}
		strange, err := sessions.NewKeyring("heed", "heed", stranger)
		if err != nil {
			t.Fatal(err)
		}
		forged, err := strange.Mint(w.Clock.Now(), somebody(w.Clock.Now()))
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			wait time.Duration
			most int64
		}{{0, 0}, {999 * time.Millisecond, 0}, {time.Millisecond, 1}, {500 * time.Millisecond, 0}, {500 * time.Millisecond, 1}} {
			w.Clock.Advance(step.wait)
			there.reads.Store(0)
			var group sync.WaitGroup
			for range 8 {
				group.Go(func() {
					if err := verify(w, there.Ring, forged); !refused(err, fault.CodeUnauthenticated, "unauthenticated") {
						t.Error(err)
					}
					if err := verify(w, there.Ring, good); err != nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
			if n := there.reads.Load(); n != step.most {
				t.Errorf("after %v: read %d times, want %d", step.wait, n, step.most)
			}
		}
		// Without the database, the keys that are known go on working.
		there.down.Store(true)
		w.Clock.Advance(time.Minute)
		there.reads.Store(0)
		for range 5 {
			if err := verify(w, there.Ring, good); err != nil {
				t.Error(err)
			}
		}
		if n := there.reads.Load(); n != 1 {
			t.Errorf("read %d times from a database that is away", n)
		}
		mint(t, w, there.Ring)
		fresh := newProbe(w, open())
		fresh.down.Store(true)
		if _, err := fresh.Signing(w.Context(), w.Clock.Now()); err == nil {
			t.Error("a keyring without keys")
		}
	})
}

// Whoever has another data key says so, and adds no key that nobody else can open.
func TestWrongDataKey(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		first := kid(mint(t, w, w.Desk.Ring))
		strange, err := vault.ParseKeys("other:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=")
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []time.Duration{0, 29*day + time.Hour} { // also when the next key is due
			w.Clock.Set(apptest.Start.Add(at))
			wrong := sessions.NewRing(w.Journal, strange, "heed", "heed")
			_, err := wrong.Signing(w.Context(), w.Clock.Now())
			if err == nil || !strings.Contains(err.Error(), "cannot be opened with the data key") || !strings.Contains(err.Error(), first) {
				t.Errorf("after %v: %v", at, err)
			}
			if n := w.Client.SigningKey.Query().CountX(w.Context()); n != 1 {
				t.Errorf("after %v: %d keys", at, n)
			}
		}
	})
}
