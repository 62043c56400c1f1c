package socket

import "github.com/coder/websocket"

// keepBuffer is the largest write buffer a quiet socket keeps, in bytes.
const keepBuffer = 16 << 10

// frame is a message to the client: head, or head, body and a closing brace.
// The body may belong to many sockets.
type frame struct {
	op   *operation // nil: the socket's own
	head []byte
	body []byte
}

func (f frame) size() int { return len(f.head) + len(f.body) + 1 }

// send writes the frame, or queues it where another is being written; it
// waits while the queue is full. False: the operation or the socket is over.
//
// Whoever finds nobody writing writes its own frame itself, which saves every
// delivery to a quiet socket a change of goroutines. What was queued meanwhile
// is left to a goroutine that lives as long as the queue.
func (s *socket) send(f frame) bool { return s.put(f, false) }

// finish sends the last frame of an operation. Its id is free before the
// client can know.
func (s *socket) finish(f frame) { s.put(f, true) }

func (s *socket) put(f frame, last bool) bool {
	s.mu.Lock()
	for !s.over && !s.stale(f) && s.full(f) {
		s.space.Wait()
	}
	if s.over || s.stale(f) || f.op != nil && f.op.done {
		s.mu.Unlock()
		return false
	}
	if last {
		f.op.done = true
		if s.ops[f.op.id] == f.op {
			delete(s.ops, f.op.id)
		}
	}
	if s.writing {
		s.push(f)
		s.mu.Unlock()
		return true
	}
	s.writing = true
	s.mu.Unlock()
	s.writeAlone(f)
	return true
}

// offer writes the frame if nobody is writing and the operation goes on.
func (s *socket) offer(f frame) bool {
	s.mu.Lock()
	if s.over || s.writing || f.op.stopped || f.op.done {
		s.mu.Unlock()
		return false
	}
	s.writing = true
	s.mu.Unlock()
	s.writeAlone(f)
	return true
}

// writeAlone writes the frame of whoever has found nobody writing.
func (s *socket) writeAlone(f frame) {
	s.write(f)
	s.mu.Lock()
	s.writing = !s.over && len(s.queue) > 0
	rest := s.writing
	s.mu.Unlock()
	if rest {
		s.wg.Go(s.flush)
	}
}

// post queues a frame without ever waiting; a full queue drops it.
func (s *socket) post(f frame) {
	s.mu.Lock()
	if s.over || s.full(f) {
		s.mu.Unlock()
		return
	}
	s.push(f)
	idle := !s.writing
	s.writing = true
	s.mu.Unlock()
	if idle {
		s.wg.Go(s.flush)
	}
}

// flush writes the queue until it is empty.
func (s *socket) flush() {
	defer s.recovered()
	for {
		f, ok := s.pop()
		if !ok {
			return
		}
		s.write(f)
	}
}

func (s *socket) push(f frame) {
	s.queue = append(s.queue, f)
	s.queued += f.size()
}

// pop takes the next frame that is still wanted; without one, nobody writes any more.
func (s *socket) pop() (frame, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.space.Broadcast()
	for !s.over && len(s.queue) > 0 {
		f := s.queue[0]
		s.queue[0] = frame{}
		s.queue = s.queue[1:]
		s.queued -= f.size()
		if !s.stale(f) {
			return f, true
		}
	}
	s.writing = false
	return frame{}, false
}

// stale frames belong to an operation which the client has stopped.
func (s *socket) stale(f frame) bool { return f.op != nil && f.op.stopped }

// full lets one frame larger than the limit through when it is alone.
func (s *socket) full(f frame) bool {
	return len(s.queue) >= s.limits.frames || (len(s.queue) > 0 && s.queued+f.size() > s.limits.bytes)
}

// write is called by one goroutine at a time. When the client does not take
// the frame in time, the socket ends; closing it gives the client a few seconds
// more, so that one which reads again learns why.
func (s *socket) write(f frame) {
	buf := append(s.buf[:0], f.head...)
	if f.body != nil {
		buf = append(append(buf, f.body...), '}')
	}
	s.stuck.begin()
	err := s.conn.Write(s.steady, websocket.MessageText, buf)
	s.stuck.end()
	if s.buf = buf; cap(buf) > keepBuffer {
		s.buf = nil
	}
	if err != nil {
		s.end(gone)
	}
}
