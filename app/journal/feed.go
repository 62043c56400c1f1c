package journal

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"runtime/debug"
	"sync"
	"time"

	"heed/ent"
	"heed/ent/companyhead"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Feed follows the journals of the companies that somebody in this process
// listens to. The tables are the truth: a wake-up only shortens the wait for
// the next look at them, so none can be lost.
type Feed struct {
	FeedOptions
	wake    chan struct{}
	mu      sync.Mutex
	pending map[typeid.ID]bool
	streams map[typeid.ID]*stream
	bells   map[typeid.ID]*bell
	seen    map[typeid.ID]place // of the companies that are followed

	// Used by Run's goroutine alone.
	outage  outage
	failing map[typeid.ID]bool // companies whose journal could not be followed at the last look
}

// FeedOptions is what a feed works with.
type FeedOptions struct {
	Client  *ent.Client
	Now     func() time.Time
	Changed func(tenant typeid.ID)                       // the company or its rights have changed
	Ended   func(tenant typeid.ID, sessions []typeid.ID) // nothing but these sessions; Changed when it is nil
	Others  func() []typeid.ID                           // companies whose configuration is kept
	Lost    func()                                       // news may have been missed
}

// NewFeed makes the feed of a process; Run makes it go.
func NewFeed(o FeedOptions) *Feed {
	if o.Ended == nil {
		o.Ended = func(tenant typeid.ID, _ []typeid.ID) { o.Changed(tenant) }
	}
	return &Feed{
		FeedOptions: o, wake: make(chan struct{}, 1), pending: map[typeid.ID]bool{},
		streams: map[typeid.ID]*stream{}, bells: map[typeid.ID]*bell{}, seen: map[typeid.ID]place{},
		failing: map[typeid.ID]bool{},
	}
}

const (
	lookEvery   = 500 * time.Millisecond
	headsAtOnce = 500
)

// Committed tells of a change of this process: only who listens needs to look,
// for what this process keeps it has forgotten itself (Journal.OnConfig).
func (f *Feed) Committed(tenant typeid.ID) {
	f.mu.Lock()
	listened := f.streams[tenant] != nil || f.bells[tenant] != nil
	f.mu.Unlock()
	if listened {
		f.Wake(tenant)
	}
}

// Wake tells that the company's journal has grown. It never blocks.
func (f *Feed) Wake(tenant typeid.ID) {
	f.mu.Lock()
	f.pending[tenant] = true
	f.mu.Unlock()
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// Run follows the journals until the context ends.
func (f *Feed) Run(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		var which []typeid.ID
		select {
		case <-ctx.Done():
			return
		case <-f.wake:
			which = f.takePending()
		case <-tick.C:
			which = f.followed()
		}
		err := safely(func() error { return f.look(ctx, which) })
		if ctx.Err() == nil && f.outage.note(ctx, f.Now(), err) {
			f.Lost()
		}
	}
}

func (f *Feed) takePending() []typeid.ID {
	f.mu.Lock()
	defer f.mu.Unlock()
	which := make([]typeid.ID, 0, len(f.pending))
	for tenant := range f.pending {
		which = append(which, tenant)
	}
	clear(f.pending)
	return which
}

// followed are the companies with streams or kept configuration. What was seen
// of others is forgotten.
func (f *Feed) followed() []typeid.ID {
	which := f.Others()
	f.mu.Lock()
	defer f.mu.Unlock()
	known := make(map[typeid.ID]bool, len(which)+len(f.streams))
	for _, tenant := range which {
		known[tenant] = true
	}
	for _, listened := range []iter.Seq[typeid.ID]{maps.Keys(f.streams), maps.Keys(f.bells)} {
		for tenant := range listened {
			if !known[tenant] {
				known[tenant] = true
				which = append(which, tenant)
			}
		}
	}
	maps.DeleteFunc(f.seen, func(tenant typeid.ID, _ place) bool { return !known[tenant] })
	return which
}

// look reads the heads of the companies and goes on where they have moved.
func (f *Feed) look(ctx context.Context, which []typeid.ID) error {
	ctx = viewer.WithNow(ctx, f.Now())
	for len(which) > 0 && ctx.Err() == nil {
		n := min(len(which), headsAtOnce)
		seen := f.placesOf(which[:n])
		heads, err := f.Client.CompanyHead.Query().Where(companyhead.CompanyIDIn(which[:n]...)).All(ctx)
		if err != nil {
			return fmt.Errorf("journal: reading heads: %w", err)
		}
		which = which[n:]
		for _, h := range heads {
			f.follow(ctx, h, seen)
		}
	}
	return nil
}

// follow goes on with one company. Whatever is wrong with its journal is no
// other company's concern; it is tried again at the next look.
func (f *Feed) follow(ctx context.Context, h *ent.CompanyHead, seen map[typeid.ID]place) {
	f.rights(ctx, h, seen)
	f.mu.Lock()
	s := f.streams[h.CompanyID]
	f.mu.Unlock()
	err := safely(func() error { return f.ring(ctx, h) })
	if s != nil {
		err = errors.Join(err, safely(func() error { return s.catchUp(ctx, f.Client, h) }))
	}
	if err != nil && !f.failing[h.CompanyID] && ctx.Err() == nil { // say it once
		slog.ErrorContext(ctx, "following a company's journal", "company", h.CompanyID, "error", err)
	}
	if err == nil {
		delete(f.failing, h.CompanyID)
	} else {
		f.failing[h.CompanyID] = true
	}
}

// safely turns a panic into an error: the feed must not stop for one.
func safely(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("journal: panic: %v\n%s", p, debug.Stack())
		}
	}()
	return work()
}
