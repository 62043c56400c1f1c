package accountpage_test

import (
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/rules/flow"
	"heed/server"
	"heed/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

const chosen = "green kettle, slow river"

// answer is a page.
type answer struct {
	status int
	header http.Header
	body   string
}

func (a answer) has(t *testing.T, status int, words ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("status %d, not %d: %s", a.status, status, a.body)
	}
	for _, w := range words {
		if !strings.Contains(a.body, w) {
			t.Errorf("the page lacks %q: %s", w, a.body)
		}
	}
}

// open opens a page, or sends its form when there is one, and looks at what every
// page must have.
func open(t *testing.T, s *servertest.Server, path string, form url.Values) answer {
	t.Helper()
	method, body := http.MethodGet, ""
	if form != nil {
		method, body = http.MethodPost, form.Encode()
	}
	r, err := http.NewRequestWithContext(t.Context(), method, s.Root+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Language", "en")
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{resp.StatusCode, resp.Header, string(page)}
	for name, want := range map[string]string{
		"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
		"X-Robots-Tag": "noindex", "Set-Cookie": "",
	} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s %s: %s is %q", method, path, name, got)
		}
	}
	if csp := a.header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "form-action 'self'") {
		t.Errorf("%s", csp)
	}
	if strings.Contains(a.body, "<script") {
		t.Errorf("a script: %s", a.body)
	}
	return a
}

func TestInvite(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.NewWith(t, w, func(o *server.Options) { o.AppURL = "https://app.company.example" })
		path := "/invite/" + s.Stage(w.A, "head.service").Value(t, "secret.invitation")
		before := w.Count(t)
		for range 2 { // looking changes nothing
			open(t, s, path, nil).has(t, http.StatusOK, "Company a", "@new.example", `autocomplete="new-password"`, `minlength="10"`)
		}
		open(t, s, path+"?lang=zh-Hant", nil).has(t, http.StatusOK, `<html lang="zh-Hant">`, "邀請您加入")
		for name, test := range map[string]struct {
			form url.Values
			says string
		}{
			"too short": {url.Values{"displayName": {"Zhou"}, "password": {"short"}}, "at least 10"},
			"common":    {url.Values{"displayName": {"Zhou"}, "password": {"Password-2026"}}, "too common"},
			"no name":   {url.Values{"displayName": {" "}, "password": {chosen}}, `id="displayName"`},
		} {
			a := open(t, s, path, test.form)
			a.has(t, http.StatusUnprocessableEntity, test.says, `role="alert"`, `aria-invalid="true"`)
			if strings.Contains(a.body, chosen) || strings.Contains(a.body, "Password-2026") {
				t.Errorf("%s: the page repeats a password", name)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
		open(t, s, path, url.Values{"displayName": {`<b>Zhou</b> "Min"`}, "password": {chosen}}).
			has(t, http.StatusOK, "You have joined", `href="https://app.company.example"`)
		events := w.A.Events(t)
		if last := events[len(events)-1]; last.Type != "member.joined" {
			t.Errorf("%s: the page begins no session that nobody holds", last.Type)
		}
		open(t, s, path, url.Values{"displayName": {"Zhou"}, "password": {chosen}}).has(t, http.StatusNotFound, "no longer valid")
		open(t, s, path, nil).has(t, http.StatusNotFound, "no longer valid")
		open(t, s, "/invite/wrong", nil).has(t, http.StatusNotFound, "no longer valid")
	})
}

// What people typed comes back as text, never as a page.
func TestInviteEscapes(t *testing.T) {
	s := servertest.New(t, apptest.NewWorld(t))
	path := "/invite/" + s.Stage(s.A, "head.service").Value(t, "secret.invitation")
	a := open(t, s, path, url.Values{"displayName": {`"><script>x</script>`}, "password": {"short"}})
	a.has(t, http.StatusUnprocessableEntity, "&lt;script&gt;")
}

func TestReset(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		secret := s.Stage(w.A, "head.service").Value(t, "secret.reset")
		path, before := "/reset/"+secret, w.Count(t)
		open(t, s, path, nil).has(t, http.StatusOK, "Set a new password", `name="newPassword"`)
		open(t, s, path, url.Values{"newPassword": {"qwertyuiop"}}).has(t, http.StatusUnprocessableEntity, "too common", `aria-invalid="true"`)
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
		open(t, s, path, url.Values{"newPassword": {chosen}}).has(t, http.StatusOK, "Sign in with the new password")
		open(t, s, path, url.Values{"newPassword": {chosen}}).has(t, http.StatusNotFound, "no longer valid")
		formless(t, open(t, s, path, nil))
		formless(t, open(t, s, "/reset/wrong", nil))
	})
}

