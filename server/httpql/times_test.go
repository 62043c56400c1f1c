package httpql

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestDeadline(t *testing.T) {
	for _, c := range []struct {
		name    string
		timeout time.Duration
		outer   time.Duration
		want    time.Duration
	}{
		{"the default", 0, time.Hour, 30 * time.Second},
		{"set", time.Second, time.Hour, time.Second},
		{"the server's own", 0, 3 * time.Second, 3 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				handler, _ := newHandler(t)
				handler.Timeout = c.timeout
				ctx, cancel := context.WithTimeout(t.Context(), c.outer)
				defer cancel()
				r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", strings.NewReader(`{"query":"{ stuck }"}`))
				r.Header.Set("Content-Type", "application/json")
				w := httptest.NewRecorder()
				start := time.Now()
				handler.ServeHTTP(w, r)
				if took := time.Since(start); took != c.want {
					t.Errorf("took %s", took)
				}
				a := decode(t, w.Body.Bytes())
				if w.Code != 503 || a.code() != "TIMEOUT" || a.errors[0].Extensions["retryable"] != true {
					t.Errorf("%d %s", w.Code, w.Body)
				}
			})
		})
	}
}

// The deadline of reading is for the request, not for what it asks for.
func TestReadDeadline(t *testing.T) {
	handler, _ := newHandler(t)
	handler.Timeout = 2 * time.Second
	srv := httptest.NewUnstartedServer(handler)
	srv.Config.ReadTimeout = time.Second
	srv.Start()
	defer srv.Close()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL, strings.NewReader(`{"query":"{ stuck }"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := srv.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if a := decode(t, body); a.code() != "TIMEOUT" { // its own, not the server's that gives up
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

// What is over before it begins is not executed.
func TestTooLate(t *testing.T) {
	handler, s := newHandler(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", strings.NewReader(`{"query":"mutation { raise }"}`))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if a := decode(t, w.Body.Bytes()); w.Code != 503 || a.code() != "UNAVAILABLE" || *s.raised != 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// A client that hangs up stops its operation.
func TestClientGone(t *testing.T) {
	s := newSchema()
	s.entered = make(chan struct{}, 1)
	served := make(chan struct{})
	handler := &Handler{Exec: newExec(s)}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(served)
		handler.ServeHTTP(w, r)
	}))
	defer srv.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, srv.URL, strings.NewReader(`{"query":"{ stuck }"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	go func() {
		<-s.entered
		cancel()
	}()
	resp, err := srv.Client().Do(req)
	if resp != nil {
		_ = resp.Body.Close()
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	<-served
}
