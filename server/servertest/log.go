package servertest

import (
	"context"
	"log/slog"
	"sync"
	"testing"

	"heed/app/apptest"
)

// Main runs the tests of a package that uses servers. What the servers log is
// kept for the tests instead of printed.
func Main(m *testing.M) {
	slog.SetDefault(slog.New(log))
	apptest.Main(m)
}

// Line is a line of the log.
type Line struct {
	Message string
	Level   slog.Level
	Values  map[string]string
	order   int
}

// log is what all servers of the test binary have logged, by request.
var log = &recorder{lines: map[string][]Line{}}

// recorder is a handler that keeps the lines that name a request.
type recorder struct {
	mu    sync.Mutex
	lines map[string][]Line
	kept  int
}

// Enabled implements slog.Handler.
func (r *recorder) Enabled(context.Context, slog.Level) bool { return true }

// WithAttrs implements slog.Handler.
func (r *recorder) WithAttrs([]slog.Attr) slog.Handler { return r }

// WithGroup implements slog.Handler.
func (r *recorder) WithGroup(string) slog.Handler { return r }

// Handle implements slog.Handler.
func (r *recorder) Handle(_ context.Context, record slog.Record) error {
	line := Line{Message: record.Message, Level: record.Level, Values: map[string]string{}}
	record.Attrs(func(a slog.Attr) bool {
		line.Values[a.Key] = a.Value.String()
		return true
	})
	id := line.Values["requestId"]
	if id == "" {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kept++
	line.order = r.kept
	r.lines[id] = append(r.lines[id], line)
	return nil
}

// Log is what was logged about the request.
func (a *Answer) Log() []Line {
	log.mu.Lock()
	defer log.mu.Unlock()
	return log.lines[a.Header.Get("X-Request-Id")]
}

// begun is how many lines are kept already.
func (r *recorder) begun() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kept
}

// Logged is what was logged with the message for the company, by all requests since the
// server began: companies of worlds are copies of one another.
func (s *Server) Logged(message string, company *apptest.Company) []Line {
	log.mu.Lock()
	defer log.mu.Unlock()
	var found []Line
	for _, lines := range log.lines {
		for _, line := range lines {
			if line.order > s.logged && line.Message == message && line.Values["tenant"] == string(company.ID) {
				found = append(found, line)
			}
		}
	}
	return found
}

// Statements is how many statements the operation sent to the database.
func (a *Answer) Statements(t testing.TB) string {
	t.Helper()
	for _, line := range a.Log() {
		if line.Message == "operation" {
			return line.Values["statements"]
		}
	}
	t.Fatalf("no operation was logged for %s", a.Body)
	return ""
}
