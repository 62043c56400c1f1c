package server_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/server/servertest"
)

// slow is an answer whose first piece lies untaken for a while, unless the client
// is taken for gone before.
type slow struct {
	http.ResponseWriter
	gone  <-chan struct{}
	lying time.Duration
	first *sync.Once
}

func (s slow) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func (s slow) Write(b []byte) (int, error) {
	s.first.Do(func() {
		select {
		case <-s.gone:
		case <-time.After(s.lying):
		}
	})
	return s.ResponseWriter.Write(b)
}

// An export may take longer than the reading of a request.
func TestSlowExport(t *testing.T) {
	s := servertest.New(t, apptest.NewWorld(t))
	url := link(t, s)
	hs := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.Handler().ServeHTTP(slow{w, r.Context().Done(), 3 * time.Second, new(sync.Once)}, r)
	}))
	hs.Config.ReadTimeout = 2 * time.Second
	hs.Start()
	defer hs.Close()
	resp, err := hs.Client().Get(hs.URL + url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%d %v", resp.StatusCode, err)
	}
	if files := unzip(t, body); files["manifest.json"] == "" {
		t.Errorf("%d files", len(files))
	}
	if s.Client.Tenant.GetX(s.A.System(), s.A.ID).ExportedAt == nil {
		t.Error("it does not count")
	}
}
