package jobs

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/typeid"
)

// What follows from events is done once for each, in every company.
func TestRelay(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, h := newStage(t, w), &heard{}
		var other atomic.Int64
		all := []Reaction{h.reaction(), {Name: "other", Types: []string{"test.other", happened}, React: func(context.Context, *Works, *ent.Event) error {
			other.Add(1)
			return nil
		}}}
		e := s.engine(all, nil)
		s.happens(w.A, happened, relayAtOnce+3)
		s.happens(w.A, "test.other", 2)
		s.happens(w.B, happened, 1)
		s.happens(w.B, "test.unheard", 1)
		s.must(e.Relay)
		s.must(e.Relay)
		s.works(e)
		h.each(t, relayAtOnce+4, 1)
		if n := other.Load(); n != relayAtOnce+6 {
			t.Errorf("the other reaction was done %d times", n)
		}
		if n := s.rows(e, "state = 'completed'"); n != 2*relayAtOnce+10 {
			t.Errorf("%d jobs", n)
		}
		later := s.engine(all, nil) // another process goes on where this one was
		s.happens(w.A, happened, 1)
		s.must(later.Relay)
		s.works(later)
		h.each(t, relayAtOnce+5, 1)
	})
}

// A process that ends between any two steps loses nothing, and nothing takes
// effect twice.
func TestKilledBetweenSteps(t *testing.T) {
	killed := errors.New("killed")
	for _, step := range []string{"queued", "before", "done"} {
		t.Run(step, func(t *testing.T) {
			apptest.Both(t, func(t *testing.T, w *apptest.World) {
				s, h := newStage(t, w), &heard{}
				s.happens(w.A, happened, 3)
				e := s.engine([]Reaction{h.reaction()}, nil)
				var fail atomic.Bool
				fail.Store(true)
				e.between = func(at string) error {
					if at == step && fail.Load() {
						return killed
					}
					return nil
				}
				err := e.Relay(t.Context())
				if step == "queued" {
					if !errors.Is(err, killed) {
						t.Fatal(err)
					}
				} else {
					if err != nil {
						t.Fatal(err)
					}
					e.between = func(at string) error {
						if at == step && fail.Swap(false) {
							return killed
						}
						return nil
					}
					s.works(e)
				}
				next := s.engine([]Reaction{h.reaction()}, nil)
				s.must(next.Relay)
				s.works(next)
				times := 1
				if step == "done" { // the one that was cut off is done again
					h.mu.Lock()
					twice := 0
					for _, n := range h.times {
						twice += n - 1
					}
					h.mu.Unlock()
					if twice != 1 || len(h.times) != 3 {
						t.Errorf("heard %v", h.times)
					}
				} else {
					h.each(t, 3, times)
				}
				if n := s.rows(next, "state = 'completed'"); n != 3 || s.rows(next, "1 = 1") != 3 {
					t.Errorf("%d jobs are done, of %d", n, s.rows(next, "1 = 1"))
				}
			})
		})
	}
}

// A job whose process was killed while it ran is done by another, some minutes later.
func TestKilledWhileRunning(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, h := newStage(t, w), &heard{}
		e := s.engine([]Reaction{h.reaction()}, nil)
		s.happens(w.A, happened, 1)
		s.must(e.Relay)
		began, table := "datetime('now', '-10 minutes')", "river_job"
		if e.queue.schema != "" {
			began, table = "now() - interval '10 minutes'", "river.river_job"
		}
		if _, err := e.queue.pool.ExecContext(t.Context(), "UPDATE "+table+" SET state = 'running', attempt = 1, attempted_at = "+began); err != nil {
			t.Fatal(err)
		}
		s.works(e)
		h.each(t, 1, 1)
	})
}

