package server

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/limit"
)

// Who waits for their turn for longer than an operation may take is told so, has
// back what they paid, and stands in the log.
func TestWaitsTooLong(t *testing.T) {
	w := apptest.NewWorld(t)
	s := New(Options{
		DB: w.DB, Journal: w.Journal, Feed: w.Feed, Desk: w.Desk, Who: w.Who, Keys: w.Keys, Now: w.Clock.Now,
		Running: 1, Waiting: 1, Timeout: 20 * time.Millisecond, AddressPoints: 60,
	})
	const address = "192.0.2.1"
	leave, err := s.exec.running.Enter(t.Context(), limit.Network(address))
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&lines, nil)))
	defer slog.SetDefault(before)
	ask := func() (*httptest.ResponseRecorder, *answer) {
		t.Helper()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(`{"query": "{ customers(first: 49) { edges { node { id } } } }"}`))
		r.RemoteAddr = address + ":1234"
		r.Header.Set("Content-Type", "application/json")
		got, a := httptest.NewRecorder(), &answer{}
		s.ServeHTTP(got, r)
		if err := json.Unmarshal(got.Body.Bytes(), a); err != nil || len(a.Errors) != 1 {
			t.Fatalf("%v: %s", err, got.Body)
		}
		return got, a
	}
	got, a := ask()
	e := a.Errors[0].Extensions
	if got.Code != http.StatusServiceUnavailable || e["code"] != "TIMEOUT" || e["retryable"] != true || e["requestId"] == "" {
		t.Errorf("%d: %s", got.Code, got.Body)
	}
	if c := a.Extensions.Cost; c.Requested < 49 || c.Actual != 0 || c.Throttle == nil || c.Throttle.CurrentlyAvailable != c.Throttle.MaximumAvailable-1 {
		t.Errorf("the cost is told as %s", got.Body)
	}
	if log := lines.String(); strings.Count(log, "msg=operation") != 1 || !strings.Contains(log, "code=TIMEOUT") || strings.Contains(log, "level=ERROR") {
		t.Errorf("the log says %s", log)
	}
	leave()
	if _, a := ask(); a.Errors[0].Extensions["code"] != "UNAUTHENTICATED" {
		t.Errorf("in turn: %v", a.Errors[0])
	}
}

type answer struct {
	Errors     []struct{ Extensions map[string]any }
	Extensions struct{ Cost costs }
}
