package socket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"heed/rules/fault"
	"heed/rules/viewer"
)

// subscribe starts an operation in a goroutine of its own.
func (s *socket) subscribe(m message) (ending, bool) {
	started := time.Now()
	params, err := m.params()
	if err != nil {
		return invalid(err), false
	}
	if !s.isAcked() {
		return notAcked, false
	}
	params.Headers = s.request.Header
	params.ReadTime = graphql.TraceTiming{Start: started, End: time.Now()}
	quoted, err := json.Marshal(m.id)
	if err != nil {
		return invalid(errors.New("id")), false
	}
	ctx := viewer.WithNow(graphql.StartOperationTrace(s.session.Context), s.now())
	ctx, cancel := context.WithCancel(ctx)
	o := &operation{
		s: s, id: m.id, quoted: quoted, cancel: cancel,
		next: fmt.Appendf(nil, `{"id":%s,"type":"next","payload":`, quoted),
	}

	s.mu.Lock()
	over, busy, full := s.over, s.ops[m.id] != nil, s.running >= s.limits.operations
	if !over && !busy {
		s.ops[m.id] = o
	}
	if !over && !busy && !full {
		s.running++
	}
	s.mu.Unlock()

	switch {
	case over:
		cancel()
	case busy:
		cancel()
		return duplicate(m.id), false
	case full:
		o.fail(graphql.WithOperationContext(ctx, &graphql.OperationContext{}), fault.RateLimited())
		cancel()
	default:
		s.wg.Go(func() { o.run(ctx, params) })
	}
	return ending{}, true
}

// stop is the client's complete; nothing of the operation is sent after it.
func (s *socket) stop(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if o := s.ops[id]; o != nil {
		o.stopped = true
		o.cancel()
		delete(s.ops, id)
		s.space.Broadcast()
	}
}
