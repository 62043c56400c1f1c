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

// enter counts a socket; false when the server is closing.
func (t *Transport) enter() bool {
	select {
	case <-t.Closing:
		return false
	default:
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.open++
	return true
}

func (t *Transport) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.open--
	if t.open == 0 && t.empty != nil {
		close(t.empty)
		t.empty = nil
	}
}
