package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Servers serve and a worker works, beside one another.
func TestWorker(t *testing.T) {
	both(t, func(t *testing.T, p *place) {
		p.migrate(t)
		s := p.serve(t, p.url, "--jobs=false")
		l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		addr := l.Addr().String()
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		over := make(chan ran, 1)
		go func() { over <- p.heedAt(ctx, p.url, "worker", "--metrics-addr", addr) }()
		late, again := time.After(patience), time.NewTicker(10*time.Millisecond)
		defer again.Stop()
		for up := false; !up; {
			select {
			case <-again.C:
			case r := <-over:
				t.Fatalf("it ended: %s", r.errs)
			case <-late:
				t.Fatal("the worker does not come up")
			}
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+addr+"/metrics", http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			if answer, err := http.DefaultClient.Do(r); err == nil {
				up = answer.StatusCode == http.StatusOK
				body, err := io.ReadAll(answer.Body)
				_ = answer.Body.Close()
				for _, metric := range []string{"heed_jobs_waiting", "heed_jobs_dead", "heed_database_connections"} {
					if err != nil || !strings.Contains(string(body), metric) {
						t.Errorf("the metrics lack %s, %v", metric, err)
					}
				}
			}
		}
		stop()
		if r := <-over; r.code != 0 {
			t.Errorf("exit code %d: %s", r.code, r.errs)
		}
		s.end(t).well(t)
	})
}

// Without the queue's tables nobody works, and nobody serves who would.
func TestWithoutQueue(t *testing.T) {
	t.Parallel()
	p := onPostgres(t)
	p.heed(t, "worker").refused(t, "the database is older than this program")
	p.migrate(t)
	p.exec(t, "DROP SCHEMA river CASCADE")
	for _, command := range []string{"serve", "worker"} {
		p.heed(t, command).refused(t, "the tables of the queue are missing", "heed migrate up")
	}
	p.migrate(t)
	if r := p.serve(t, p.url).end(t); r.code != 0 || strings.Contains(r.errs, "queue") {
		t.Errorf("%d: %s", r.code, r.errs)
	}
}
