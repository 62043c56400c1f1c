package socket

import (
	"bytes"
	"errors"
	"io"
	"net"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"
)

// admit counts a frame; false ends the socket.
func (s *socket) admit() bool {
	if s.rate.Allow() {
		return true
	}
	s.end(tooManyFrames)
	return false
}

var readBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// read takes messages until the socket ends.
func (s *socket) read() {
	defer s.recovered()
	for {
		kind, r, err := s.conn.Reader(s.steady)
		switch {
		case err != nil:
			s.end(broken(err))
			return
		case !s.admit():
			return
		case kind != websocket.MessageText:
			s.end(notBinary)
			return
		}
		if !s.take(r) {
			return
		}
	}
}

// take reads and handles one message; false when the socket has ended.
func (s *socket) take(r io.Reader) bool {
	buf, _ := readBuffers.Get().(*bytes.Buffer)
	defer readBuffers.Put(buf) // what is decoded from it is copied
	buf.Reset()
	if _, err := buf.ReadFrom(r); err != nil {
		s.end(broken(err))
		return false
	}
	s.seen.Store(int64(time.Since(s.born)))
	select {
	case <-s.ended:
		return false
	default:
	}
	if !utf8.Valid(buf.Bytes()) {
		s.end(notUTF8)
		return false
	}
	m, err := parse(buf.Bytes())
	if err != nil {
		s.end(invalid(err))
		return false
	}
	why, ok := s.handle(m)
	if !ok {
		s.end(why)
	}
	return ok
}

// broken tells a read error that the peer may learn of from one where nobody listens.
func broken(err error) ending {
	switch {
	case errors.Is(err, websocket.ErrMessageTooBig):
		return tooBig
	case websocket.CloseStatus(err) != -1, errors.Is(err, io.EOF), errors.Is(err, net.ErrClosed):
		return gone
	default:
		return violation
	}
}
