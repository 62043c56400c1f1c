// Package raw is the measuring stick of bench: what a careful programmer writes
// by hand for the same works on the same tables and indexes, with net/http,
// lib/pq, one statement a work and JSON put together by appending. It has what
// Heed has not (it asks nobody who they are, and reads past the policies with a
// predicate on the company), and lacks what Heed has (permissions, validation,
// selection of fields, languages, limits, a log).
package raw

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"

	_ "github.com/lib/pq" // the driver "postgres"
)

// connections are as many as Heed's pool has.
const connections = 16

// Server answers the works of the bench.
type Server struct {
	db       *sql.DB
	prepared []*sql.Stmt
	sent     atomic.Int64
	numbers  atomic.Int64
	hub      hub

	point, ledger, nested, dashboard              *sql.Stmt
	createAll, createRow                          *sql.Stmt
	customerName, createBare, takeHead, createEnd *sql.Stmt
	receive, readEvent                            *sql.Stmt
}

// Open connects to the database of the URL with a role that the policies do not
// bind, and prepares the statements.
func Open(ctx context.Context, url string) (*Server, error) {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return nil, fmt.Errorf("raw: %w", err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	s := &Server{db: db}
	for _, one := range []struct {
		into **sql.Stmt
		text string
	}{
		{&s.point, pointSQL},
		{&s.ledger, ledgerSQL},
		{&s.nested, nestedSQL},
		{&s.dashboard, dashboardSQL},
		{&s.createAll, createAllSQL},
		{&s.createRow, createRowSQL},
		{&s.customerName, customerNameSQL},
		{&s.createBare, createBareSQL},
		{&s.takeHead, takeHeadSQL},
		{&s.createEnd, createEndSQL},
		{&s.receive, receiveSQL},
		{&s.readEvent, readEventSQL},
	} {
		st, err := db.PrepareContext(ctx, one.text) //nolint:sqlclosecheck // kept until Close
		if err != nil {
			return nil, errors.Join(fmt.Errorf("raw: preparing %s: %w", one.text, err), s.Close())
		}
		*one.into = st
		s.prepared = append(s.prepared, st)
	}
	return s, nil
}

// Close closes the connections.
func (s *Server) Close() error {
	var errs []error
	for _, st := range s.prepared {
		errs = append(errs, st.Close())
	}
	return errors.Join(append(errs, s.db.Close())...)
}

// Statements is how many statements were sent so far, BEGIN and COMMIT included.
func (s *Server) Statements() int64 { return s.sent.Load() }

// Handler routes the works.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /requirement", answer(s.requirement))
	mux.HandleFunc("GET /ledger", answer(s.ledgerPage))
	mux.HandleFunc("GET /customers", answer(s.customers))
	mux.HandleFunc("GET /dashboard", answer(s.figures))
	mux.HandleFunc("POST /create/all", answer(s.createInOne))
	mux.HandleFunc("POST /create/steps", answer(s.createInSteps))
	mux.HandleFunc("POST /create/row", answer(s.createOnlyRow))
	mux.HandleFunc("POST /receive", answer(s.receiveOne))
	mux.HandleFunc("GET /live", s.hub.listen)
	return mux
}

// detached has no end: lib/pq starts a goroutine for each statement whose
// context can end.
func detached(r *http.Request) context.Context { return context.WithoutCancel(r.Context()) }

// answer sends what the work appends to the buffer.
func answer(work func(r *http.Request, b []byte) ([]byte, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		buf, _ := buffers.Get().(*[]byte)
		defer buffers.Put(buf)
		b, err := work(r, (*buf)[:0])
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		*buf = b
		h := w.Header()
		h["Content-Type"] = jsonType
		h["Content-Length"] = []string{strconv.Itoa(len(b))}
		_, _ = w.Write(b)
	}
}

var jsonType = []string{"application/json"}
