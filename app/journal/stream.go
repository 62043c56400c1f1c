package journal

import (
	"context"
	"fmt"
	"sync"

	"heed/ent"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ringSize is how many of a company's newest events are kept in memory for
// those who listen; who falls further behind is too slow.
const ringSize = 1024

// stream is the newest part of one company's journal, shared by all who listen
// to the company in this process.
type stream struct {
	tenant typeid.ID

	mu      sync.Mutex
	ring    []*Item       // the newest, at most ringSize
	last    int64         // position of the newest
	changed chan struct{} // closed, and replaced, when something came
	users   int           // guarded by the feed's lock
	failing bool          // used by the feed's own goroutine alone
}

// Item is an event that many subscribers share, with what was made of it for them.
type Item struct {
	Entry
	made sync.Map // by key
}

// Once gives what was made of the item for the key, making it on first use. A
// panic of the maker is everybody's who asks.
func (i *Item) Once(key string, maker func() ([]byte, error)) ([]byte, error) {
	made, ok := i.made.Load(key)
	if !ok {
		made, _ = i.made.LoadOrStore(key, sync.OnceValues(maker))
	}
	get, _ := made.(func() ([]byte, error))
	return get()
}

// catchUp reads what came since, up to the head, and tells everybody.
func (s *stream) catchUp(ctx context.Context, client *ent.Client, h *ent.CompanyHead) error {
	ctx = viewer.AsSystem(ctx, s.tenant)
	for {
		s.mu.Lock()
		after := s.last
		s.mu.Unlock()
		if after >= h.Position {
			return nil
		}
		events, err := between(ctx, client, after, h.Position, nil)
		if err != nil {
			return err
		}
		if len(events) == 0 || events[0].Position != after+1 {
			return fmt.Errorf("journal: the events of %s after %d are not there", s.tenant, after)
		}
		entries := make([]Entry, len(events))
		for i, e := range events {
			entries[i].Event = e
		}
		if err := nameActors(ctx, client, entries); err != nil {
			return err
		}
		s.add(entries)
	}
}

func (s *stream) add(entries []Entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range entries {
		if e.Position != s.last+1 {
			continue // added by a concurrent look
		}
		s.ring = append(s.ring, &Item{Entry: e})
		s.last = e.Position
	}
	if extra := len(s.ring) - ringSize; extra > 0 {
		s.ring = append(make([]*Item, 0, ringSize+lot), s.ring[extra:]...)
	}
	close(s.changed)
	s.changed = make(chan struct{})
}

// after gives the items after the position that are in memory; complete is
// false when some of them are not.
func (s *stream) after(position int64) (items []*Item, complete bool, last int64, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	missing := s.last - position
	if missing <= 0 {
		return nil, true, s.last, s.changed
	}
	if missing > int64(len(s.ring)) {
		return nil, false, s.last, s.changed
	}
	return s.ring[int64(len(s.ring))-missing:], true, s.last, s.changed
}
