package throttle

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// ErrFull tells that so many wait already that one more would only wait in vain.
var ErrFull = errors.New("throttle: too many wait")

// Gate lets so many of each key in at once; so many more wait, the first first.
type Gate struct {
	running, waiting int

	mu    sync.Mutex
	lines map[string]*line // of the keys that have somebody inside
}

type line struct {
	inside  int
	waiting []chan struct{}
}

// NewGate makes a gate.
func NewGate(running, waiting int) *Gate {
	return &Gate{running: running, waiting: waiting, lines: map[string]*line{}}
}

// Enter waits for a place. The function gives it back.
func (g *Gate) Enter(ctx context.Context, key string) (leave func(), err error) {
	g.mu.Lock()
	l := g.lines[key]
	if l == nil {
		l = &line{}
		g.lines[key] = l
	}
	if l.inside < g.running {
		l.inside++
		g.mu.Unlock()
		return func() { g.leave(key) }, nil
	}
	if len(l.waiting) >= g.waiting {
		g.mu.Unlock()
		return nil, ErrFull
	}
	turn := make(chan struct{})
	l.waiting = append(l.waiting, turn)
	g.mu.Unlock()

	select {
	case <-turn:
		return func() { g.leave(key) }, nil
	case <-ctx.Done():
	}
	g.mu.Lock()
	i := slices.Index(l.waiting, turn)
	if i >= 0 {
		l.waiting = slices.Delete(l.waiting, i, i+1)
	}
	g.mu.Unlock()
	if i < 0 { // the place was given just now
		g.leave(key)
	}
	return nil, ctx.Err()
}

// leave gives the place to the one who has waited longest.
func (g *Gate) leave(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	l := g.lines[key]
	if len(l.waiting) > 0 {
		close(l.waiting[0])
		l.waiting = slices.Delete(l.waiting, 0, 1)
		return
	}
	if l.inside--; l.inside == 0 {
		delete(g.lines, key)
	}
}
