package server

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"

	"heed/app/limit"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/viewer"
	"heed/server/socket"
)

// sockets serves GraphQL over WebSocket.
func (s *Server) sockets() *socket.Transport {
	return &socket.Transport{
		Authenticate: s.connect,
		Live: func(ctx context.Context, oc *graphql.OperationContext) (socket.Stream, bool) {
			return logged(ctx, oc, s.live(ctx, oc)), true
		},
		Address: func(r *http.Request) string { return limit.Network(s.address(r)) }, MaxSockets: s.o.MaxSockets, MaxOfAddress: s.o.MaxOfAddress,
		Origins: s.o.Origins, Closing: s.closing, Now: s.o.Now, OperationTimeout: s.o.Timeout,
		MaxMessage: int64(s.o.SocketMessage),
	}
}

// connect answers connection_init: {"authorization": "Bearer …"}.
func (s *Server) connect(ctx context.Context, payload map[string]any, _ *http.Request) (socket.Session, error) {
	header, _ := payload["authorization"].(string)
	token, ok := bearer(header)
	if !ok {
		return socket.Session{}, fault.Unauthenticated()
	}
	ctx = viewer.WithNow(ctx, s.o.Now())
	claims, err := s.claims(ctx, token)
	if err != nil {
		return socket.Session{}, err
	}
	anonymous := ctx
	ctx, err = s.o.Who.Authenticate(ctx, claims)
	if err != nil {
		return socket.Session{}, err
	}
	return socket.Session{
		Context: withClaims(ctx, claims), Expires: claims.Expires, Revoked: s.o.Who.Revoked(anonymous, claims),
		Begin: func(ctx context.Context) (context.Context, error) {
			return s.o.Who.Authenticate(operation(ctx), claims)
		},
	}, nil
}

// operation gives an operation of a socket an id and a count of its own, as
// each request has them.
func operation(ctx context.Context) context.Context {
	v := *viewer.From(ctx)
	v.RequestID = newRequestID()
	ctx, statements := database.WithStatements(viewer.With(ctx, &v))
	return context.WithValue(ctx, statementsKey{}, statements)
}

// drain ends all sockets and waits for them.
func (s *Server) drain(ctx context.Context) error {
	close(s.closing)
	return s.transport.Wait(ctx)
}
