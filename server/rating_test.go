package server_test

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/satisfactionrating"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/server"
	"heed/server/servertest"
)

// shown is a page as a browser gets it; it follows no redirects.
type shown struct {
	status int
	header http.Header
	body   string
}

func browse(t *testing.T, method, url string, form url.Values, headers map[string]string) shown {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return shown{resp.StatusCode, resp.Header, string(body)}
}

var void = regexp.MustCompile(`<(meta|input|link|br)([^>]*)>`)

// wellFormed tells whether every element is closed where it should be, and every
// attribute quoted.
func wellFormed(html string) error {
	html = strings.TrimPrefix(html, "<!doctype html>")
	html = void.ReplaceAllString(html, "<$1$2/>")
	for _, bare := range []string{" required", " checked", " novalidate"} {
		html = strings.ReplaceAll(html, bare, bare+`=""`)
	}
	d := xml.NewDecoder(strings.NewReader(html))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// sound checks what every page has, whatever it says.
func (p shown) sound(t *testing.T, name, lang string) {
	t.Helper()
	if err := wellFormed(p.body); err != nil {
		t.Errorf("%s: %v in %s", name, err, p.body)
	}
	for header, want := range map[string]string{
		"Content-Type": "text/html; charset=utf-8", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
		"X-Frame-Options": "DENY", "X-Robots-Tag": "noindex", "Set-Cookie": "",
	} {
		if got := p.header.Get(header); got != want {
			t.Errorf("%s: %s is %q", name, header, got)
		}
	}
	if csp := p.header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "form-action 'self'") {
		t.Errorf("%s: the policy is %q", name, csp)
	}
	for _, want := range []string{`<html lang="` + lang + `">`, `<meta name="viewport"`, `<h1>`, `hreflang="en"`} {
		if !strings.Contains(p.body, want) {
			t.Errorf("%s: no %s in %s", name, want, p.body)
		}
	}
	if strings.Contains(p.body, "<script") {
		t.Errorf("%s has a script", name)
	}
}

// rated is a requirement that waits for its customer's word, and its link.
func rated(t *testing.T, s *servertest.Server, c *apptest.Company) (id typeid.ID, path string) {
	t.Helper()
	st := s.Stage(c, "management")
	id = st.ID(t, "requirement.feedback")
	return id, linkTo(t, s, c, id)
}

func linkTo(t *testing.T, s *servertest.Server, c *apptest.Company, id typeid.ID) string {
	t.Helper()
	a := s.Do(t, s.TokenOf(t, c, "management"), `mutation($in: RequirementRatingLinkInput!) { requirementRatingLink(input: $in) { url expiresAt requirement { id } cursor } }`,
		vars{"in": vars{"id": id}})
	path, ok := strings.CutPrefix(a.Text(t, "requirementRatingLink.url"), servertest.PublicURL)
	if !ok || !strings.HasPrefix(path, "/r/") || len(path) != len("/r/")+43 {
		t.Fatalf("the link is %s", a.Body)
	}
	return path
}

