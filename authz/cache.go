package authz

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"heed/rules/typeid"
)

// DefaultCompanies is how many companies a cache keeps where nothing else is
// asked for: about 20 kB each.
const DefaultCompanies = 1000

// loadTimeout ends a load whose callers may all have left.
const loadTimeout = 15 * time.Second

// Loader reads the grants of all roles of a company. Its context carries the
// values of a caller's but neither its deadline nor its cancellation. It must
// not use the caller's transaction: others wait for the same answer.
type Loader func(ctx context.Context, tenant typeid.ID) ([]Grant, error)

// Cache keeps the enforcers of the companies used last. Safe for concurrent use.
type Cache struct {
	load Loader

	mu        sync.Mutex
	companies *simplelru.LRU[typeid.ID, *Company]
	flights   map[typeid.ID]*flight
}

// flight is a load that others may wait for.
type flight struct {
	done    chan struct{}
	company *Company
	err     error
}

// NewCache makes a cache of the size in companies.
func NewCache(size int, load Loader) (*Cache, error) {
	companies, err := simplelru.NewLRU[typeid.ID, *Company](size, nil)
	if err != nil {
		return nil, fmt.Errorf("authz: cache of %d companies: %w", size, err)
	}
	return &Cache{load: load, companies: companies, flights: map[typeid.ID]*flight{}}, nil
}

// Company is the company's enforcer, loaded on first use. Callers that come
// together share one load; whoever calls after Drop gets what is loaded after it.
func (c *Cache) Company(ctx context.Context, tenant typeid.ID) (*Company, error) {
	c.mu.Lock()
	if company, ok := c.companies.Get(tenant); ok {
		c.mu.Unlock()
		return company, nil
	}
	f, ok := c.flights[tenant]
	if !ok {
		f = &flight{done: make(chan struct{})}
		c.flights[tenant] = f
		go c.fly(context.WithoutCancel(ctx), tenant, f)
	}
	c.mu.Unlock()

	select {
	case <-f.done:
		return f.company, f.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// fly loads a company and tells the callers that wait.
func (c *Cache) fly(ctx context.Context, tenant typeid.ID, f *flight) {
	ctx, cancel := context.WithTimeout(ctx, loadTimeout)
	defer cancel()
	f.company, f.err = c.build(ctx, tenant)

	c.mu.Lock()
	defer c.mu.Unlock()
	// Dropped meanwhile: the callers before the drop get this answer, nobody else.
	if c.flights[tenant] == f {
		delete(c.flights, tenant)
		if f.err == nil {
			c.companies.Add(tenant, f.company)
		}
	}
	close(f.done)
}

// build turns a panic of the loader into an error: it runs beside the request,
// where nothing else would catch it.
func (c *Cache) build(ctx context.Context, tenant typeid.ID) (company *Company, err error) {
	defer func() {
		if p := recover(); p != nil {
			company, err = nil, fmt.Errorf("authz: loading the grants of %s: panic: %v", tenant, p)
		}
	}()
	grants, err := c.load(ctx, tenant)
	if err != nil {
		return nil, fmt.Errorf("authz: loading the grants of %s: %w", tenant, err)
	}
	return NewCompany(tenant, grants)
}

// Drop forgets the company: its roles have changed.
func (c *Cache) Drop(tenant typeid.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.companies.Remove(tenant)
	delete(c.flights, tenant)
}

// Purge forgets all companies, for when news of changes may have been missed.
func (c *Cache) Purge() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.companies.Purge()
	clear(c.flights)
}

// Len is the number of companies kept.
func (c *Cache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.companies.Len()
}
