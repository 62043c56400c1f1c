package journal

import (
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"
)

const (
	// shareOf is how many subscriptions are worth a goroutine more.
	shareOf = 64
	// stalled is after how long without progress others help: a listener may
	// be slow to take an item, in spite of its promise.
	stalled = 10 * time.Millisecond
)

// round is one delivery to all who waited. A goroutine for each processor gives
// to one subscription after the other: to wake a thousand listeners costs more
// than what they are told.
type round struct {
	all     []*Subscription // held
	next    atomic.Int64
	seen    int64 // by watch
	workers int   // by watch
}

// deliver gives what came to those who waited for it. It does not wait.
func deliver(all []*Subscription) {
	if len(all) == 0 {
		return
	}
	r := &round{all: all, workers: min(runtime.GOMAXPROCS(0), 1+len(all)/shareOf)}
	r.help(r.workers)
	if len(all) > 1 {
		time.AfterFunc(stalled, r.watch)
	}
}

func (r *round) help(n int) {
	for range n {
		go r.work()
	}
}

func (r *round) work() {
	for {
		i := int(r.next.Add(1)) - 1
		if i >= len(r.all) {
			return
		}
		r.all[i].deliver()
	}
}

// watch doubles the goroutines while nothing moves.
func (r *round) watch() {
	at := r.next.Load()
	if at >= int64(len(r.all)) {
		return
	}
	if at == r.seen {
		r.help(r.workers)
		r.workers *= 2
	}
	r.seen = at
	time.AfterFunc(stalled, r.watch)
}

// deliver offers what came until the subscription waits again, or wakes its
// listener. The subscription is held.
func (s *Subscription) deliver() {
	defer s.held.Unlock()
	for {
		items, complete, _ := s.stream.after(s)
		if complete && len(items) == 0 {
			return
		}
		if !complete || !s.offerAll(items) {
			select {
			case s.woken <- struct{}{}:
			default: // it has the word already
			}
			return
		}
	}
}

func (s *Subscription) offerAll(items []*Item) (taken bool) {
	if s.offer == nil {
		return false
	}
	defer func() {
		if p := recover(); p != nil { // the listener meets it again, where it can be answered
			slog.Error("journal: panic while delivering", "company", s.stream.tenant, "panic", p, "stack", string(debug.Stack()))
			taken = false
		}
	}()
	for _, item := range items {
		if !s.offer(item) {
			return false
		}
		s.position = item.Position
	}
	return true
}
