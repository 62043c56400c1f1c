package socket

import (
	"context"
	"fmt"
)

// Wait returns when no socket is open. net/http's Shutdown forgets about
// upgraded connections: after Closing is closed, wait here as well.
func (t *Transport) Wait(ctx context.Context) error {
	t.mu.Lock()
	if t.open == 0 {
		t.mu.Unlock()
		return nil
	}
	if t.empty == nil {
		t.empty = make(chan struct{})
	}
	empty := t.empty
	t.mu.Unlock()
	select {
	case <-empty:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for open sockets: %w", ctx.Err())
	}
}

// Open is the number of open sockets.
func (t *Transport) Open() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.open
}

// full is why no socket is opened now, and when to come again, in seconds.
type full struct {
	why   string
	retry int
}

// Enter counts a stream of the address that is no socket among them; false when
// there is no room. Leave follows.
func (t *Transport) Enter(address string) bool { return t.enter(address) == nil }

// Leave gives the room of a stream back.
func (t *Transport) Leave(address string) { t.leave(address) }

// enter counts a socket of the address; nil when there is room.
func (t *Transport) enter(address string) *full {
	select {
	case <-t.Closing:
		return &full{"shutting down", 1}
	default:
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.MaxSockets > 0 && t.open >= t.MaxSockets:
		return &full{"too many sockets", 30}
	case address != "" && t.MaxOfAddress > 0 && t.from[address] >= t.MaxOfAddress:
		return &full{"too many sockets of this address", 30}
	}
	t.open++
	if address != "" {
		if t.from == nil {
			t.from = map[string]int{}
		}
		t.from[address]++
	}
	return nil
}

func (t *Transport) leave(address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if address != "" {
		if t.from[address]--; t.from[address] == 0 {
			delete(t.from, address)
		}
	}
	t.open--
	if t.open == 0 && t.empty != nil {
		close(t.empty)
		t.empty = nil
	}
}
