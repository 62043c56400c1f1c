// Package servertest is a real server for tests: the whole edge over a world of
// two companies, on a loopback port.
package servertest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/server"
)

// PublicURL is where people would reach the server.
const PublicURL = "https://heed.example"

// Server is a running server and its world.
type Server struct {
	*apptest.World
	URL    string // of /graphql
	Root   string
	server *httptest.Server
	logged int // how many lines were logged before
}

// New serves the world.
func New(t testing.TB, w *apptest.World) *Server {
	t.Helper()
	return NewWith(t, w, func(*server.Options) {})
}

// NewWith serves the world with other options.
func NewWith(t testing.TB, w *apptest.World, change func(*server.Options)) *Server {
	t.Helper()
	o := server.Options{
		DB: w.DB, Journal: w.Journal, Feed: w.Feed, Desk: w.Desk, Who: w.Who, Keys: w.Keys, Files: attachments.NewStore(w.Bucket), Now: w.Clock.Now,
		Heartbeat: time.Hour, PublicURL: PublicURL, Unthrottled: true, // the clock stands still
	}
	o.Limits.Aliases, o.Limits.Tokens = 1000, 5000 // documents here ask for all that there is
	change(&o)
	hs := httptest.NewServer(server.New(o))
	t.Cleanup(hs.Close)
	return &Server{World: w, URL: hs.URL + "/graphql", Root: hs.URL, server: hs, logged: log.begun()}
}

// Handler is what is served, for another listener.
func (s *Server) Handler() http.Handler { return s.server.Config.Handler }

// Token signs the member of company A in and gives the access token.
func (s *Server) Token(t testing.TB, name string) string {
	t.Helper()
	return s.TokenOf(t, s.A, name)
}

// TokenOf signs the member of the company in and gives the access token.
func (s *Server) TokenOf(t testing.TB, c *apptest.Company, name string) string {
	t.Helper()
	return s.tokens(t, c, name).AccessToken
}

// Error is a GraphQL error.
type Error struct {
	Message    string
	Path       []any
	Extensions map[string]any
}

// Code is the error's code.
func (e Error) Code() string {
	code, _ := e.Extensions["code"].(string)
	return code
}

// Answer is what the server said.
type Answer struct {
	Status int
	Header http.Header
	Data   json.RawMessage
	Errors []Error
	Body   []byte

	Extensions struct{ Cost *Cost }
}

// Cost is what an answer says of its cost.
type Cost struct {
	RequestedQueryCost, ActualQueryCost int
	ThrottleStatus                      *struct{ MaximumAvailable, CurrentlyAvailable, RestoreRate int }
}

// Code is the code of the first error, "" without one.
func (a *Answer) Code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return a.Errors[0].Code()
}

// Into reads the data; errors fail the test.
func (a *Answer) Into(t testing.TB, v any) {
	t.Helper()
	if len(a.Errors) > 0 {
		t.Fatalf("errors: %s", a.Body)
	}
	if err := json.Unmarshal(a.Data, v); err != nil {
		t.Fatalf("%v in %s", err, a.Data)
	}
}

// Get walks the data along the dotted path; 0 is the first of a list.
func (a *Answer) Get(t testing.TB, path string) any {
	t.Helper()
	var v any
	a.Into(t, &v)
	for _, name := range strings.Split(path, ".") {
		switch at := v.(type) {
		case map[string]any:
			v = at[name]
		case []any:
			if len(at) == 0 {
				t.Fatalf("%s: an empty list in %s", path, a.Data)
			}
			v = at[0]
		default:
			t.Fatalf("%s is not in %s", path, a.Data)
		}
	}
	return v
}

// Text is Get of a string.
func (a *Answer) Text(t testing.TB, path string) string {
	t.Helper()
	s, ok := a.Get(t, path).(string)
	if !ok {
		t.Fatalf("%s is no string in %s", path, a.Data)
	}
	return s
}

// Do runs a document by POST, in English.
func (s *Server) Do(t testing.TB, token, document string, variables map[string]any) *Answer {
	t.Helper()
	return s.DoWith(t, document, variables, map[string]string{"Authorization": bearer(token), "Accept-Language": "en"})
}

func bearer(token string) string {
	if token == "" {
		return ""
	}
	return "Bearer " + token
}

// DoWith runs a document by POST with other headers.
func (s *Server) DoWith(t testing.TB, document string, variables map[string]any, headers map[string]string) *Answer {
	t.Helper()
	body, headers, err := request(document, variables, headers)
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.post(body, headers)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// post may be used by goroutines of a test.
func (s *Server) post(body []byte, headers map[string]string) (*Answer, error) {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, s.URL, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	for name, value := range headers {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	return s.send(r)
}

func (s *Server) send(r *http.Request) (*Answer, error) {
	resp, err := s.server.Client().Do(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	a := &Answer{Status: resp.StatusCode, Header: resp.Header}
	if a.Body, err = io.ReadAll(resp.Body); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(a.Body, a); err != nil {
		return nil, fmt.Errorf("%w in %s", err, a.Body)
	}
	return a, nil
}

// Get runs a document by GET, as nobody.
func (s *Server) Get(t testing.TB, document string) *Answer {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, s.URL+"?query="+url.QueryEscape(document), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.send(r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Try is Do for the goroutines of a test.
func (s *Server) Try(token, document string, variables map[string]any) (*Answer, error) {
	body, headers, err := request(document, variables, map[string]string{"Authorization": bearer(token), "Accept-Language": "en"})
	if err != nil {
		return nil, err
	}
	return s.post(body, headers)
}
