package sessions_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/ent/user"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const day = 24 * time.Hour

func refresh(t *testing.T, w *apptest.World, tokens sessions.Tokens) sessions.Tokens {
	t.Helper()
	next, err := w.Desk.Refresh(w.Context(), tokens.RefreshToken)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestRefresh(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		first := signIn(t, w, "staff")
		w.Clock.Advance(time.Hour)
		second := refresh(t, w, first)
		if second.RefreshToken == first.RefreshToken || second.AccessToken == first.AccessToken {
			t.Error("nothing has changed")
		}
		if !second.ExpiresAt.Equal(w.Clock.Now().Add(15 * time.Minute)) {
			t.Errorf("expires %v", second.ExpiresAt)
		}
		if v := viewer.From(enter(t, w, second)); v.Member != w.A.Members["staff"].ID {
			t.Errorf("%+v", v)
		}
		// The answer was lost: the same again, until the grace is over.
		for _, wait := range []time.Duration{0, 5 * time.Second, 5 * time.Second} {
			w.Clock.Advance(wait)
			if again := refresh(t, w, first); again.RefreshToken != second.RefreshToken {
				t.Errorf("another successor after %v", wait)
			}
		}
		// The successor works within the grace, and then the first is two old.
		third := refresh(t, w, second)
		if ended(t, w, third) {
			t.Fatal("ended")
		}
	})
}

func TestReuse(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		for name, old := range map[string]func(first, second, third sessions.Tokens) sessions.Tokens{
			"one old": func(_, second, _ sessions.Tokens) sessions.Tokens {
				w.Clock.Advance(10*time.Second + time.Microsecond)
				return second
			},
			"two old": func(first, _, _ sessions.Tokens) sessions.Tokens { return first },
		} {
			bystander := signIn(t, w, "staff")
			first := signIn(t, w, "staff")
			second := refresh(t, w, first)
			third := refresh(t, w, second)
			enter(t, w, third)
			stolen := old(first, second, third)
			if _, err := w.Desk.Refresh(w.Context(), stolen.RefreshToken); !refused(err, fault.CodeUnauthenticated, "session.reused") {
				t.Errorf("%s: %v", name, err)
			}
			if !ended(t, w, third) || !ended(t, w, first) {
				t.Errorf("%s: the session goes on", name)
			}
			if ended(t, w, bystander) {
				t.Errorf("%s: another session of the person ended", name)
			}
			e := w.A.Events(t)
			s := w.Client.Session.GetX(w.Context(), claims(t, w, third).Session)
			if last := e[len(e)-1]; last.Type != "session.ended" || last.SubjectID != s.ID || s.EndReason != "reused" {
				t.Errorf("%s: %+v, %+v", name, last, s)
			}
		}
	})
}

func TestRefreshTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		tokens := signIn(t, w, "staff")
		for range 3 {
			var (
				group sync.WaitGroup
				mu    sync.Mutex
				next  = map[string]sessions.Tokens{}
			)
			for range 12 {
				group.Go(func() {
					got, err := w.Desk.Refresh(w.Context(), tokens.RefreshToken)
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					defer mu.Unlock()
					next[got.RefreshToken] = got
				})
			}
			group.Wait()
			if len(next) != 1 {
				t.Fatalf("%d successors", len(next))
			}
			for _, tokens = range next {
				enter(t, w, tokens)
			}
		}
	})
}

func TestForgedRefreshTokens(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		tokens := signIn(t, w, "staff")
		tokens = refresh(t, w, tokens)
		w.Clock.Advance(time.Minute)
		c := claims(t, w, tokens)
		strange, err := vault.ParseKeys("test:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=")
		if err != nil {
			t.Fatal(err)
		}
		real := tokens.RefreshToken
		at := strings.LastIndexByte(real, '.')
		for name, token := range map[string]string{
			"empty": "", "prefix": "hr_", "dots": "hr_..", "access token": tokens.AccessToken,
			"of another key":      sessions.RefreshToken(strange, c.Session, 1),
			"older, of another":   sessions.RefreshToken(strange, c.Session, 0),
			"another generation":  strings.Replace(real, ".1.", ".0.", 1),
			"generation in other": strings.Replace(real, ".1.", ".01.", 1),
			"another session":     strings.Replace(real, string(c.Session), string(typeid.New("ses", w.Clock.Now())), 1),
			"session of nobody":   sessions.RefreshToken(w.Keys, typeid.New("ses", w.Clock.Now()), 0),
			"a user":              sessions.RefreshToken(w.Keys, c.User, 0),
			"no code":             real[:at+1],
			"code of nothing":     real[:at+1] + "AAAA",
			"cut off":             real[:len(real)-1],
			"longer":              real + "A",
			"other prefix":        "hx_" + real[3:],
			"blank":               " " + real,
			"line end":            real + "\n",
			"huge":                real + strings.Repeat("A", 1<<20),
			"negative generation": strings.Replace(real, ".1.", ".-1.", 1),
		} {
			if _, err := w.Desk.Refresh(w.Context(), token); !refused(err, fault.CodeUnauthenticated, "unauthenticated") {
				t.Errorf("refreshing, %s: %v", name, err)
			}
			if err := w.Desk.End(w.Context(), &token); !refused(err, fault.CodeUnauthenticated, "unauthenticated") {
				t.Errorf("ending, %s: %v", name, err)
			}
		}
		if ended(t, w, tokens) {
			t.Error("a forged token ended the session")
		}
	})
}

