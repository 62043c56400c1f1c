package socket

import (
	"errors"

	"heed/rules/fault"
)

// handle answers one message; false with the ending it asks for.
func (s *socket) handle(m message) (ending, bool) {
	switch m.kind {
	case "connection_init":
		return s.initialise(m)
	case "ping":
		pong := frame{head: []byte(`{"type":"pong"}`)}
		if m.payload != nil {
			pong = frame{head: []byte(`{"type":"pong","payload":`), body: m.payload}
		}
		s.send(pong)
	case "pong":
	case "subscribe":
		return s.subscribe(m)
	case "complete":
		s.stop(m.id)
	}
	return ending{}, true
}

func (s *socket) initialise(m message) (ending, bool) {
	if s.inits++; s.inits > 1 {
		return initAgain, false
	}
	payload, err := object(m.payload)
	if err != nil {
		return invalid(err), false
	}
	if s.t.Authenticate != nil {
		if s.session, err = s.t.Authenticate(s.ctx, payload, s.request); err != nil {
			return refusal(err), false
		}
	}
	if s.session.Context == nil {
		s.session.Context = s.ctx
	}
	close(s.acked)
	s.send(frame{head: []byte(`{"type":"connection_ack"}`)})
	return ending{}, true
}

// refusal does not call a client forbidden whom we could not look up just now.
func refusal(err error) ending {
	var f *fault.Error
	if errors.As(err, &f) && f.Code.Retryable() {
		return unavailable
	}
	return forbidden
}

// isAcked is asked by the reader only, which is the one to close acked.
func (s *socket) isAcked() bool {
	select {
	case <-s.acked:
		return true
	default:
		return false
	}
}
