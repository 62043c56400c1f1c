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
	ring    []*Item         // the newest, at most ringSize
	last    int64           // position of the newest
	waiting []*Subscription // those who have been given everything
	users   int             // guarded by the feed's lock
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
		if err := complete(ctx, client, entries); err != nil {
			return err
		}
		deliver(s.add(entries))
	}
}

// add takes the entries in and gives those who wait for them, each held.
func (s *stream) add(entries []Entry) []*Subscription {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range entries {
		if e.Position != s.last+1 {
			continue // added by a concurrent look
		}
		s.ring = append(s.ring, &Item{Entry: e})
		s.last = e.Position
		if old := len(s.ring) - 1 - keepMade; old >= 0 {
			s.ring[old].forget()
		}
	}
	if extra := len(s.ring) - ringSize; extra > 0 {
		s.ring = append(make([]*Item, 0, ringSize+lot), s.ring[extra:]...)
	}
	woken := s.waiting
	s.waiting = nil
	for _, sub := range woken {
		sub.place = awake
		sub.held.Lock() // who waits is held for a moment at most
	}
	return woken
}

// after gives the items behind a subscription that are in memory; complete is
// false when some of them are not. When there are none, it waits from now on.
func (s *stream) after(sub *Subscription) (items []*Item, complete bool, last int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	missing := s.last - sub.position
	if missing <= 0 {
		sub.place = len(s.waiting)
		s.waiting = append(s.waiting, sub)
		return nil, true, s.last
	}
	if missing > int64(len(s.ring)) {
		return nil, false, s.last
	}
	return s.ring[int64(len(s.ring))-missing:], true, s.last
}

// leave takes a subscription out of those who wait; false when it is not there.
func (s *stream) leave(sub *Subscription) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if sub.place == awake {
		return false
	}
	end := len(s.waiting) - 1
	s.waiting[sub.place] = s.waiting[end]
	s.waiting[sub.place].place = sub.place
	s.waiting[end] = nil
	s.waiting = s.waiting[:end]
	sub.place = awake
	return true
}
