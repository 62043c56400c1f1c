package journal

import (
	"context"
	"fmt"
	"log/slog"
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
	client  *ent.Client
	now     func() time.Time
	config  func(tenant typeid.ID) // the company or its rights have changed
	others  func() []typeid.ID     // companies whose configuration is kept
	lost    func()                 // news may have been missed
	wake    chan struct{}
	mu      sync.Mutex
	pending map[typeid.ID]bool
	streams map[typeid.ID]*stream
	configs map[typeid.ID]int64 // config_position seen
}

// FeedOptions is what a feed works with.
type FeedOptions struct {
	Client  *ent.Client
	Now     func() time.Time
	Changed func(tenant typeid.ID)
	Others  func() []typeid.ID
	Lost    func()
}

// NewFeed makes the feed of a process; Run makes it go.
func NewFeed(o FeedOptions) *Feed {
	return &Feed{
		client: o.Client, now: o.Now, config: o.Changed, others: o.Others, lost: o.Lost,
		wake: make(chan struct{}, 1), pending: map[typeid.ID]bool{},
		streams: map[typeid.ID]*stream{}, configs: map[typeid.ID]int64{},
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
	listened := f.streams[tenant] != nil
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
		if err := f.look(ctx, which); err != nil && ctx.Err() == nil {
			slog.ErrorContext(ctx, "following the journal", "error", err)
			f.lost()
			f.forgetConfigs()
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

// followed are the companies with streams or kept configuration.
func (f *Feed) followed() []typeid.ID {
	which := f.others()
	f.mu.Lock()
	defer f.mu.Unlock()
	seen := make(map[typeid.ID]bool, len(which))
	for _, tenant := range which {
		seen[tenant] = true
	}
	for tenant := range f.streams {
		if !seen[tenant] {
			which = append(which, tenant)
		}
	}
	return which
}

func (f *Feed) forgetConfigs() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.configs)
}

// look reads the heads of the companies and goes on where they have moved.
func (f *Feed) look(ctx context.Context, which []typeid.ID) error {
	ctx = viewer.WithNow(ctx, f.now())
	for len(which) > 0 && ctx.Err() == nil {
		n := min(len(which), headsAtOnce)
		heads, err := f.client.CompanyHead.Query().Where(companyhead.CompanyIDIn(which[:n]...)).All(ctx)
		if err != nil {
			return fmt.Errorf("journal: reading heads: %w", err)
		}
		which = which[n:]
		for _, h := range heads {
			f.follow(ctx, h)
		}
	}
	return nil
}

// follow goes on with one company. Whatever is wrong with its journal is no
// other company's concern; it is tried again at the next look.
func (f *Feed) follow(ctx context.Context, h *ent.CompanyHead) {
	f.mu.Lock()
	seen, known := f.configs[h.CompanyID]
	f.configs[h.CompanyID] = h.ConfigPosition
	s := f.streams[h.CompanyID]
	f.mu.Unlock()
	if !known || seen != h.ConfigPosition {
		f.config(h.CompanyID)
	}
	if s == nil {
		return
	}
	err := s.catchUp(ctx, f.client, h)
	if err != nil && !s.failing && ctx.Err() == nil { // say it once
		slog.ErrorContext(ctx, "following a company's journal", "company", h.CompanyID, "error", err)
	}
	s.failing = err != nil
}
