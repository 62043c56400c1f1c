package authz

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"heed/rules/typeid"
	"heed/rules/viewer"
)

func cacheOf(t *testing.T, size int, load Loader) *Cache {
	t.Helper()
	c, err := NewCache(size, load)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// scopeOf is what role A may do with customers by the cache's answer.
func scopeOf(t *testing.T, c *Cache, tenant typeid.ID) viewer.Scope {
	t.Helper()
	company, err := c.Company(t.Context(), tenant)
	if err != nil {
		t.Error(err)
		return viewer.None
	}
	grants, _, err := company.Grants([]string{"A"})
	if err != nil {
		t.Error(err)
	}
	return grants[string(CustomerRead)]
}

func TestCacheLoadsOnceForAll(t *testing.T) {
	var loads atomic.Int32
	open := make(chan struct{})
	c := cacheOf(t, 10, func(context.Context, typeid.ID) ([]Grant, error) {
		loads.Add(1)
		<-open
		return []Grant{allow("A", Customer, Read, viewer.All)}, nil
	})
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() { scopeOf(t, c, "a") })
	}
	close(open)
	wg.Wait()
	scopeOf(t, c, "a")
	if loads.Load() != 1 {
		t.Errorf("%d loads", loads.Load())
	}
}

func TestCacheIsBounded(t *testing.T) {
	c := cacheOf(t, 3, func(context.Context, typeid.ID) ([]Grant, error) { return nil, nil })
	for i := range 10 {
		scopeOf(t, c, typeid.ID(fmt.Sprint(i)))
	}
	if c.Len() != 3 {
		t.Errorf("%d companies are kept", c.Len())
	}
	c.Purge()
	if c.Len() != 0 {
		t.Errorf("%d companies are left", c.Len())
	}
	if _, err := NewCache(0, nil); err == nil {
		t.Error("a cache of no size was made")
	}
}

func TestCacheForgetsErrors(t *testing.T) {
	down := errors.New("down")
	calls := 0
	c := cacheOf(t, 3, func(context.Context, typeid.ID) ([]Grant, error) {
		calls++
		switch calls {
		case 1:
			return nil, down
		case 2:
			panic("broken")
		case 3:
			return []Grant{{Role: "A", Effect: "MAYBE"}}, nil
		}
		return []Grant{allow("A", Customer, Read, viewer.Own)}, nil
	})
	if _, err := c.Company(t.Context(), "a"); !errors.Is(err, down) {
		t.Errorf("error %v", err)
	}
	for range 2 {
		if _, err := c.Company(t.Context(), "a"); err == nil {
			t.Error("no error")
		}
	}
	if got := scopeOf(t, c, "a"); got != viewer.Own {
		t.Errorf("scope %q", got)
	}
}

// A load that began before a change must not be kept after it.
func TestDropDuringLoad(t *testing.T) {
	started, goOn := make(chan struct{}), make(chan struct{})
	var loads atomic.Int32
	c := cacheOf(t, 3, func(context.Context, typeid.ID) ([]Grant, error) {
		if loads.Add(1) == 1 {
			close(started)
			<-goOn
			return []Grant{allow("A", Customer, Read, viewer.All)}, nil // as it was
		}
		return []Grant{allow("A", Customer, Read, viewer.Own)}, nil
	})
	var wg sync.WaitGroup
	wg.Go(func() {
		if got := scopeOf(t, c, "a"); got != viewer.All {
			t.Errorf("before the change: %q", got)
		}
	})
	<-started
	c.Drop("a")
	if got := scopeOf(t, c, "a"); got != viewer.Own {
		t.Errorf("after the change: %q", got)
	}
	close(goOn)
	wg.Wait()
	if got := scopeOf(t, c, "a"); got != viewer.Own {
		t.Errorf("the old load was kept: %q", got)
	}
}

// One caller's end does not end the load for the others.
func TestCallerLeaves(t *testing.T) {
	started, goOn := make(chan struct{}), make(chan struct{})
	c := cacheOf(t, 3, func(ctx context.Context, _ typeid.ID) ([]Grant, error) {
		close(started)
		<-goOn
		return []Grant{allow("A", Customer, Read, viewer.All)}, ctx.Err()
	})
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		if _, err := c.Company(ctx, "a"); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	})
	<-started
	wg.Go(func() { scopeOf(t, c, "a") })
	cancel()
	close(goOn)
	wg.Wait()
	if got := scopeOf(t, c, "a"); got != viewer.All {
		t.Errorf("scope %q", got)
	}
}

// Whoever asks after a drop never sees grants older than the drop.
func TestCacheUnderChange(t *testing.T) {
	var version atomic.Int64
	c := cacheOf(t, 4, func(context.Context, typeid.ID) ([]Grant, error) {
		return []Grant{allow(fmt.Sprintf("V%d", version.Load()), Customer, Read, viewer.All)}, nil
	})
	var readers sync.WaitGroup
	for i := range 8 {
		readers.Go(func() {
			for j := range 200 {
				tenant := typeid.ID(fmt.Sprint((i + j) % 6))
				if _, err := c.Company(t.Context(), tenant); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 200 {
		v := version.Add(1)
		c.Drop("1")
		company, err := c.Company(t.Context(), "1")
		if err != nil {
			t.Fatal(err)
		}
		if len(company.grants[fmt.Sprintf("V%d", v)]) != 1 {
			t.Fatalf("version %d was dropped, the company is older", v)
		}
	}
	readers.Wait()
}
