// Package socket serves GraphQL over WebSocket in the graphql-transport-ws
// protocol: subscriptions, and queries and mutations too.
package socket

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
)

const protocol = "graphql-transport-ws"

// Transport is a gqlgen transport. Its fields are set before the first request
// and not changed after it; zero values mean the defaults in brackets.
type Transport struct {
	// Authenticate answers connection_init. The payload is nil where the client
	// sent none; its numbers are json.Number. The context ends with the socket
	// and is the one to derive Session.Context from. An error closes the socket
	// with 4403, a retryable fault with 1013. Nil accepts everyone.
	Authenticate func(ctx context.Context, payload map[string]any, r *http.Request) (Session, error)

	// Live gives the stream of a subscription that passed validation. Nil or
	// false: the executor runs it. Operation and response interceptors of the
	// executor see only what the executor runs.
	Live func(ctx context.Context, oc *graphql.OperationContext) (Stream, bool)

	Origins []string // allowed origins ("https://app.example.com") beside the request's own host

	InitTimeout      time.Duration // from the upgrade to the acknowledgement (10 s)
	PingInterval     time.Duration // a client silent for two of them is closed (25 s)
	WriteTimeout     time.Duration // of one frame (10 s)
	OperationTimeout time.Duration // of a query or mutation (30 s)

	MaxMessage    int64 // bytes of a client's message (64 KiB)
	MaxOperations int   // running at once on one socket (100)
	MaxQueue      int   // frames waiting to be written on one socket (256)
	MaxQueueBytes int   // and their bytes (1 MiB)

	// Address is what counts as one client's address, for MaxOfAddress. Nil: no
	// address counts.
	Address      func(r *http.Request) string
	MaxSockets   int // open at once; 503 above (no limit)
	MaxOfAddress int // and of one address (no limit)

	Now     func() time.Time // time.Now
	Closing <-chan struct{}  // closed when the server shuts down: sockets end with 1001

	mu    sync.Mutex
	open  int
	from  map[string]int // of the open ones, by address
	empty chan struct{}  // closed when open falls to 0; nil while nobody waits
}

var _ graphql.Transport = (*Transport)(nil)

// Session is who stands behind a socket, and until when.
type Session struct {
	Context context.Context // carries the viewer to the operations; nil: the socket's own
	// Begin is called at the start of every operation and gives the context it
	// runs in: rights may have changed since the socket was opened. Nil: Context.
	Begin   func(ctx context.Context) (context.Context, error)
	Expires time.Time       // the socket is closed then, with 4403; zero: never
	Revoked <-chan struct{} // closed when the session or its rights end: 4403; nil: never
}

// Stream is one live subscription. Payloads are complete `{"data":…}` JSON,
// may be shared by many sockets and are never modified.
type Stream interface {
	// Next waits for the next payload. io.EOF completes the subscription; any
	// other error ends it: a *gqlerror.Error, a gqlerror.List or a fault.
	Next(ctx context.Context) (payload []byte, err error)
	// Close is called once, after the last Next.
	Close()
}

// Offering is a Stream that can hand payloads over by itself while its Next
// waits. Offer is called once, before the first Next. The function writes the
// payload, or refuses it because others are still being written or the
// subscription is over: then Next must give it.
type Offering interface {
	Stream
	Offer(give func(payload []byte) bool)
}

// Supports reports whether the request asks for a WebSocket.
func (t *Transport) Supports(r *http.Request) bool {
	for _, v := range r.Header.Values("Upgrade") {
		for token := range strings.SplitSeq(v, ",") {
			if strings.EqualFold(strings.TrimSpace(token), "websocket") {
				return true
			}
		}
	}
	return false
}

// Do serves the socket and returns when it, its operations and all their
// goroutines have ended.
func (t *Transport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if !originAllowed(r, t.Origins) {
		http.Error(w, "origin not allowed", http.StatusForbidden)
		return
	}
	address := ""
	if t.Address != nil {
		address = t.Address(r)
	}
	if full := t.enter(address); full != nil {
		w.Header().Set("Retry-After", strconv.Itoa(full.retry))
		http.Error(w, full.why, http.StatusServiceUnavailable)
		return
	}
	defer t.leave(address)

	// A guard's deadline for requests must not end a socket.
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	defer cancel()
	s := newSocket(ctx, t, r, exec, cancel)
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols:       []string{protocol},
		InsecureSkipVerify: true, // the origin was checked above
		CompressionMode:    websocket.CompressionDisabled,
		OnPingReceived:     func(context.Context, []byte) bool { return s.admit() },
		OnPongReceived:     func(context.Context, []byte) { s.admit() },
	})
	if err != nil {
		return // Accept has answered
	}
	if conn.Subprotocol() == "" {
		_ = conn.Close(codeSubprotocol, "Subprotocol not acceptable")
		return
	}
	conn.SetReadLimit(s.limits.message)
	s.conn = conn
	s.serve() //nolint:contextcheck // operations run in the session's context, which Authenticate derives from the request's
}