// A customer rates: they see what it is about, choose, are thanked, may change it
// until it is closed, in their language; the member sees it.
func TestRatingPage(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		id, path := rated(t, s, w.A)
		const attack = `<script>alert("1")</script>&'"`
		s.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.Requirement.UpdateOneID(id).SetTitle(attack).Exec(ctx)
		})
		at := s.Root + path
		for lang, want := range map[string][]string{
			"zh-Hans": {"请为我们的服务评分", "非常满意", "提交"}, "zh-Hant": {"請為我們的服務評分", "非常滿意", "提交"}, "en": {"How did we do?", "Very satisfied", "Send"},
		} {
			for name, p := range map[string]shown{
				"by the browser": browse(t, http.MethodGet, at, nil, map[string]string{"Accept-Language": lang}),
				"by choice":      browse(t, http.MethodGet, at+"?lang="+lang, nil, map[string]string{"Accept-Language": "fr"}),
			} {
				p.sound(t, lang+" "+name, lang)
				for _, text := range append(want, "Company a", "REQ-2026-", "<fieldset", "<legend>", `for="comment"`, "&lt;script&gt;") {
					if p.status != http.StatusOK || !strings.Contains(p.body, text) {
						t.Errorf("%s %s: %d, no %s in %s", lang, name, p.status, text, p.body)
					}
				}
			}
		}

		// What is wrong is said at the field, in the page's language, and what was written stays.
		before := s.Count(t)
		p := browse(t, http.MethodPost, at+"?lang=en", url.Values{"comment": {attack}}, nil)
		p.sound(t, "no score", "en")
		for _, text := range []string{"Choose a rating from 1 to 5.", `role="alert"`, `aria-describedby="score-error"`, `aria-invalid="true"`, "Please check", "&lt;script&gt;alert(&#34;1&#34;)"} {
			if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, text) {
				t.Errorf("no score: %d, no %s in %s", p.status, text, p.body)
			}
		}
		p = browse(t, http.MethodPost, at+"?lang=zh-Hans", url.Values{"score": {"4"}, "comment": {strings.Repeat("字", 2001)}}, nil)
		p.sound(t, "a long comment", "zh-Hans")
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, `id="comment-error"`) || !strings.Contains(p.body, `value="4" required checked`) {
			t.Errorf("a long comment: %d: %s", p.status, p.body)
		}
		for _, score := range []string{"0", "6", "-1", "5.0", "five", "99999999999999999999"} {
			if p := browse(t, http.MethodPost, at, url.Values{"score": {score}}, nil); p.status != http.StatusUnprocessableEntity {
				t.Errorf("score %s: %d", score, p.status)
			}
		}
		if after := s.Count(t); !maps.Equal(before, after) {
			t.Errorf("rows were %v, are %v", before, after)
		}

		// It is kept, thanked for, and shown to the member.
		p = browse(t, http.MethodPost, at+"?lang=en", url.Values{"score": {"2"}, "comment": {attack}}, nil)
		thanks := p.header.Get("Location")
		if p.status != http.StatusSeeOther || thanks != path+"/thanks?lang=en" {
			t.Fatalf("%d to %q: %s", p.status, thanks, p.body)
		}
		for range 2 { // reloading sends nothing again
			p = browse(t, http.MethodGet, s.Root+thanks, nil, nil)
			p.sound(t, "thanks", "en")
			if p.status != http.StatusOK || !strings.Contains(p.body, "2 · Dissatisfied") || !strings.Contains(p.body, "Change the rating") {
				t.Errorf("thanks: %d: %s", p.status, p.body)
			}
		}
		token := s.Token(t, "management")
		const rating = `query($id: ID!) { node(id: $id) { ... on Requirement { version rating { score comment at byCustomer } } } }`
		a := s.Do(t, token, rating, vars{"id": id})
		if a.Get(t, "node.rating.score") != 2.0 || a.Text(t, "node.rating.comment") != attack || a.Get(t, "node.rating.byCustomer") != true {
			t.Errorf("shown: %s", a.Body)
		}
		p = browse(t, http.MethodGet, at+"?lang=en", nil, nil)
		if !strings.Contains(p.body, `value="2" required checked`) || !strings.Contains(p.body, "You can change it") || strings.Contains(p.body, "<script") {
			t.Errorf("again: %s", p.body)
		}
		if p = browse(t, http.MethodPost, at, url.Values{"score": {"5"}}, nil); p.status != http.StatusSeeOther {
			t.Errorf("changed: %d: %s", p.status, p.body)
		}
		a = s.Do(t, token, rating, vars{"id": id})
		if a.Get(t, "node.rating.score") != 5.0 || a.Get(t, "node.rating.comment") != nil {
			t.Errorf("changed: %s", a.Body)
		}
		if n := s.Do(t, token, rating, vars{"id": id}).Statements(t); n != "1" { // once it is known who asks
			t.Errorf("it takes %s statements", n)
		}

		// Closed with it, it is shown and no longer changed.
		closed := s.Do(t, token, `mutation($in: RequirementCloseInput!) { requirementClose(input: $in) { requirement { state outcome { rating } } } }`,
			vars{"in": vars{"id": id, "expectedVersion": a.Get(t, "node.version")}})
		if closed.Get(t, "requirementClose.requirement.outcome.rating") != 5.0 {
			t.Errorf("closed: %s", closed.Body)
		}
		for _, p := range []shown{browse(t, http.MethodGet, at+"?lang=en", nil, nil), browse(t, http.MethodPost, at+"?lang=en", url.Values{"score": {"1"}}, nil)} {
			p.sound(t, "closed", "en")
			if p.status != http.StatusOK || !strings.Contains(p.body, "can no longer be rated") || !strings.Contains(p.body, "5 · Very satisfied") || strings.Contains(p.body, "<form") {
				t.Errorf("closed: %d: %s", p.status, p.body)
			}
		}
		if got := s.Client.SatisfactionRating.Query().Where(satisfactionrating.SubjectID(id)).OnlyX(w.A.System()); got.Score != 5 {
			t.Errorf("it is %v now", got)
		}
	})
}

