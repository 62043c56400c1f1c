package jobs

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// patience is how long a test waits for what must come.
const patience = 60 * time.Second

// stage is a world with a queue.
type stage struct {
	*apptest.World
	t   *testing.T
	dir string
}

func newStage(t *testing.T, w *apptest.World) *stage {
	s := &stage{World: w, t: t, dir: filepath.Dir(w.URL())}
	if database.IsPostgres(w.URL()) {
		s.migrate()
	}
	return s
}

// migrate makes the queue's tables, as the owner.
func (s *stage) migrate() {
	s.t.Helper()
	owner, err := database.OpenPostgres(s.URL(), database.PostgresOptions{})
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = owner.Close() }()
	for range 2 { // the second time there is nothing to do
		if err := Migrate(s.t.Context(), owner); err != nil {
			s.t.Fatal(err)
		}
	}
}

func (s *stage) queue() *Queue {
	s.t.Helper()
	q, err := OpenQueue(s.t.Context(), s.URL(), "", database.AppRole)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		if err := q.Close(); err != nil {
			s.t.Error(err)
		}
	})
	return q
}

// atOnce tries again without a pause.
type atOnce struct{}

func (atOnce) NextRetry(*rivertype.JobRow) time.Time { return time.Now() }

// engine is an engine as a process of its own has it. It does nothing by itself.
func (s *stage) engine(reactions []Reaction, duties []Duty) *Engine {
	s.t.Helper()
	e, err := New(Options{
		Queue: s.queue(), Reactions: orNone(reactions), Duties: orNone(duties), Poll: 5 * time.Millisecond, Retry: atOnce{}, Workers: 2,
		Works: Works{Client: s.Client, Journal: s.Journal, Keys: s.Keys, Files: attachments.NewStore(s.Bucket), PublicURL: "https://heed.example", Now: s.Clock.Now, Company: s.Who.AsSystem},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	e.moved.every = 0 // nobody tells it of what a test writes
	return e
}

func orNone[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// works lets the engine do what is in the queue, until nothing is left there.
func (s *stage) works(e *Engine) {
	s.t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(s.t.Context()))
	defer stop()
	if err := e.river.Start(ctx); err != nil {
		s.t.Fatal(err)
	}
	s.drained(e)
	if err := e.river.Stop(ctx); err != nil {
		s.t.Fatal(err)
	}
}

// drained waits until nothing is left to be done.
func (s *stage) drained(e *Engine) {
	s.t.Helper()
	again, late := time.NewTicker(5*time.Millisecond), time.After(patience)
	defer again.Stop()
	for s.rows(e, "state NOT IN ('completed', 'cancelled', 'discarded')") > 0 {
		select {
		case <-again.C:
		case <-late:
			s.t.Fatal("the queue does not become empty")
		}
	}
}

// rows counts jobs.
func (s *stage) rows(e *Engine, where string) int {
	s.t.Helper()
	table := "river_job"
	if e.queue.schema != "" {
		table = e.queue.schema + "." + table
	}
	var n int
	if err := e.queue.pool.QueryRowContext(s.t.Context(), "SELECT count(*) FROM "+table+" WHERE "+where).Scan(&n); err != nil {
		s.t.Fatal(err)
	}
	return n
}

// must runs a step that succeeds.
func (s *stage) must(step func(ctx context.Context) error) {
	s.t.Helper()
	if err := step(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// happens tells the company's journal that something happened, so often.
func (s *stage) happens(c *apptest.Company, typ string, times int) {
	s.t.Helper()
	s.Change(s.t, c.System(), func(ctx context.Context, _ *ent.Tx) error {
		for range times {
			journal.Record(ctx, journal.Event{Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectTenant, ID: c.ID}})
		}
		return nil
	})
}

// heard is what reactions were done to, and how often.
type heard struct {
	mu    sync.Mutex
	times map[typeid.ID]int // by event
}

func (h *heard) count(id typeid.ID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.times == nil {
		h.times = map[typeid.ID]int{}
	}
	h.times[id]++
}

func (h *heard) each(t *testing.T, events, times int) {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.times) != events {
		t.Errorf("%d events were heard, want %d", len(h.times), events)
	}
	for id, n := range h.times {
		if n != times {
			t.Errorf("%s was heard %d times, want %d", id, n, times)
		}
	}
}

const happened = "test.happened"

func (h *heard) reaction() Reaction {
	return Reaction{Name: "hear", Types: []string{happened}, React: func(ctx context.Context, _ *Works, e *ent.Event) error {
		h.count(e.ID)
		return ctx.Err()
	}}
}

var _ river.ClientRetryPolicy = atOnce{}
