package socket

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/rules/fault"
)

// hub gives live streams, whose queues hold what the test pushes.
type hub struct {
	mu      sync.Mutex
	streams []*stream
	joined  chan *stream
}

type stream struct {
	queue  chan []byte
	fail   chan error
	closed chan struct{}
}

func newHub() *hub { return &hub{joined: make(chan *stream, 1000)} }

func (h *hub) live(_ context.Context, oc *graphql.OperationContext) (Stream, bool) {
	if f, ok := oc.Operation.SelectionSet[0].(*ast.Field); !ok || f.Name != "live" {
		return nil, false
	}
	s := &stream{queue: make(chan []byte, 1000), fail: make(chan error, 1), closed: make(chan struct{})}
	h.mu.Lock()
	h.streams = append(h.streams, s)
	h.mu.Unlock()
	h.joined <- s
	return s, true
}

func (h *hub) push(payload []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range h.streams {
		s.queue <- payload
	}
}

func (s *stream) Next(ctx context.Context) ([]byte, error) {
	select {
	case p := <-s.queue:
		return p, nil
	case err := <-s.fail:
		return nil, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *stream) Close() { close(s.closed) }

// world is a server with the transport, over loopback or, for tests with a
// fake clock, over pipes.
type world struct {
	t    testing.TB
	url  string
	http *http.Client
	hub  *hub
	tr   *Transport
}

// pipes is a listener whose connections never leave the process.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}
func (p *pipes) Close() error   { p.once.Do(func() { close(p.done) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }
func (p *pipes) dial(context.Context, string, string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func newWorld(t testing.TB, tr *Transport) *world {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return serveOn(t, tr, l, &http.Transport{}, "http://"+l.Addr().String())
}

func newPipeWorld(t testing.TB, tr *Transport) *world {
	t.Helper()
	p := &pipes{conns: make(chan net.Conn), done: make(chan struct{})}
	return serveOn(t, tr, p, &http.Transport{DialContext: p.dial}, "http://heed.example")
}

func serveOn(t testing.TB, tr *Transport, l net.Listener, rt *http.Transport, url string) *world {
	t.Helper()
	w := &world{t: t, url: url, http: &http.Client{Transport: rt}, hub: newHub(), tr: tr}
	if tr.Live == nil {
		tr.Live = w.hub.live
	}
	srv := &http.Server{Handler: newHandler(tr), ReadHeaderTimeout: 5 * time.Second}
	served := make(chan struct{})
	go func() {
		defer close(served)
		if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			t.Errorf("serve: %v", err)
		}
	}()
	t.Cleanup(func() {
		rt.CloseIdleConnections()
		if err := srv.Close(); err != nil {
			t.Errorf("close server: %v", err)
		}
		<-served
		if err := tr.Wait(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return w
}

func newHandler(tr *Transport) http.Handler {
	h := handler.New(schema{gqlparser.MustLoadSchema(&ast.Source{Input: sdl})})
	h.AddTransport(tr)
	h.AddTransport(transport.POST{})
	h.Use(extension.Introspection{})
	h.SetErrorPresenter(func(ctx context.Context, err error) *gqlerror.Error {
		if err == nil {
			return nil
		}
		e := graphql.DefaultErrorPresenter(ctx, err)
		if f := new(fault.Error); errors.As(err, &f) {
			e.Message = "presented " + f.Key
			e.Extensions = map[string]any{"code": string(f.Code)}
		}
		return e
	})
	return h
}
