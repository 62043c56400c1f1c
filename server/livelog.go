package server

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/VictoriaMetrics/metrics"

	"heed/rules/fault"
	"heed/rules/viewer"
)

// loggedStream writes a line when its subscription ends.
type loggedStream struct {
	stream
	ctx    context.Context //nolint:containedctx // the operation's, for the line
	field  string
	begun  time.Time
	events int
	code   string
}

func logged(ctx context.Context, oc *graphql.OperationContext, of stream) *loggedStream {
	return &loggedStream{stream: of, ctx: ctx, field: rootName(oc), begun: time.Now(), code: "ok"}
}

// Offer implements socket.Offering.
func (l *loggedStream) Offer(give func(payload []byte) bool) {
	l.stream.Offer(func(payload []byte) bool {
		taken := give(payload)
		if taken {
			l.events++
		}
		return taken
	})
}

// Next implements socket.Stream and httpql.Stream.
func (l *loggedStream) Next(ctx context.Context) ([]byte, error) {
	payload, err := l.stream.Next(ctx)
	switch {
	case err == nil:
		l.events++
	case ctx.Err() == nil && !errors.Is(err, io.EOF): // the client has not left
		l.code = string(fault.CodeOf(err))
	}
	return payload, err
}

// Close implements socket.Stream and httpql.Stream. Nothing is offered after it.
func (l *loggedStream) Close() {
	l.stream.Close()
	v := viewer.From(l.ctx)
	metrics.GetOrCreateCounter(`heed_operations_total{kind="subscription",code="` + l.code + `"}`).Inc()
	slog.InfoContext(l.ctx, "subscription ended",
		"requestId", v.RequestID, "field", l.field, "tenant", string(v.Tenant), "code", l.code,
		"seconds", int(time.Since(l.begun).Seconds()), "events", l.events, "statements", statements(l.ctx))
}
