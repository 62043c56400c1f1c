package throttle

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"
)

func bucketsOf(t *testing.T, size int) *Buckets {
	t.Helper()
	b, err := NewBuckets(size)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A bucket gives what it holds, tells how long the rest takes, and fills again.
func TestBuckets(t *testing.T) {
	b, r := bucketsOf(t, 10), PerMinute(600, 50)
	now := time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		after  time.Duration
		key    string
		points int
		wait   time.Duration
	}{
		{0, "a", 500, 0},
		{0, "a", 100, 0},
		{0, "a", 1, 100 * time.Millisecond},
		{0, "a", 25, 2500 * time.Millisecond}, // what was refused was not taken
		{0, "b", 600, 0},                      // another's is another
		{2 * time.Second, "a", 25, 500 * time.Millisecond},
		{500 * time.Millisecond, "a", 25, 0},
		{0, "a", 1, 100 * time.Millisecond},
		{-time.Hour, "a", 1, 100 * time.Millisecond}, // a clock that goes back
		{2 * time.Hour, "a", 600, 0},                 // no more than it holds
		{0, "a", 1, 100 * time.Millisecond},
	} {
		now = now.Add(c.after)
		if wait := b.Take(c.key, r, c.points, now); wait != c.wait {
			t.Errorf("%d of %s at %s: %s, want %s", c.points, c.key, now, wait, c.wait)
		}
	}
	if left := b.Settle("a", r, 20, now); left != 20 {
		t.Errorf("given back, %d are left", left)
	}
	if left := b.Settle("a", r, -70, now); left != 0 {
		t.Errorf("of a debt %d are left", left)
	}
	if wait := b.Take("a", r, 1, now); wait != 5100*time.Millisecond {
		t.Errorf("a debt is paid first: %s", wait)
	}
	if left := b.Settle("a", r, 1_000_000, now); left != 600 {
		t.Errorf("it holds %d", left)
	}
	if wait := b.Take("a", PerMinute(60, 0), 61, now); wait != time.Second {
		t.Errorf("a smaller plan: %s", wait)
	}
	if b.Take("a", Rate{}, 1_000_000, now) != 0 || b.Settle("a", Rate{}, -5, now) != 0 || !PerMinute(0, 50).Unlimited() {
		t.Error("no limit limits")
	}
	if r := PerMinute(60, 5000); r.Most != 5000 {
		t.Errorf("the dearest operation never fits: %v", r)
	}
}

// However many come, no more are kept than were said.
// What was taken is spent until it comes back.
func TestSpent(t *testing.T) {
	b, r, now := bucketsOf(t, 10), PerMinute(600, 50), time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	b.Take("a", r, 100, now)
	for _, c := range []struct {
		after time.Duration
		key   string
		rate  Rate
		want  int
	}{
		{0, "a", r, 100}, {time.Second, "a", r, 90}, {50 * time.Millisecond, "a", r, 90}, {time.Minute, "a", r, 0}, {0, "b", r, 0}, {0, "a", Rate{}, 0},
	} {
		now = now.Add(c.after)
		if got := b.Spent(c.key, c.rate, now); got != c.want {
			t.Errorf("%s of %s: %d, want %d", now, c.key, got, c.want)
		}
	}
}

func TestBucketsAreBounded(t *testing.T) {
	b, r, now := bucketsOf(t, 100), PerMinute(60, 0), time.Now()
	for i := range 10_000 {
		b.Take(fmt.Sprint(i), r, 60, now)
	}
	if n := b.kept.Len(); n != 100 {
		t.Errorf("%d are kept", n)
	}
	if b.Take("9999", r, 1, now) == 0 {
		t.Error("the newest is forgotten")
	}
}

// So many run, so many wait in turn, the rest is refused; others have their own.
func TestGate(t *testing.T) {
	g, ctx := NewGate(2, 2), t.Context()
	enter := func(key string) func() {
		t.Helper()
		leave, err := g.Enter(ctx, key)
		if err != nil {
			t.Fatal(err)
		}
		return leave
	}
	one, two := enter("a"), enter("a")
	enter("b")()
	entered := make(chan int)
	left := make(chan func())
	for i := range 2 {
		go func() {
			leave, err := g.Enter(ctx, "a")
			if err != nil {
				t.Error(err)
			}
			entered <- i
			left <- leave
		}()
		waitFor(t, g, "a", i+1)
	}
	if _, err := g.Enter(ctx, "a"); !errors.Is(err, ErrFull) {
		t.Errorf("one more: %v", err)
	}
	one()
	if i := <-entered; i != 0 {
		t.Error("who came second went first")
	}
	first := <-left
	two()
	if i := <-entered; i != 1 {
		t.Error("the second waits on")
	}
	first()
	(<-left)()
	if len(g.lines) != 0 {
		t.Errorf("%d lines are kept", len(g.lines))
	}
}

// waitFor waits until so many stand in line.
func waitFor(t *testing.T, g *Gate, key string, n int) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		g.mu.Lock()
		waiting := len(g.lines[key].waiting)
		g.mu.Unlock()
		if waiting == n {
			return
		}
	}
	t.Fatalf("nobody stands in line")
}

// Who stops waiting takes no place, whenever that is.
func TestGateLeft(t *testing.T) {
	g := NewGate(1, 100)
	for range 200 {
		leave, err := g.Enter(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if leave, err := g.Enter(ctx, "a"); err == nil {
					leave()
				} else if !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
			})
		}
		wg.Go(leave)
		cancel()
		wg.Wait()
		if len(g.lines) != 0 {
			t.Fatal("a place is lost")
		}
	}
}