// Two processes on one database do each job once.
func TestTwoWorkers(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	s, h := newStage(t, w), &heard{}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 2)
	engines := []*Engine{s.engine([]Reaction{h.reaction()}, nil), s.engine([]Reaction{h.reaction()}, nil)}
	for _, e := range engines {
		go func() { ended <- e.Run(ctx) }()
	}
	const lots, each = 10, 20
	for range lots {
		s.happens(w.A, happened, each)
		s.happens(w.B, happened, each)
		for _, e := range engines {
			e.Woken(w.A.ID)
		}
	}
	late, again := time.After(patience), time.NewTicker(5*time.Millisecond)
	defer again.Stop()
	for done := 0; done < 2*lots*each; {
		select {
		case <-again.C:
		case <-late:
			t.Fatalf("%d jobs are done", done)
		}
		done = s.rows(engines[0], "state = 'completed'")
	}
	stop()
	for range engines {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	h.each(t, 2*lots*each, 1)
	if n := s.rows(engines[0], "1 = 1"); n != 2*lots*each {
		t.Errorf("%d jobs", n)
	}
}

// A job that fails is tried again, and given up in the end; what is kept of it
// tells no address.
func TestDeadJobs(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		var tries atomic.Int64
		e := s.engine([]Reaction{
			{Name: "stubborn", Types: []string{"test.stubborn"}, React: func(context.Context, *Works, *ent.Event) error {
				tries.Add(1)
				return errors.New("550 no such user <li.lei@example.com>")
			}},
			{Name: "panics", Types: []string{"test.panics"}, React: func(context.Context, *Works, *ent.Event) error {
				if tries.Add(1) < 100 {
					tries.Store(100)
					panic("once, for li.lei@example.com")
				}
				return nil
			}},
		}, nil)
		s.happens(w.A, "test.stubborn", 1)
		s.must(e.Relay)
		s.works(e)
		if n := tries.Load(); n != maxAttempts || s.rows(e, "state = 'discarded'") != 1 {
			t.Errorf("tried %d times", n)
		}
		if s.rows(e, "CAST(errors AS text) LIKE '%example.com%'") > 0 || s.rows(e, "CAST(args AS text) LIKE '%@%'") > 0 {
			t.Error("the queue knows an address")
		}
		tries.Store(0)
		s.happens(w.A, "test.panics", 1)
		s.must(e.Relay)
		s.works(e)
		if s.rows(e, "state = 'completed'") != 1 {
			t.Error("the one that panicked once is not done")
		}
		if s.rows(e, "CAST(errors AS text) LIKE '%example.com%'") > 0 || s.rows(e, "CAST(errors AS text) LIKE '%panic%'") != 1 {
			t.Error("the queue knows an address, or no panic")
		}
	})
}

// What is no longer there needs no reaction.
func TestGoneEvents(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, h := newStage(t, w), &heard{}
		e := s.engine([]Reaction{h.reaction()}, nil)
		for _, args := range []reactionArgs{{w.A.ID, "hear", "evt_gone"}, {"ten_gone", "hear", "evt_gone"}} {
			if _, err := e.river.Insert(t.Context(), args, &river.InsertOpts{Queue: reactionQueue}); err != nil {
				t.Fatal(err)
			}
		}
		s.works(e)
		h.each(t, 0, 0)
		if n := s.rows(e, "state = 'cancelled'"); n != 2 {
			t.Errorf("%d are cancelled", n)
		}
	})
}

// Short backlogs have their turn first, and a look takes only so many turns.
func TestShortBacklogsFirst(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, h := newStage(t, w), &heard{}
		e := s.engine([]Reaction{h.reaction()}, nil)
		const more = relayAtOnce*relayTurns + 1
		s.happens(w.A, happened, more)
		s.happens(w.B, happened, 1)
		all, err := allBehind(w.Context(), w.Client, lookAt{all: true})
		if err != nil || len(all) != 2 || all[0].company != w.B.ID || all[1].company != w.A.ID {
			t.Fatal(all, err)
		}
		s.must(e.Relay)
		if n := s.rows(e, "1 = 1"); n != more {
			t.Errorf("%d jobs after one look", n)
		}
		select {
		case <-e.moved.wake:
		default:
			t.Error("it does not look again at once")
		}
		s.must(e.Relay)
		if n := s.rows(e, "1 = 1"); n != more+1 {
			t.Errorf("%d jobs in the end", n)
		}
		if n := s.rows(e, "priority = 1"); n != 101 {
			t.Errorf("%d jobs go first", n)
		}
	})
}