// Links that are unknown, over, replaced, or of a company that does not work, are
// one: not found, and nothing is told of anybody.
func TestRatingLinksThatDoNotWork(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		id, old := rated(t, s, w.A)
		path := linkTo(t, s, w.A, id)
		var first string
		lost := func(name, path string) {
			t.Helper()
			before := s.Count(t)
			for _, method := range []string{http.MethodGet, http.MethodPost} {
				var form url.Values
				if method == http.MethodPost {
					form = url.Values{"score": {"1"}}
				}
				p := browse(t, method, s.Root+path+"?lang=en", form, nil)
				p.sound(t, name, "en")
				if p.status != http.StatusNotFound || strings.Contains(p.body, "Company") || strings.Contains(p.body, "REQ-") {
					t.Errorf("%s %s: %d: %s", method, name, p.status, p.body)
				}
				if first == "" {
					first = p.body
				}
				if p.body != first {
					t.Errorf("%s %s: another page: %s", method, name, p.body)
				}
			}
			if after := s.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s: rows were %v, are %v", name, before, after)
			}
		}
		if p := browse(t, http.MethodGet, s.Root+path, nil, nil); p.status != http.StatusOK {
			t.Fatalf("%d: %s", p.status, p.body)
		}
		if p := browse(t, http.MethodGet, s.Root+path+"/thanks", nil, nil); p.status != http.StatusSeeOther || p.header.Get("Location") != path {
			t.Errorf("thanked for nothing: %d to %q", p.status, p.header.Get("Location"))
		}
		lost("replaced", old)
		lost("unknown", "/r/"+strings.Repeat("A", 43))
		lost("short", "/r/x")
		lost("long", "/r/"+strings.Repeat("A", 5000))
		lost("not a token", "/r/"+url.PathEscape("../../x' OR 1=1 --"))
		for _, state := range []flow.TenantState{flow.TenantSuspended, flow.TenantClosed} {
			set := func(to flow.TenantState) {
				w.Client.Tenant.UpdateOneID(w.A.ID).SetState(to).ExecX(w.A.System())
				w.Who.Changed(w.A.ID)
			}
			set(state)
			lost(string(state), path)
			set(flow.TenantActive)
		}
		s.Clock.Advance(90 * 24 * time.Hour)
		lost("over", path)
		path = linkTo(t, s, w.A, id)
		st := s.Stage(w.A, "management")
		a := s.Do(t, s.Token(t, "management"), `mutation($in: RequirementReopenInput!) { requirementReopen(input: $in) { requirement { state rating { score } } } }`,
			vars{"in": vars{"id": id, "expectedVersion": st.Version(t, id), "reason": "It fails again"}})
		if a.Text(t, "requirementReopen.requirement.state") != "PROCESSING" {
			t.Fatalf("%s", a.Body)
		}
		lost("taken up again", path)
	})
}

// What is sent is limited, by its size, at a link and from an address.
func TestRatingLimits(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.TrustProxy = true })
	_, path := rated(t, s, w.A)
	send := func(address string, form url.Values) shown {
		t.Helper()
		return browse(t, http.MethodPost, s.Root+path+"?lang=en", form, map[string]string{"X-Forwarded-For": address})
	}
	if p := send("192.0.2.9", url.Values{"score": {"5"}, "comment": {strings.Repeat("x", 70<<10)}}); p.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a large body: %d: %s", p.status, p.body)
	}
	longest := url.Values{"score": {"5"}, "comment": {strings.Repeat("😀", 2000)}}
	if p := send("192.0.2.9", longest); p.status != http.StatusSeeOther {
		t.Errorf("the longest comment: %d: %s", p.status, p.body)
	}
	limited := func(address func(i int) string, most int) {
		t.Helper()
		for i := range most + 1 {
			p := send(address(i), url.Values{"score": {fmt.Sprint(i%5 + 1)}})
			switch {
			case i < most && p.status == http.StatusSeeOther:
			case p.status == http.StatusTooManyRequests && p.header.Get("Retry-After") != "":
				p.sound(t, "limited", "en")
				return
			default:
				t.Fatalf("%d: %d: %s", i, p.status, p.body)
			}
		}
		t.Errorf("%d are not limited", most)
	}
	limited(func(i int) string { return fmt.Sprintf("198.51.100.%d", i) }, 20)
	s.Clock.Advance(2 * time.Hour)
	refused := 0
	for range 70 {
		if p := browse(t, http.MethodPost, s.Root+"/r/"+strings.Repeat("B", 43), url.Values{"score": {"1"}}, map[string]string{"X-Forwarded-For": "203.0.113.7"}); p.status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused != 10 {
		t.Errorf("%d of 70 from one address are refused", refused)
	}
}
