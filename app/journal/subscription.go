package journal

import (
	"context"
	"sync"

	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Subscription is one listener's place in a company's journal. It is used by
// one goroutine at a time: the listener's own, or, while that one waits, the one
// that delivers (see Offer).
type Subscription struct {
	feed     *Feed
	stream   *stream
	offer    func(*Item) bool
	position int64
	items    []*Item // read and not yet given
	live     bool    // has reached the newest once
	reset    bool
	closed   bool          // guarded by the feed's lock
	place    int           // among those who wait, or awake; guarded by the stream's lock
	held     sync.Mutex    // by who delivers to it
	woken    chan struct{} // holds one word for the listener
}

// awake is the place of a subscription that does not wait.
const awake = -1

// Listen begins to listen to the company of the context: after the position,
// or from now on when it is nil.
func (f *Feed) Listen(ctx context.Context, after *int64) (*Subscription, error) {
	tenant := viewer.Tenant(ctx)
	h, err := Head(ctx, f.Client, tenant)
	if err != nil {
		return nil, err
	}
	sub := &Subscription{
		feed: f, stream: f.join(tenant, h.Position), position: h.Position, place: awake, woken: make(chan struct{}, 1),
	}
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
		s = &stream{tenant: tenant, last: position}
		f.streams[tenant] = s
	}
	s.users++
	return s
}

// Offer lets new items be given to the function while the listener waits, in
// order, without waking it. The function must not wait; false wakes the
// listener, which then gets the item from Next. It is called before the first
// Next.
func (s *Subscription) Offer(give func(*Item) bool) { s.offer = give }

// Close ends listening; a second time it does nothing.
func (s *Subscription) Close() {
	s.Pause()
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

// Position is the place up to which everything was given. It pauses as Pause does.
func (s *Subscription) Position() int64 {
	s.Pause()
	return s.position
}

// Pause ends the listener's waiting, after a delivery under way: nothing is
// offered until Next has again found nothing.
func (s *Subscription) Pause() {
	for !s.stream.leave(s) {
		if s.held.TryLock() { // nobody delivers: it was awake
			s.held.Unlock()
			return
		}
		s.held.Lock()
		s.held.Unlock() //nolint:staticcheck // SA2001: to wait for who does is all
	}
}

// Reset tells, once, that the place asked for is gone: the listener must read
// everything again.
func (s *Subscription) Reset() bool {
	was := s.reset
	s.reset = false
	return was
}

// Next gives the next item. When there is none, it is nil with a channel that
// says when there may be. Who falls behind while listening live gets UNAVAILABLE
// and goes on from their cursor.
func (s *Subscription) Next(ctx context.Context) (*Item, <-chan struct{}, error) {
	s.Pause()
	if len(s.items) == 0 {
		items, complete, last := s.stream.after(s)
		switch {
		case len(items) > 0:
			s.items = items
		case complete:
			s.live = true
			return nil, s.woken, nil
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
	events, err := between(ctx, s.feed.Client, s.position, last, nil)
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
	if err := complete(ctx, s.feed.Client, entries); err != nil {
		return err
	}
	s.items = make([]*Item, len(entries))
	for i, e := range entries {
		s.items[i] = &Item{Entry: e}
	}
	return nil
}
