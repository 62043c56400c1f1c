package sessions

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"heed/rules/fault"
	"heed/rules/typeid"
)

// lookAgain is when a watch asks again that got no answer.
const lookAgain = time.Second

// watch waits for changes that may end a session.
type watch struct {
	session typeid.ID
	look    chan struct{}
}

// wake makes the watch look, if it is not about to.
func (one *watch) wake() {
	select {
	case one.look <- struct{}{}:
	default:
	}
}

// Revoked is closed when the session of the claims has ended, or its member
// has left. It stops looking when the context ends.
func (w *Who) Revoked(ctx context.Context, c Claims) <-chan struct{} {
	revoked := make(chan struct{})
	one := &watch{session: c.Session, look: make(chan struct{}, 1)}
	w.mu.Lock()
	if w.watched[c.Tenant] == nil {
		w.watched[c.Tenant] = map[*watch]struct{}{}
	}
	w.watched[c.Tenant][one] = struct{}{}
	one.wake() // what ended before anybody watched
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
			err := w.ask(ctx, c)
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

// ask asks whether the session still holds. A panic is an error: it must not end
// the process, nor the watch.
func (w *Who) ask(ctx context.Context, c Claims) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("sessions: panic: %v\n%s", p, debug.Stack())
			slog.ErrorContext(ctx, "watching a session", "session", c.Session, "error", err)
		}
	}()
	_, err = w.Authenticate(ctx, c)
	return err
}

func (w *Who) unwatch(c Claims, one *watch) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.watched[c.Tenant], one)
	if len(w.watched[c.Tenant]) == 0 {
		delete(w.watched, c.Tenant)
	}
}