func TestForgotten(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	open(t, s, "/reset", nil).has(t, http.StatusOK, `type="email"`)
	known := open(t, s, "/reset", url.Values{"email": {apptest.Email("staff", "a")}})
	unknown := open(t, s, "/reset", url.Values{"email": {"nobody@new.example"}})
	known.has(t, http.StatusOK, "a letter is on its way")
	if known.body != unknown.body {
		t.Error("the page tells who has an account")
	}
	for range 4 {
		open(t, s, "/reset", url.Values{"email": {"nobody@new.example"}}).has(t, http.StatusOK)
	}
	a := open(t, s, "/reset", url.Values{"email": {"nobody@new.example"}})
	a.has(t, http.StatusTooManyRequests)
	if a.header.Get("Retry-After") == "" {
		t.Error("nobody is told when to come again")
	}
}

// A link that is only opened verifies nothing: programs open links too.
func TestVerify(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		path := "/verify/" + s.Stage(w.A, "head.service").Value(t, "secret.verification")
		before := w.Count(t)
		open(t, s, path, nil).has(t, http.StatusOK, "Confirm")
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
		open(t, s, path, url.Values{}).has(t, http.StatusOK, "verified")
		open(t, s, path, url.Values{}).has(t, http.StatusNotFound, "no longer valid")
		formless(t, open(t, s, path, nil))
		formless(t, open(t, s, "/verify/wrong", nil))
	})
}

// formless fails the test unless the page says that the link does not hold, and
// asks for nothing.
func formless(t *testing.T, a answer) {
	t.Helper()
	a.has(t, http.StatusNotFound, "no longer valid")
	if strings.Contains(a.body, "<form") || strings.Contains(a.body, "<button") {
		t.Errorf("there is something to send: %s", a.body)
	}
}

// Who has verified the address by one link is told so by another, which nothing is
// asked of.
func TestVerifyAgain(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "head.service")
		path := "/verify/" + st.Value(t, "secret.verification")
		open(t, s, path, nil).has(t, http.StatusOK, "<form")
		w.Client.User.Update().SetEmailVerifiedAt(w.Clock.Now()).ExecX(w.Context())
		before := w.Count(t)
		a := open(t, s, path, nil)
		a.has(t, http.StatusOK, "was verified before")
		if after := w.Count(t); strings.Contains(a.body, "<form") || !maps.Equal(before, after) {
			t.Errorf("%s; rows were %v, are %v", a.body, before, after)
		}
	})
}

// Who has an account is asked for its password, and may have forgotten it.
func TestInviteWithAccount(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	path := "/invite/" + s.Stage(w.A, "head.service").Value(t, "secret.invitation")
	asked, err := w.Desk.Invitation(w.Context(), strings.TrimPrefix(path, "/invite/"))
	if err != nil {
		t.Fatal(err)
	}
	hash, err := w.Desk.Hasher.Hash(t.Context(), apptest.Password)
	if err != nil {
		t.Fatal(err)
	}
	m := w.Client.Member.Query().AllX(w.A.System())
	for _, one := range m {
		if one.Email == asked.Email {
			w.Client.User.UpdateOneID(one.UserID).SetPasswordHash(hash).ExecX(w.Context())
		}
	}
	open(t, s, path, nil).has(t, http.StatusOK, `autocomplete="current-password"`, `href="/reset?lang=en"`)
	open(t, s, path, url.Values{"displayName": {"Zhou"}, "password": {chosen}}).has(t, http.StatusUnprocessableEntity, "already has an account")
	open(t, s, path, url.Values{"displayName": {"Zhou"}, "password": {apptest.Password}}).has(t, http.StatusOK, "You have joined")
	if _, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: asked.Email, Password: apptest.Password}); err != nil {
		t.Error(err)
	}
}

func TestLargeForm(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	path := "/invite/" + s.Stage(w.A, "head.service").Value(t, "secret.invitation")
	open(t, s, path, url.Values{"password": {strings.Repeat("x", 20<<10)}}).has(t, http.StatusUnprocessableEntity)
	for _, m := range w.Client.Member.Query().AllX(w.A.System()) {
		if strings.HasPrefix(m.Email, "invited") && m.State != flow.MemberInvited {
			t.Errorf("%+v", m)
		}
	}
}
