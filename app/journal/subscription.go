package journal

import (
	"context"

	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Subscription is one listener's place in a company's journal. It is used by
// one goroutine at a time.
type Subscription struct {
	feed     *Feed
	stream   *stream
	position int64
	items    []*Item // read and not yet given
	live     bool    // has reached the newest once
	reset    bool
	closed   bool // guarded by the feed's lock
}

// Listen begins to listen to the company of the context: after the position,
// or from now on when it is nil.
func (f *Feed) Listen(ctx context.Context, after *int64) (*Subscription, error) {
	tenant := viewer.Tenant(ctx)
	h, err := Head(ctx, f.client, tenant)
	if err != nil {
		return nil, err
	}
	sub := &Subscription{feed: f, stream: f.join(tenant, h.Position), position: h.Position}
	if after == nil {
		sub.live = true
		return sub, nil
	}
	sub.position = *after
	if *after < h.Floor || *after > h.Position {
		// Passed retention, or of a database that was restored to before it.
		sub.position, sub.reset = h.Position, true
	}
	return sub, nil
}

func (f *Feed) join(tenant typeid.ID, position int64) *stream {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.streams[tenant]
	if s == nil {
		s = &stream{tenant: tenant, last: position, changed: make(chan struct{})}
		f.streams[tenant] = s
	}
	s.users++
	return s
}

// Close ends listening; a second time it does nothing.
func (s *Subscription) Close() {
	s.feed.mu.Lock()
	defer s.feed.mu.Unlock()
	if s.closed {
		return
	}
	s.closed = true
	if s.stream.users--; s.stream.users == 0 {
		delete(s.feed.streams, s.stream.tenant)
	}
}

// Position is the place up to which everything was given.
func (s *Subscription) Position() int64 { return s.position }

// Reset tells, once, that the place asked for is gone: the listener must read
// everything again.
func (s *Subscription) Reset() bool {
	was := s.reset
	s.reset = false
	return was
}

// Next gives the next item. When there is none, it is nil with a channel that is
// closed when something may have come. Who falls behind while listening live
// gets UNAVAILABLE and goes on from their cursor.
func (s *Subscription) Next(ctx context.Context) (*Item, <-chan struct{}, error) {
	if len(s.items) == 0 {
		items, complete, last, changed := s.stream.after(s.position)
		switch {
		case len(items) > 0:
			s.items = items
		case complete:
			s.live = true
			return nil, changed, nil
		case s.live && last-s.position > ringSize:
			return nil, nil, fault.New(fault.CodeUnavailable, "subscription.too_slow").
				Extend("cursor", string(CursorAt(s.stream.tenant, s.position)))
		default:
			if err := s.replay(ctx, last); err != nil {
				return nil, nil, err
			}
		}
	}
	item := s.items[0]
	s.items = s.items[1:]
	s.position = item.Position
	return item, nil, nil
}

// replay reads what is no longer in memory.
func (s *Subscription) replay(ctx context.Context, last int64) error {
	ctx = viewer.AsSystem(ctx, s.stream.tenant)
	events, err := between(ctx, s.feed.client, s.position, last, nil)
	if err != nil {
		return err
	}
	if len(events) == 0 || events[0].Position != s.position+1 {
		return fault.Unavailable()
	}
	entries := make([]Entry, len(events))
	for i, e := range events {
		entries[i].Event = e
	}
	if err := nameActors(ctx, s.feed.client, entries); err != nil {
		return err
	}
	s.items = make([]*Item, len(entries))
	for i, e := range entries {
		s.items[i] = &Item{Entry: e}
	}
	return nil
}
