package socket

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"golang.org/x/time/rate"
)

// Frames a client may send, control frames included.
const (
	framesPerSecond = 100
	frameBurst      = 200
)

// limits are the transport's, with the defaults filled in.
type limits struct {
	init, ping, write, operation time.Duration
	message                      int64
	operations, frames, bytes    int
}

// socket is one connection. Its goroutines are the reader (serve), the
// watcher, one for each operation and, only while frames wait, one writer.
type socket struct {
	t       *Transport
	exec    graphql.GraphExecutor
	request *http.Request
	conn    *websocket.Conn
	ctx     context.Context // the socket's life
	steady  context.Context // the same without an end: a context that ends would cut a frame and the connection
	cancel  context.CancelFunc
	limits  limits
	now     func() time.Time
	rate    *rate.Limiter
	wg      sync.WaitGroup

	born  time.Time
	seen  atomic.Int64  // when the last message came, as time since born
	ended chan struct{} // closed with over
	acked chan struct{} // closed after session is set

	inits   int     // the reader's
	session Session // written before acked is closed

	mu      sync.Mutex
	why     ending
	over    bool
	ops     map[string]*operation // by id; gone from here before the client learns of its end
	running int                   // operations whose goroutine has not ended

	// The outbox, see there.
	space   sync.Cond
	queue   []frame
	queued  int // bytes
	writing bool
	stuck   stuck
	buf     []byte // the writer's
}

func newSocket(ctx context.Context, t *Transport, r *http.Request, exec graphql.GraphExecutor, cancel context.CancelFunc) *socket {
	s := &socket{
		t: t, exec: exec, request: r, ctx: ctx, cancel: cancel, steady: context.WithoutCancel(ctx),
		limits: limits{
			init:       cmp.Or(t.InitTimeout, 10*time.Second),
			ping:       cmp.Or(t.PingInterval, 25*time.Second),
			write:      cmp.Or(t.WriteTimeout, 10*time.Second),
			operation:  cmp.Or(t.OperationTimeout, 30*time.Second),
			message:    cmp.Or(t.MaxMessage, 64<<10),
			operations: cmp.Or(t.MaxOperations, 100),
			frames:     cmp.Or(t.MaxQueue, 256),
			bytes:      cmp.Or(t.MaxQueueBytes, 1<<20),
		},
		now:   t.Now,
		rate:  rate.NewLimiter(framesPerSecond, frameBurst),
		born:  time.Now(),
		ended: make(chan struct{}),
		acked: make(chan struct{}),
		ops:   map[string]*operation{},
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.space.L = &s.mu
	return s
}

// serve runs the socket to its end.
func (s *socket) serve() {
	s.stuck.arm(s.limits.write, func() { s.end(slow) })
	s.wg.Go(s.watch)
	s.read()
	s.end(gone)
	s.wg.Wait()
}

// end ends the socket once: the first reason counts. It does not wait; the
// watcher sends the close frame.
func (s *socket) end(why ending) {
	s.mu.Lock()
	if s.over {
		s.mu.Unlock()
		return
	}
	s.over, s.why = true, why
	s.queue, s.queued = nil, 0
	for _, o := range s.ops {
		o.cancel()
	}
	s.space.Broadcast()
	s.mu.Unlock()
	s.cancel()
	close(s.ended)
}

// recovered is deferred in every goroutine: a mistake of ours ends one socket.
func (s *socket) recovered() {
	if v := recover(); v != nil {
		slog.ErrorContext(s.ctx, "socket: panic", "panic", v, "stack", string(debug.Stack()))
		s.end(panicked)
	}
}
