package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestServe(t *testing.T) {
	both(t, func(t *testing.T, p *place) {
		if p.url != "" {
			p.heed(t, "serve").refused(t, "the database is older than this program", "20261122000001_first.sql", "heed migrate up")
		}
		p.migrate(t)
		s := p.serve(t, p.url)
		if code := status(t, s.root+"/healthz"); code != http.StatusOK {
			t.Errorf("healthz: %d", code)
		}
		if r := s.end(t); r.code != 0 {
			t.Errorf("exit code %d: %s", r.code, r.errs)
		}
	})
}

// A login that could undo what keeps companies apart serves with a warning; a
// role that they do not bind does not serve.
func TestLogins(t *testing.T) {
	t.Parallel()
	p := onPostgres(t)
	p.heedAt(t.Context(), p.owner, "serve").refused(t, "the database is older than this program")
	const warning = "for trying and measuring only"
	if r := p.serve(t, p.owner, "--migrate").end(t); r.code != 0 || strings.Contains(r.errs, warning) {
		t.Errorf("the owner, who migrates: %s", r.errs)
	}
	_, bypass := p.login(t, p.url, "BYPASSRLS IN ROLE heed_app")
	for name, url := range map[string]string{"owns the table": p.owner, "BYPASSRLS": bypass} {
		if r := p.serve(t, url).end(t); r.code != 0 || !strings.Contains(r.errs, warning) || !strings.Contains(r.errs, name) {
			t.Errorf("%s: %d %s", name, r.code, r.errs)
		}
	}
	for _, command := range [][]string{{"serve"}, {"demo"}, {"audit", "verify"}} {
		p.heedAt(t.Context(), bypass, append(command, "--database-role", "")...).refused(t, "BYPASSRLS")
	}
	if r := p.serve(t, p.url).end(t); r.code != 0 || strings.Contains(r.errs, warning) {
		t.Errorf("the login of a server: %s", r.errs)
	}
}

// One login that owns the database and may make roles is enough to try
// PostgreSQL.
func TestOneLogin(t *testing.T) {
	t.Parallel()
	p := onPostgres(t)
	name, at := p.login(t, p.url, "CREATEROLE")
	p.exec(t, "ALTER DATABASE "+p.name+" OWNER TO "+name+"; ALTER SCHEMA public OWNER TO "+name)
	s := p.serve(t, at, "--migrate", "--demo", "--demo-password", "demo-password-1")
	s.ask(t, `mutation { sessionCreate(input: {email: "staff@demo.example", password: "demo-password-1"}) { session { accessToken } } }`, "")
	r := s.end(t).well(t)
	r.says(t, "Demo company demo.", "management@demo.example")
	r.made(t)
}

// Two servers on one database: what one is told, the other knows.
func TestTwoServers(t *testing.T) {
	t.Parallel()
	p := onPostgres(t)
	p.migrate(t)
	one, other := p.serve(t, p.url), p.serve(t, p.url)
	made := one.ask(t, `mutation { companyRegister(input: {company: {name: "远见家居", slug: "yuanjian"},
		admin: {name: "陈立", email: "chen@yuanjian.example", password: "correct horse battery"}}) { session { accessToken } } }`, "")
	token := fmt.Sprint(made["companyRegister"].(map[string]any)["session"].(map[string]any)["accessToken"]) //nolint:errcheck // the shape is the document's
	one.ask(t, `mutation { customerCreate(input: {name: "晨光酒店"}) { cursor } }`, token)
	seen := other.ask(t, `{ customers { edges { node { name } } } }`, token)
	if text := fmt.Sprint(seen); text != "map[customers:map[edges:[map[node:map[name:晨光酒店]]]]]" {
		t.Error(text)
	}
	for _, s := range []*serving{one, other} {
		s.end(t).well(t)
	}
	p.heed(t, "audit", "verify").well(t).says(t, "yuanjian: ", "the chain holds")
}

// ask runs a document and gives its data; errors fail the test.
func (s *serving) ask(t *testing.T, document, token string) map[string]any {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.root+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var got struct {
		Data   map[string]any
		Errors []any
	}
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil || len(got.Errors) > 0 {
		t.Fatal(err, got.Errors)
	}
	return got.Data
}

// Limits that make no sense are refused before anything is served, and those
// that do are kept.
func TestLimits(t *testing.T) {
	t.Parallel()
	p := &place{dir: t.TempDir()}
	for _, bad := range [][]string{
		{"--max-depth", "0"},
		{"--max-cost", "-1"},
		{"--drain-wait", "-1s"},
		{"--company-running", "0"},
		{"--socket-message", "0"},
		{"--introspection", "sometimes"},
		{"--cors-origin", "*"},
		{"--cors-origin", "app.example.com"},
	} {
		p.heed(t, append([]string{"serve"}, bad...)...).refused(t, strings.TrimPrefix(bad[0], "--"))
	}
	s := p.serve(t, "", "--max-depth", "2", "--max-aliases", "1", "--introspection", "off", "--cors-origin", "https://a.example,https://b.example", "--hsts")
	for document, code := range map[string]string{
		`{ viewer { mustChangePassword } }`: "UNAUTHENTICATED",
		`{ viewer { member { id } } }`:      "COST_EXCEEDED",
		`{ a: __typename b: __typename }`:   "COST_EXCEEDED",
		`{ __schema { description } }`:      "FORBIDDEN",
		`{ __typename }`:                    "",
	} {
		body, err := json.Marshal(map[string]string{"query": document})
		if err != nil {
			t.Fatal(err)
		}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.root+"/graphql", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", "https://b.example")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Errors []struct{ Extensions struct{ Code string } }
		}
		err = json.NewDecoder(resp.Body).Decode(&got)
		_ = resp.Body.Close()
		if err != nil || code == "" && len(got.Errors) > 0 || code != "" && (len(got.Errors) == 0 || got.Errors[0].Extensions.Code != code) {
			t.Errorf("%s: %v %+v", document, err, got)
		}
		if resp.Header.Get("Access-Control-Allow-Origin") != "https://b.example" || resp.Header.Get("Strict-Transport-Security") == "" {
			t.Errorf("%v", resp.Header)
		}
	}
	s.end(t).well(t)
}
