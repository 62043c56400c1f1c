package jobs

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/VictoriaMetrics/metrics"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

var (
	lookFailures = metrics.NewCounter("heed_jobs_look_failures_total")

	lettersSent   = metrics.NewCounter("heed_letters_sent_total")
	lettersFailed = metrics.NewCounter("heed_letters_failed_total")

	waiting atomic.Int64
	dead    atomic.Int64
	_       = metrics.NewGauge("heed_jobs_waiting", func() float64 { return float64(waiting.Load()) })
	_       = metrics.NewGauge("heed_jobs_dead", func() float64 { return float64(dead.Load()) })
)

func count(what, name string) {
	metrics.GetOrCreateCounter("heed_jobs_" + what + "_total{name=" + strconv.Quote(name) + "}").Inc()
}

// about is what the arguments of a job say, whatever its kind.
type about struct{ Company, Reaction, Duty string }

func aboutOf(job *rivertype.JobRow) (about, string) {
	var a about
	if json.Unmarshal(job.EncodedArgs, &a) != nil {
		a = about{}
	}
	return a, cmp.Or(a.Reaction, a.Duty, job.Kind)
}

func inserted(job *rivertype.JobRow) {
	_, name := aboutOf(job)
	count("queued", name)
}

func worked(name string) { count("done", name) }

// failures logs jobs that fail, and loudly those that are given up.
type failures struct{}

// HandleError implements river.ErrorHandler.
func (*failures) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	failed(ctx, job, "error", err)
	return nil
}

// HandlePanic implements river.ErrorHandler.
func (*failures) HandlePanic(ctx context.Context, job *rivertype.JobRow, panicked any, trace string) *river.ErrorHandlerResult {
	failed(ctx, job, "panic", panicked, "trace", trace)
	return nil
}

func failed(ctx context.Context, job *rivertype.JobRow, more ...any) {
	a, name := aboutOf(job)
	count("failed", name)
	line := append([]any{"job", job.ID, "name", name, "company", a.Company, "attempt", job.Attempt}, more...)
	if job.Attempt < job.MaxAttempts {
		slog.WarnContext(ctx, "a job failed and will be tried again", line...)
		return
	}
	count("dead", name)
	slog.ErrorContext(ctx, "a job is given up; its row stays for 30 days", line...)
}

// gaugeEvery is how often the rows of the queue are counted.
const gaugeEvery = 15 * time.Second

// gauge counts what waits and what was given up, now and then.
func (e *Engine) gauge(ctx context.Context) {
	now := time.Now()
	if now.Sub(e.gauged) < gaugeEvery {
		return
	}
	e.gauged = now
	table := "river_job"
	if e.queue.schema != "" {
		table = e.queue.schema + "." + table
	}
	var w, d int64
	err := e.queue.pool.QueryRowContext(ctx, "SELECT count(CASE WHEN state <> 'discarded' THEN 1 END), count(CASE WHEN state = 'discarded' THEN 1 END) FROM "+table+
		" WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled', 'discarded')").Scan(&w, &d)
	if err == nil {
		waiting.Store(w)
		dead.Store(d)
	}
}

// quiet lets River say what is wrong, and nothing else.
func quiet() *slog.Logger {
	return slog.New(warnings{slog.Default().Handler()})
}

// warnings is a handler that drops what is less than a warning, and what River
// says of jobs that failed: we say that ourselves.
type warnings struct{ slog.Handler }

// Handle implements slog.Handler.
func (w warnings) Handle(ctx context.Context, r slog.Record) error {
	if strings.HasPrefix(r.Message, "jobexecutor.") {
		return nil
	}
	return w.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (w warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{w.Handler.WithAttrs(attrs)}
}

// WithGroup implements slog.Handler.
func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }

// Enabled implements slog.Handler.
func (w warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}
