package cache_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"heed/app/cache"
)

func cacheOf(t *testing.T, size int, load cache.Loader[string, int]) *cache.Cache[string, int] {
	t.Helper()
	c, err := cache.New(size, load)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func want(t *testing.T, c *cache.Cache[string, int], key string, value int) {
	t.Helper()
	if got, err := c.Get(t.Context(), key); err != nil || got != value {
		t.Errorf("%s: %d, %v, want %d", key, got, err, value)
	}
}

func TestLoadsOnceForAll(t *testing.T) {
	t.Parallel()
	var loads atomic.Int32
	open := make(chan struct{})
	c := cacheOf(t, 10, func(context.Context, string) (int, error) {
		loads.Add(1)
		<-open
		return 7, nil
	})
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() { want(t, c, "a", 7) })
	}
	close(open)
	wg.Wait()
	want(t, c, "a", 7)
	if loads.Load() != 1 {
		t.Errorf("%d loads", loads.Load())
	}
}

func TestBounded(t *testing.T) {
	t.Parallel()
	c := cacheOf(t, 3, func(context.Context, string) (int, error) { return 1, nil })
	for _, key := range []string{"a", "b", "c", "d", "e"} {
		want(t, c, key, 1)
	}
	if len(c.Keys()) != 3 {
		t.Errorf("%v are kept", c.Keys())
	}
	c.DropIf(func(key string, _ int) bool { return key == "e" })
	if len(c.Keys()) != 2 {
		t.Errorf("%v are kept", c.Keys())
	}
	c.Purge()
	if len(c.Keys()) != 0 {
		t.Errorf("%v are left", c.Keys())
	}
	if _, err := cache.New[string, int](0, nil); err == nil {
		t.Error("a cache of no size was made")
	}
}

func TestForgetsErrorsAndPanics(t *testing.T) {
	t.Parallel()
	down := errors.New("down")
	calls := 0
	c := cacheOf(t, 3, func(context.Context, string) (int, error) {
		switch calls++; calls {
		case 1:
			return 0, down
		case 2:
			panic("broken")
		}
		return 5, nil
	})
	if _, err := c.Get(t.Context(), "a"); !errors.Is(err, down) {
		t.Errorf("error %v", err)
	}
	if _, err := c.Get(t.Context(), "a"); err == nil {
		t.Error("a panic was lost")
	}
	want(t, c, "a", 5)
}

// A load that began before a change must not be kept after it.
func TestDropDuringLoad(t *testing.T) {
	t.Parallel()
	for name, drop := range map[string]func(*cache.Cache[string, int]){
		"Drop":   func(c *cache.Cache[string, int]) { c.Drop("a") },
		"DropIf": func(c *cache.Cache[string, int]) { c.DropIf(func(string, int) bool { return false }) },
		"Purge":  func(c *cache.Cache[string, int]) { c.Purge() },
	} {
		started, goOn := make(chan struct{}), make(chan struct{})
		var loads atomic.Int32
		c := cacheOf(t, 3, func(context.Context, string) (int, error) {
			if loads.Add(1) == 1 {
				close(started)
				<-goOn
				return 1, nil // as it was
			}
			return 2, nil
		})
		var wg sync.WaitGroup
		wg.Go(func() { want(t, c, "a", 1) })
		<-started
		drop(c)
		want(t, c, "a", 2)
		close(goOn)
		wg.Wait()
		if got, _ := c.Get(t.Context(), "a"); got != 2 {
			t.Errorf("%s: the old load was kept", name)
		}
	}
}

// One caller's end does not end the load for the others.
func TestCallerLeaves(t *testing.T) {
	t.Parallel()
	started, goOn := make(chan struct{}), make(chan struct{})
	c := cacheOf(t, 3, func(ctx context.Context, _ string) (int, error) {
		close(started)
		<-goOn
		return 3, ctx.Err()
	})
	ctx, cancel := context.WithCancel(t.Context())
	left := make(chan error)
	go func() {
		_, err := c.Get(ctx, "a")
		left <- err
	}()
	<-started
	cancel()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	close(goOn)
	want(t, c, "a", 3)
}
