package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"heed/server/accountpage"
	"heed/server/graphiql"
	"heed/server/httpql"
	"heed/server/rating"
	"heed/server/socket"
	"heed/server/throttle"
)

// Server serves one process's share of the API.
type Server struct {
	o         Options
	exec      *gated
	transport *socket.Transport
	leaving   chan struct{}  // closed when the process is told to end: others should come no more
	closing   chan struct{}  // closed when sockets and streams end
	sending   *throttle.Gate // files, by company
	printing  *throttle.Gate // certificates, by company
	handler   http.Handler
}

// How long the phases of a request may take, and how large its head may be.
const (
	headTimeout  = 5 * time.Second
	readTimeout  = 30 * time.Second
	writeTimeout = 60 * time.Second
	idleTimeout  = 120 * time.Second
	maxHead      = 16 << 10
	drainTime    = 10 * time.Second // of the sockets, and then of requests
)

// New makes a server.
func New(o Options) *Server {
	s := &Server{
		o: o.withDefaults(), leaving: make(chan struct{}), closing: make(chan struct{}), sending: throttle.NewGate(sendingAtOnce, sendingWait),
		printing: throttle.NewGate(printingAtOnce, printingWait),
	}
	s.exec = newExecutor(s.o)
	s.transport = s.sockets()
	s.handler = s.routes()
	return s
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	api := &httpql.Handler{
		Exec: s.exec, MaxBody: s.o.MaxBody, Timeout: s.o.Timeout, Live: s.streams,
		MaxUpload: s.o.MaxUpload, TempDir: s.o.TempDir, Uploads: s.uploads,
	}
	mux.Handle("/graphql", s.cors(s.begin(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.transport.Supports(r) {
			s.transport.Do(w, r, s.exec)
			return
		}
		s.authenticate(api).ServeHTTP(w, r)
	}))))
	ratings := &rating.Pages{Client: s.o.DB.Client, Journal: s.o.Journal, Company: s.o.Who.AsSystem}
	mux.Handle("/r/", s.begin(ratings.Handler()))
	mux.Handle("/c/", s.begin(s.complaints().Handler()))
	mux.Handle("/s/", s.begin(s.surveys().Handler()))
	mux.Handle("/t/", s.begin(s.certificates().Handler()))
	editor := graphiql.Handler()
	mux.Handle("GET /graphiql", editor)
	mux.Handle("GET /graphiql/", editor)
	mux.Handle("GET /export/{token}", s.begin(http.HandlerFunc(s.export)))
	mux.Handle("GET /files/{id}", s.begin(s.authenticate(http.HandlerFunc(s.file))))
	mux.Handle("GET /certificates/{id}", s.begin(s.authenticate(http.HandlerFunc(s.certificate))))
	mux.Handle("GET /ledger/{token}", s.begin(http.HandlerFunc(s.ledger)))
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.HandleFunc("GET /metrics", s.metrics)
	mux.Handle("GET /.well-known/jwks.json", s.begin(http.HandlerFunc(s.keys)))
	accounts := &accountpage.Pages{Desk: s.o.Desk, AppURL: s.o.AppURL}
	for pattern, show := range accounts.Routes() {
		mux.Handle(pattern, s.begin(show))
	}
	mux.Handle("GET /{$}", http.RedirectHandler("/graphiql", http.StatusFound))
	return s.secure(mux)
}

// Nothing but GraphiQL, which has a policy of its own, shows a page or runs a script.
const noContent = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// aYear is for browsers that have come by TLS: they do so for a year from now.
const aYear = "max-age=31536000"

// secure sets the headers that every answer has.
func (s *Server) secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", noContent)
		if s.o.HSTS {
			h.Set("Strict-Transport-Security", aYear)
		}
		next.ServeHTTP(w, r)
	})
}

// Serve serves on the listener until the context ends, and on until those who send
// requests have had the time to look at /readyz (Options.Linger). Then it lets
// requests finish and tells sockets to come again.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	hs := &http.Server{
		Handler: s, ReadHeaderTimeout: headTimeout, ReadTimeout: readTimeout, WriteTimeout: max(writeTimeout, s.o.Timeout+readTimeout),
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHead,
	}
	failed := make(chan error, 1)
	go func() { failed <- hs.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("server: %w", err)
	case <-ctx.Done():
	}
	close(s.leaving)
	select {
	case err := <-failed:
		return fmt.Errorf("server: %w", err)
	case <-s.o.Linger():
	}
	// Each has its own time: sockets that take all of theirs leave requests what is promised to them.
	return errors.Join(within(ctx, drainTime, s.drain), within(ctx, drainTime, hs.Shutdown))
}

// within gives the work a time of its own, though the context has ended.
func within(ctx context.Context, most time.Duration, work func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), most)
	defer cancel()
	return work(ctx)
}
