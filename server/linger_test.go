package server_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"heed/app/apptest"
	"heed/server"
	"heed/server/servertest"
)

// A server that is told to end says so, and takes requests and sockets until
// those who send them have had their time; then it ends.
func TestLinger(t *testing.T) {
	noticed, asked := make(chan time.Time), make(chan struct{})
	s := servertest.NewWith(t, apptest.NewWorld(t), func(o *server.Options) {
		o.Linger = func() <-chan time.Time {
			close(asked)
			return noticed
		}
	})
	token := s.Token(t, "staff")
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	root := "http://" + l.Addr().String()
	ctx, end := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- s.Handler().(*server.Server).Serve(ctx, l) }() //nolint:errcheck // servertest serves one
	// Each request comes by a connection of its own, as from somebody new.
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	ask := func(path, body string) (int, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, root+path, http.NoBody)
		if body != "" {
			r, err = http.NewRequestWithContext(t.Context(), http.MethodPost, root+path, strings.NewReader(body))
		}
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+token)
		resp, err := client.Do(r)
		if err != nil {
			return 0, err.Error()
		}
		defer func() { _ = resp.Body.Close() }()
		said, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(said)
	}
	const who = `{"query": "{ viewer { tenant { slug } } }"}`
	if code, said := ask("/readyz", ""); code != http.StatusOK {
		t.Fatalf("before: %d %s", code, said)
	}
	early := s.Dial(t, token)

	end()
	<-asked
	if code, said := ask("/readyz", ""); code != http.StatusServiceUnavailable || said != "shutting down\n" {
		t.Errorf("/readyz: %d %s", code, said)
	}
	if code, said := ask("/healthz", ""); code != http.StatusOK {
		t.Errorf("/healthz: %d %s", code, said)
	}
	if code, said := ask("/graphql", who); code != http.StatusOK || !strings.Contains(said, s.A.Slug) {
		t.Errorf("a request: %d %s", code, said)
	}
	sockets := map[string]*servertest.Socket{"a socket that was open": early, "a new socket": s.Dial(t, token)}
	for name, c := range sockets {
		c.Subscribe("1", `{ viewer { tenant { slug } } }`, nil)
		if m := c.Next(); m.Type != "next" || !strings.Contains(string(m.Payload), s.A.Slug) {
			t.Errorf("%s: %s %s", name, m.Type, m.Payload)
		}
		if m := c.Next(); m.Type != "complete" {
			t.Errorf("%s: %s %s", name, m.Type, m.Payload)
		}
	}
	select {
	case err := <-served:
		t.Fatalf("it does not wait: %v", err)
	default:
	}

	close(noticed)
	for name, c := range sockets {
		if m := c.Next(); m.Type != "closed" || m.Close != websocket.StatusGoingAway {
			t.Errorf("%s: %s %d", name, m.Type, m.Close)
		}
	}
	if err := <-served; err != nil {
		t.Errorf("it ends with %v", err)
	}
	if code, said := ask("/graphql", who); code != 0 {
		t.Errorf("afterwards: %d %s", code, said)
	}
}
