package socket

import "time"

// watch keeps the socket's times, and closes it when it ends.
func (s *socket) watch() {
	defer s.hangUp()
	defer s.recovered()
	if s.awaitAck() {
		s.awaitEnd()
	}
}

// awaitAck is the time before the session; false when the socket has ended.
func (s *socket) awaitAck() bool {
	timer := time.NewTimer(s.limits.init)
	defer timer.Stop()
	select {
	case <-s.acked:
		return true
	case <-timer.C:
		s.end(initTimeout)
	case <-s.t.Closing:
		s.end(goingAway)
	case <-s.ended:
	}
	return false
}

// awaitEnd pings, and ends the socket with the session, the server or the client's silence.
func (s *socket) awaitEnd() {
	nextPing := time.Since(s.born) + s.limits.ping
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-s.ended:
			return
		case <-s.session.Revoked:
			s.end(revoked)
			return
		case <-s.t.Closing:
			s.end(goingAway)
			return
		case <-timer.C:
		}
		age := time.Since(s.born)
		silence := time.Duration(s.seen.Load()) + 2*s.limits.ping
		wake := min(nextPing, silence) - age
		if !s.session.Expires.IsZero() {
			left := s.session.Expires.Sub(s.now())
			if left <= 0 {
				s.end(expired)
				return
			}
			wake = min(wake, left)
		}
		if age >= silence {
			s.end(pongTimeout)
			return
		}
		if age >= nextPing {
			s.post(frame{head: []byte(`{"type":"ping"}`)})
			nextPing += s.limits.ping
			wake = 0
		}
		timer.Reset(max(wake, 0))
	}
}

// hangUp sends the close frame. Close waits for the peer's answer and gives up
// after a few seconds; leaving unread data behind would make the kernel throw
// the close frame away.
func (s *socket) hangUp() {
	<-s.ended
	s.mu.Lock()
	why := s.why
	s.mu.Unlock()
	if why.code == 0 {
		_ = s.conn.CloseNow()
		return
	}
	_ = s.conn.Close(why.code, why.reason)
}
