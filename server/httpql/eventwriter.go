package httpql

import (
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// events is an open answer of server-sent events.
type events struct {
	control *http.ResponseController

	mu    sync.Mutex
	w     http.ResponseWriter
	quiet *time.Timer
}

func newEvents(w http.ResponseWriter) *events {
	return &events{w: w, control: http.NewResponseController(w)}
}

// open sends the head. The deadlines of ordinary requests end here.
func (e *events) open() error {
	if err := e.control.SetReadDeadline(time.Time{}); err != nil {
		return fmt.Errorf("httpql: events: %w", err)
	}
	header := e.w.Header()
	header.Set("Content-Type", typeEvents+"; charset=utf-8")
	header.Set("Cache-Control", "no-cache, no-store, no-transform")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Accel-Buffering", "no")
	header.Add("Vary", "Accept, Authorization")
	e.w.WriteHeader(http.StatusOK)
	return e.send([]byte(":\n\n"))
}

// keepAlive writes a comment whenever the stream has been quiet for a while,
// until the function it gives is called.
func (e *events) keepAlive() (stop func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	over := false
	e.quiet = time.AfterFunc(keepAlive, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		if !over {
			_ = e.write([]byte(":\n\n")) // who has gone is noticed by the server
		}
	})
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		over = true
		e.quiet.Stop()
	}
}

func (e *events) event(name string, data []byte) error {
	b := make([]byte, 0, len(name)+len(data)+len("event: \ndata: \n\n"))
	b = append(append(b, "event: "...), name...)
	b = append(append(b, "\ndata: "...), data...)
	return e.send(append(b, "\n\n"...))
}

func (e *events) send(b []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.write(b)
}

func (e *events) write(b []byte) error {
	if e.quiet != nil {
		e.quiet.Reset(keepAlive)
	}
	if err := e.control.SetWriteDeadline(time.Now().Add(eventTimeout)); err != nil {
		return fmt.Errorf("httpql: events: %w", err)
	}
	_, err := e.w.Write(b) //nolint:gosec // G705: it is no page, says so, and nosniff keeps it so
	return errors.Join(err, e.control.Flush())
}

// Events is an open answer of server-sent events to a page that follows something; it
// keeps itself alive until it is closed.
type Events struct {
	events *events
	stop   func()
}

// OpenEvents begins the answer.
func OpenEvents(w http.ResponseWriter) (*Events, error) {
	e := newEvents(w)
	if err := e.open(); err != nil {
		return nil, err
	}
	return &Events{events: e, stop: e.keepAlive()}, nil
}

// Send sends one event. Its data is of one line.
func (e *Events) Send(name string, data []byte) error { return e.events.event(name, data) }

// Close ends the answer; nothing is written after it.
func (e *Events) Close() { e.stop() }