func TestPriority(t *testing.T) {
	for backlog, want := range map[int64]int{0: 1, 99: 1, 100: 2, 999: 2, 1_000: 3, 10_000: 4, 1_000_000: 4} {
		if got := priority(backlog); got != want {
			t.Errorf("%d: %d, want %d", backlog, got, want)
		}
	}
}

func TestSafe(t *testing.T) {
	err := errors.New(`dial: 550 5.1.1 <wang@mail.example.cn>: unknown; also "a.b+c@x.example", done`)
	got := safe(err)
	if strings.Contains(got.Error(), "@") || !strings.Contains(got.Error(), "550 5.1.1") || !errors.Is(got, err) {
		t.Error(got)
	}
}

// Names stand in the queue, so they are unique; and in order, so that two who add
// one seldom meet.
func TestList(t *testing.T) {
	var names []string
	for _, r := range reactions {
		names = append(names, r.Name)
		if len(r.Types) == 0 || r.React == nil {
			t.Errorf("%s does nothing", r.Name)
		}
	}
	if !slices.IsSorted(names) || len(slices.Compact(names)) != len(reactions) {
		t.Errorf("reactions %v", names)
	}
	names = nil
	for _, d := range duties {
		names = append(names, d.Name)
		if d.Hour < 0 || d.Hour > 23 || d.Do == nil {
			t.Errorf("%s does nothing", d.Name)
		}
	}
	if !slices.IsSorted(names) || len(slices.Compact(names)) != len(duties) {
		t.Errorf("duties %v", names)
	}
}

// It looks at the companies that somebody tells of, and from time to time at all:
// what nobody told is late, not lost; nor is what failed.
func TestLooksAtWhatMoved(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, h := newStage(t, w), &heard{}
		e := s.engine([]Reaction{h.reaction()}, nil)
		e.moved.every = sweepEvery
		jobs := func(want int, why string) {
			t.Helper()
			if n := s.rows(e, "1 = 1"); n != want {
				t.Errorf("%s: %d jobs, want %d", why, n, want)
			}
		}
		s.happens(w.A, happened, 1)
		s.must(e.Relay)
		jobs(1, "when it begins")
		s.happens(w.A, happened, 1)
		s.happens(w.B, happened, 1)
		s.must(e.Relay)
		jobs(1, "nobody told")
		e.Woken(w.A.ID)
		e.Woken("ten_gone")
		s.must(e.Relay)
		jobs(2, "one told")
		s.Clock.Advance(sweepEvery - time.Microsecond)
		s.must(e.Relay)
		jobs(2, "just before a sweep")
		s.Clock.Advance(time.Microsecond)
		s.must(e.Relay)
		jobs(3, "a sweep")
		s.happens(w.B, happened, 1)
		e.Woken("") // it could not hear for a while
		s.must(e.Relay)
		jobs(4, "all may have moved")
		for i := range maxMoved + 1 {
			e.Woken(typeid.ID("ten_" + strconv.Itoa(i)))
		}
		s.happens(w.A, happened, 1)
		s.must(e.Relay)
		jobs(5, "too many to be looked at one by one")

		s.happens(w.B, happened, 1)
		e.Woken(w.B.ID)
		e.between = func(string) error { return errors.New("killed") }
		if e.Relay(t.Context()) == nil {
			t.Error("it has not failed")
		}
		e.between = func(string) error { return nil }
		s.must(e.Relay) // though nobody tells again
		s.happens(w.B, happened, relayAtOnce*relayTurns+1)
		e.Woken(w.B.ID)
		s.must(e.Relay)
		jobs(6+relayAtOnce*relayTurns, "as many as one look takes")
		s.must(e.Relay)
		jobs(7+relayAtOnce*relayTurns, "the rest, though nobody tells again")
		behind, err := allBehind(w.Context(), w.Client, lookAt{all: true})
		if err != nil || len(behind) != 0 {
			t.Errorf("%v are behind, %v", behind, err)
		}
		if which := e.moved.take(s.Clock.Now()); !which.none() {
			t.Errorf("at rest it looks at %v", which)
		}
	})
}