func TestLife(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		idle := signIn(t, w, "staff")
		busy := signIn(t, w, "staff")
		w.Clock.Advance(30*day - time.Microsecond)
		busy = refresh(t, w, busy)
		almost := refresh(t, w, idle)
		w.Clock.Advance(30 * day)
		if _, err := w.Desk.Refresh(w.Context(), almost.RefreshToken); !refused(err, fault.CodeUnauthenticated, "session.ended") {
			t.Errorf("30 days idle: %v", err)
		}
		if _, err := w.Desk.Refresh(w.Context(), busy.RefreshToken); !refused(err, fault.CodeUnauthenticated, "session.ended") {
			t.Errorf("30 days idle: %v", err)
		}

		busy = signIn(t, w, "staff")
		for range 3 {
			w.Clock.Advance(29 * day)
			busy = refresh(t, w, busy)
		}
		w.Clock.Advance(3*day - time.Minute)
		busy = refresh(t, w, busy)
		enter(t, w, busy)
		w.Clock.Advance(time.Minute)
		if !ended(t, w, busy) {
			t.Error("90 days are over, the session is not")
		}
	})
}

// Who has left, whose account is disabled or whose company is closed gets no
// further tokens, and nothing for those there are.
func TestNoLongerWorking(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		gone := func(tokens sessions.Tokens) (entering, refreshing error) {
			_, entering = w.Who.Authenticate(w.Context(), claims(t, w, tokens))
			_, refreshing = w.Desk.Refresh(w.Context(), tokens.RefreshToken)
			return entering, refreshing
		}
		staff := signIn(t, w, "staff")
		rotated := refresh(t, w, staff)
		leave(t, w, "staff")
		ended := func(when string, tokens sessions.Tokens) {
			t.Helper()
			a, b := gone(tokens)
			if !refused(a, fault.CodeUnauthenticated, "session.ended") || !refused(b, fault.CodeUnauthenticated, "session.ended") {
				t.Errorf("%s: %v; %v", when, a, b)
			}
		}
		ended("left", rotated)
		ended("left, within the grace", staff)
		state(t, w, "staff", flow.MemberActive)
		ended("came back, with a session from before", rotated)
		if a, b := gone(signIn(t, w, "staff")); a != nil || b != nil {
			t.Errorf("came back and signed in: %v; %v", a, b)
		}

		auditor := signIn(t, w, "auditor")
		w.Client.User.Update().Where(user.Email(apptest.Email("auditor", "a"))).SetDisabled(true).ExecX(w.Context())
		w.Who.Changed(w.A.ID)
		if a, b := gone(auditor); !refused(a, fault.CodeUnauthenticated, "member.left") || !refused(b, fault.CodeUnauthenticated, "member.left") {
			t.Errorf("disabled: %v; %v", a, b)
		}

		admin := signIn(t, w, "admin")
		company(t, w, w.A, flow.TenantSuspended)
		if a, b := gone(admin); a != nil || b != nil {
			t.Errorf("suspended: %v; %v", a, b)
		}
		admin = signIn(t, w, "admin")
		if v := viewer.From(enter(t, w, admin)); v.TenantState != string(flow.TenantSuspended) {
			t.Errorf("state %s", v.TenantState)
		}
		company(t, w, w.A, flow.TenantClosed)
		if a, b := gone(admin); !refused(a, fault.CodeUnauthenticated, "company.closed") || !refused(b, fault.CodeFailedPrecondition, "company.closed") {
			t.Errorf("closed: %v; %v", a, b)
		}
	})
}

// The grace is for an answer that was lost: a phone that changes its network
// loses answers, so it is the same from anywhere.
func TestGraceFromAnywhere(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		first := signIn(t, w, "staff")
		next, err := w.Desk.Refresh(from(w, "192.0.2.1"), first.RefreshToken)
		if err != nil {
			t.Fatal(err)
		}
		again, err := w.Desk.Refresh(from(w, "198.51.100.7"), first.RefreshToken)
		if err != nil || again.RefreshToken != next.RefreshToken {
			t.Errorf("from another network: another successor, %v", err)
		}
		if ended(t, w, first) {
			t.Error("the session ended")
		}
	})
}
