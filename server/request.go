package server

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"net"
	"net/http"
	"strings"

	"heed/app/sessions"
	"heed/ent/database"
	"heed/ent/vault"
	"heed/graph"
	"heed/rules/fault"
	"heed/rules/viewer"
	"heed/server/httpql"
)

// maxRequestID is the longest request id that is taken from a client.
const maxRequestID = 64

// begin gives a request its instant, id, address and language, and counts its
// statements.
func (s *Server) begin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := requestID(r)
		w.Header().Set("X-Request-Id", id)
		ctx := viewer.WithNow(r.Context(), s.o.Now())
		ctx = viewer.WithAddress(ctx, s.address(r))
		ctx = viewer.With(ctx, &viewer.Viewer{RequestID: id, Locale: httpql.Language(r)})
		ctx, statements := database.WithStatements(vault.With(ctx, s.o.Keys))
		ctx = context.WithValue(ctx, statementsKey{}, statements)
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

type statementsKey struct{}

func requestID(r *http.Request) string {
	if id := r.Header.Get("X-Request-Id"); id != "" && len(id) <= maxRequestID && strings.Trim(id, idLetters) == "" {
		return id
	}
	return newRequestID()
}

func newRequestID() string {
	b := make([]byte, 10)
	_, _ = rand.Read(b) // never fails on supported systems
	return strings.ToLower(base32.StdEncoding.EncodeToString(b))
}

const idLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

// address is where the request came from: the peer, or what the proxy before
// the server says, when it is trusted.
func (s *Server) address(r *http.Request) string {
	if s.o.TrustProxy {
		if all := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ","); strings.TrimSpace(all[len(all)-1]) != "" {
			return strings.TrimSpace(all[len(all)-1])
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// authenticate puts the viewer of the bearer token into the context. A token
// that does not hold leaves nobody: what is public still works, anything else
// is refused with the token's fault.
func (s *Server) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, ok := bearer(r.Header.Get("Authorization"))
		if ok {
			ctx, err := s.viewerOf(r.Context(), token)
			if err != nil {
				ctx = graph.WithRefusal(r.Context(), err)
			}
			r = r.WithContext(ctx)
		}
		next.ServeHTTP(w, r)
	})
}

func bearer(header string) (string, bool) {
	scheme, token, ok := strings.Cut(header, " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return "", false
	}
	return strings.TrimSpace(token), true
}

func (s *Server) viewerOf(ctx context.Context, token string) (context.Context, error) {
	claims, err := s.claims(ctx, token)
	if err != nil {
		return nil, err
	}
	ctx, err = s.o.Who.Authenticate(ctx, claims)
	if err != nil {
		return nil, err
	}
	return withClaims(ctx, claims), nil
}

func (s *Server) claims(ctx context.Context, token string) (sessions.Claims, error) {
	if token == "" {
		return sessions.Claims{}, fault.Unauthenticated()
	}
	return s.o.Desk.Ring.Verify(ctx, viewer.Now(ctx), token)
}
