package server

import (
	"context"
	"net/http"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"heed/ent/database"
)

// readyTimeout is how long the database may take to say that it is there.
const readyTimeout = 2 * time.Second

// alive tells that the process runs.
func alive(w http.ResponseWriter, _ *http.Request) { text(w, http.StatusOK, "ok") }

// ready tells whether the server can work: its database answers, and it is not
// told to end. Who asks for more meanwhile is served all the same.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	select {
	case <-s.leaving:
		text(w, http.StatusServiceUnavailable, "shutting down")
		return
	default:
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
	defer cancel()
	if err := s.o.DB.Ping(ctx); err != nil {
		text(w, http.StatusServiceUnavailable, "the database does not answer")
		return
	}
	text(w, http.StatusOK, "ready")
}

func (s *Server) metrics(w http.ResponseWriter, _ *http.Request) {
	writeMetrics(w, s.o.DB)
	metrics.WriteGaugeUint64(w, "heed_sockets_open", uint64(s.transport.Open()))
}

// Monitoring serves what monitoring asks a process without an API for.
func Monitoring(db *database.DB) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) { writeMetrics(w, db) })
	return mux
}

// writeMetrics writes what every process has.
func writeMetrics(w http.ResponseWriter, db *database.DB) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	metrics.WritePrometheus(w, true)
	metrics.WriteFDMetrics(w) // each open socket is a file
	stats := db.SQL.Stats()
	metrics.WriteGaugeUint64(w, "heed_database_connections", uint64(stats.OpenConnections))
	metrics.WriteGaugeUint64(w, "heed_database_connections_in_use", uint64(stats.InUse))
	metrics.WriteCounterUint64(w, "heed_database_waits_total", uint64(stats.WaitCount))
}

// keys are the public keys that verify access tokens.
func (s *Server) keys(w http.ResponseWriter, r *http.Request) {
	ring, err := s.o.Desk.Ring.Signing(r.Context(), s.o.Now())
	if err != nil {
		text(w, http.StatusServiceUnavailable, "the keys cannot be read")
		return
	}
	w.Header().Set("Content-Type", "application/jwk-set+json")
	w.Header().Set("Cache-Control", "public, max-age=300")
	_, _ = w.Write(ring.JWKS())
}

func text(w http.ResponseWriter, status int, s string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(s + "\n")) //nolint:gosec // G705: plain text, which no browser takes for a page
}
