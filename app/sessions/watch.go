package sessions

import (
	"context"
	"time"

	"heed/rules/fault"
)

// lookAgain is when a watch asks again that got no answer.
const lookAgain = time.Second

// watch waits for changes that may end a session.
type watch struct{ look chan struct{} }

// Revoked is closed when the session of the claims has ended, or its member
// has left. It stops looking when the context ends.
func (w *Who) Revoked(ctx context.Context, c Claims) <-chan struct{} {
	revoked := make(chan struct{})
	one := &watch{look: make(chan struct{}, 1)}
	w.mu.Lock()
	if w.watched[c.Tenant] == nil {
		w.watched[c.Tenant] = map[*watch]struct{}{}
	}
	w.watched[c.Tenant][one] = struct{}{}
	one.look <- struct{}{} // what ended before anybody watched
	w.mu.Unlock()
	go func() {
		defer w.unwatch(c, one)
		var again <-chan time.Time
		for {
			select {
			case <-ctx.Done():
				return
			case <-one.look:
			case <-again:
			}
			_, err := w.Authenticate(ctx, c)
			if fault.CodeOf(err) == fault.CodeUnauthenticated {
				close(revoked)
				return
			}
			// Only a clear answer ends the session; a database out of reach does not.
			again = nil
			if err != nil {
				again = time.After(lookAgain)
			}
		}
	}()
	return revoked
}

func (w *Who) unwatch(c Claims, one *watch) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.watched[c.Tenant], one)
	if len(w.watched[c.Tenant]) == 0 {
		delete(w.watched, c.Tenant)
	}
}
