// Package cache keeps what is read often and changes rarely: bounded, loaded
// once for callers that come together, and forgotten when the journal tells of
// a change.
package cache

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// loadTimeout ends a load whose callers may all have left.
const loadTimeout = 15 * time.Second

// Loader reads a value. Its context carries the values of a caller's but
// neither its deadline nor its cancellation. It must not use the caller's
// transaction: others wait for the same answer.
type Loader[K comparable, V any] func(ctx context.Context, key K) (V, error)

// Cache keeps the values used last. Safe for concurrent use.
type Cache[K comparable, V any] struct {
	load Loader[K, V]

	mu      sync.Mutex
	values  *simplelru.LRU[K, V]
	flights map[K]*flight[V]
}

// flight is a load that others may wait for.
type flight[V any] struct {
	done  chan struct{}
	value V
	err   error
}

// New makes a cache of the size in values.
func New[K comparable, V any](size int, load Loader[K, V]) (*Cache[K, V], error) {
	values, err := simplelru.NewLRU[K, V](size, nil)
	if err != nil {
		return nil, fmt.Errorf("cache: size %d: %w", size, err)
	}
	return &Cache[K, V]{load: load, values: values, flights: map[K]*flight[V]{}}, nil
}

// Get is the value of the key, loaded on first use. Callers that come together
// share one load; whoever calls after Drop gets what is loaded after it.
func (c *Cache[K, V]) Get(ctx context.Context, key K) (V, error) {
	c.mu.Lock()
	if value, ok := c.values.Get(key); ok {
		c.mu.Unlock()
		return value, nil
	}
	f, ok := c.flights[key]
	if !ok {
		f = &flight[V]{done: make(chan struct{})}
		c.flights[key] = f
		go c.fly(context.WithoutCancel(ctx), key, f)
	}
	c.mu.Unlock()

	select {
	case <-f.done:
		return f.value, f.err
	case <-ctx.Done():
		var none V
		return none, ctx.Err()
	}
}

// fly loads a value and tells the callers that wait.
func (c *Cache[K, V]) fly(ctx context.Context, key K, f *flight[V]) {
	ctx, cancel := context.WithTimeout(ctx, loadTimeout)
	defer cancel()
	f.value, f.err = c.guarded(ctx, key)

	c.mu.Lock()
	defer c.mu.Unlock()
	// Dropped meanwhile: the callers before the drop get this answer, nobody else.
	if c.flights[key] == f {
		delete(c.flights, key)
		if f.err == nil {
			c.values.Add(key, f.value)
		}
	}
	close(f.done)
}

// guarded turns a panic of the loader into an error: it runs beside the
// request, where nothing else would catch it.
func (c *Cache[K, V]) guarded(ctx context.Context, key K) (value V, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("cache: loading %v: panic: %v", key, p)
		}
	}()
	return c.load(ctx, key)
}

// Drop forgets the value: it has changed.
func (c *Cache[K, V]) Drop(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values.Remove(key)
	delete(c.flights, key)
}

// DropIf forgets the values that the function picks.
func (c *Cache[K, V]) DropIf(pick func(K, V) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, key := range c.values.Keys() {
		if value, ok := c.values.Peek(key); ok && pick(key, value) {
			c.values.Remove(key)
		}
	}
	// Loads under way may have read what is being forgotten.
	clear(c.flights)
}

// Keys lists the keys that are kept.
func (c *Cache[K, V]) Keys() []K {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.values.Keys()
}

// Purge forgets everything, for when news of changes may have been missed.
func (c *Cache[K, V]) Purge() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values.Purge()
	clear(c.flights)
}
