package server_test

import (
	"net/http"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/graph"
	"heed/server"
	"heed/server/servertest"
)

func contains(text, part string) bool { return strings.Contains(text, part) }

// asked is the head of the answer to a request.
func asked(t *testing.T, method, url string, head map[string]string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range head {
		r.Header.Set(name, value)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	return resp
}

// Pages of the named origins may call the API, those of others may not, and
// nobody's cookies are ever asked for.
func TestCORS(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) {
		o.CORS = []string{"https://app.example.com", "http://localhost:5173"}
	})
	plain := servertest.New(t, w)
	for _, c := range []struct {
		server          *servertest.Server
		origin, allowed string
	}{
		{s, "https://app.example.com", "https://app.example.com"},
		{s, "http://localhost:5173", "http://localhost:5173"},
		{s, "https://App.Example.com", "https://App.Example.com"},
		{s, "http://app.example.com", ""},
		{s, "https://app.example.com:8443", ""},
		{s, "https://app.example.com.evil.example", ""},
		{s, "null", ""},
		{plain, "https://app.example.com", ""},
	} {
		pre := asked(t, http.MethodOptions, c.server.URL, map[string]string{
			"Origin": c.origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type",
		})
		if got := pre.Header.Get("Access-Control-Allow-Origin"); got != c.allowed || (pre.StatusCode == http.StatusNoContent) != (c.allowed != "") {
			t.Errorf("before a call from %s: %d %v", c.origin, pre.StatusCode, pre.Header)
		}
		allowed := strings.ToLower(pre.Header.Get("Access-Control-Allow-Headers"))
		for _, name := range []string{"authorization", "content-type", "idempotency-key", "x-request-id"} {
			if c.allowed != "" && !contains(allowed, name) {
				t.Errorf("%s may not be sent: %s", name, allowed)
			}
		}
		a := c.server.DoWith(t, "{ __typename }", nil, map[string]string{"Origin": c.origin})
		if got := a.Header.Get("Access-Control-Allow-Origin"); got != c.allowed {
			t.Errorf("a call from %s: %v", c.origin, a.Header)
		}
		exposed := a.Header.Get("Access-Control-Expose-Headers")
		if c.allowed != "" && (!contains(exposed, "Retry-After") || !contains(exposed, "X-Request-Id")) {
			t.Errorf("hidden from %s: %s", c.origin, exposed)
		}
		if vary := strings.Join(a.Header.Values("Vary"), ","); contains(vary, "Origin") != (c.server == s) {
			t.Errorf("Vary: %s", vary)
		}
		if a.Header.Get("Access-Control-Allow-Credentials") != "" || pre.Header.Get("Access-Control-Allow-Credentials") != "" {
			t.Error("credentials are asked for")
		}
	}
	// A refusal can be read, too.
	a := s.DoWith(t, "", nil, map[string]string{"Origin": "https://app.example.com"})
	if a.Status != http.StatusBadRequest || a.Header.Get("Access-Control-Allow-Origin") == "" {
		t.Errorf("%d %v", a.Status, a.Header)
	}
}

func TestOrigins(t *testing.T) {
	got, err := server.Origins([]string{"https://App.example.com", " http://localhost:5173/"})
	if err != nil || strings.Join(got, " ") != "https://app.example.com http://localhost:5173" {
		t.Errorf("%v %v", got, err)
	}
	for _, bad := range []string{"*", "", "app.example.com", "https://", "https://app.example.com/path", "https://app.example.com?x", "ftp://a", "https://user@app.example.com/x"} {
		if got, err := server.Origins([]string{bad}); err == nil {
			t.Errorf("%q is %v", bad, got)
		}
	}
}

// Every answer has what keeps browsers from being used against their owners.
func TestSecurityHeaders(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	behind := servertest.NewWith(t, w, func(o *server.Options) { o.HSTS = true })
	for _, path := range []string{"/", "/graphql", "/graphiql", "/graphiql/plain", "/graphiql/nothing", "/healthz", "/readyz", "/metrics", "/.well-known/jwks.json", "/nothing"} {
		h := asked(t, http.MethodGet, s.Root+path, nil).Header
		policy := h.Get("Content-Security-Policy")
		if !contains(policy, "default-src 'none'") || !contains(policy, "frame-ancestors 'none'") || h.Get("X-Content-Type-Options") != "nosniff" ||
			h.Get("X-Frame-Options") != "DENY" || h.Get("Referrer-Policy") != "no-referrer" || h.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: %v", path, h)
		}
		if h := asked(t, http.MethodGet, behind.Root+path, nil).Header; h.Get("Strict-Transport-Security") != "max-age=31536000" {
			t.Errorf("%s behind TLS: %v", path, h)
		}
	}
}

// The schema is told to who may have it, whatever way around they ask.
func TestIntrospection(t *testing.T) {
	w := apptest.NewWorld(t)
	for setting, want := range map[graph.Introspection]struct{ nobody, member string }{
		"": {"", ""}, graph.IntrospectionOn: {"", ""}, graph.IntrospectionMembers: {"UNAUTHENTICATED", ""}, graph.IntrospectionOff: {"FORBIDDEN", "FORBIDDEN"},
	} {
		s := servertest.NewWith(t, w, func(o *server.Options) { o.Introspection = setting })
		token := s.Token(t, "staff")
		for _, document := range []string{
			`{ __schema { queryType { name } } }`, `{ __type(name: "Query") { name } }`, `{ a: __schema { queryType { name } } }`,
			`{ ...A } fragment A on Query { ... { __schema { queryType { name } } } }`, `query { ... on Query { __typename ...__schema } } fragment __schema on Query { __type(name: "ID") { name } }`,
			`query A { __schema { queryType { name } } }`,
		} {
			if a := s.Do(t, "", document, nil); a.Code() != want.nobody || (want.nobody != "" && a.Data != nil) {
				t.Errorf("%q, nobody: %s: %s", setting, document, a.Body)
			}
			if a := s.Do(t, token, document, nil); a.Code() != want.member || (want.member != "" && a.Data != nil) {
				t.Errorf("%q, a member: %s: %s", setting, document, a.Body)
			}
		}
		if a := s.Do(t, token, `{ __typename viewer { __typename } }`, nil); a.Code() != "" {
			t.Errorf("%q: names of types: %s", setting, a.Body)
		}
	}
}

// Names that may be meant are told where that is set.
func TestSuggestions(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	helpful := servertest.NewWith(t, w, func(o *server.Options) { o.Suggestions = true })
	for document, meant := range map[string]string{
		`{ viewr { mustChangePassword } }`:                             "viewer",
		`{ customers(frist: 1) { totalCount } }`:                       "first",
		`{ ...A } fragment A on Custommer { id }`:                      "Customer",
		`{ requirements(filter: {states: [RECEIVD]}) { totalCount } }`: "RECEIVED",
		`{ requirements(filter: {statess: []}) { totalCount } }`:       "states",
	} {
		if a := s.Do(t, "", document, nil); a.Code() != "VALIDATION_FAILED" || contains(string(a.Body), "ean") || contains(string(a.Body), `"`+meant) {
			t.Errorf("%s: %s", document, a.Body)
		}
		a := helpful.Do(t, "", document, nil)
		detail, _ := a.Errors[0].Extensions["detail"].(string)
		if a.Code() != "VALIDATION_FAILED" || !contains(detail, "Did you mean") || !contains(detail, meant) {
			t.Errorf("%s: no help: %s", document, a.Body)
		}
	}
}
