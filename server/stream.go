package server

import (
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"heed/app/limit"
	"heed/app/sessions"
	"heed/rules/fault"
	"heed/rules/viewer"
	"heed/server/httpql"
)

// streams gives the stream of a subscription by server-sent events.
func (s *Server) streams(ctx context.Context, oc *graphql.OperationContext) httpql.Stream {
	claims, _ := ctx.Value(claimsKey{}).(sessions.Claims)
	place := limit.Network(viewer.Address(ctx))
	if !s.transport.Enter(place) {
		return noStream{}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	bound := &boundStream{leave: func() { s.transport.Leave(place) }, loggedStream: logged(ctx, oc, s.live(ctx, oc)), ctx: ctx, cancel: cancel}
	if claims.Session == "" {
		return bound // nobody: the stream itself says so
	}
	anonymous := viewer.With(ctx, &viewer.Viewer{RequestID: viewer.From(ctx).RequestID})
	revoked := s.o.Who.Revoked(anonymous, claims)
	expiry := time.NewTimer(claims.Expires.Sub(viewer.Now(ctx)))
	go func() {
		defer expiry.Stop()
		select {
		case <-expiry.C:
			cancel(fault.New(fault.CodeUnauthenticated, "token.expired"))
		case <-revoked:
			cancel(fault.New(fault.CodeUnauthenticated, "session.ended"))
		case <-s.closing:
			cancel(http.ErrServerClosed)
		case <-ctx.Done():
		}
	}()
	return bound
}

// boundStream ends with the token, the session and the server.
type boundStream struct {
	*loggedStream
	ctx    context.Context //nolint:containedctx // the stream's own end
	cancel context.CancelCauseFunc
	leave  func() // gives its room back
}

// Next implements httpql.Stream.
func (b *boundStream) Next(context.Context) ([]byte, error) {
	payload, err := b.loggedStream.Next(b.ctx) //nolint:contextcheck // the stream's own is made of the request's
	if err == nil || b.ctx.Err() == nil {
		return payload, err
	}
	cause := context.Cause(b.ctx) //nolint:contextcheck // as above
	if code := fault.CodeOf(cause); code != fault.CodeInternal {
		b.code = string(code)
	}
	return nil, cause
}

// Close implements httpql.Stream.
func (b *boundStream) Close() {
	b.cancel(nil)
	b.loggedStream.Close()
	b.leave()
}

// noStream is told to who comes when there is no room.
type noStream struct{}

// Next implements httpql.Stream.
func (noStream) Next(context.Context) ([]byte, error) {
	return nil, fault.Unavailable().Extend("retryAfter", 30)
}

// Close implements httpql.Stream.
func (noStream) Close() {}
