package server

import (
	"context"
	"time"

	"heed/app/sessions"
	"heed/rules/viewer"
)

type claimsKey struct{}

func withClaims(ctx context.Context, c sessions.Claims) context.Context {
	return context.WithValue(ctx, claimsKey{}, c)
}

// following is what every subscription has: signs of life, and rights that are
// looked at again whenever somebody's have changed.
type following struct {
	server    *Server
	claims    sessions.Claims
	may       func(ctx context.Context) error // refuses who may not follow
	viewer    *viewer.Viewer                  // as of the last look at their rights
	heartbeat *time.Timer
	told      time.Time // when the client last heard something
	greeted   bool
	// generation is what Who had forgotten at the last look; none at first.
	generation uint64
}

func (s *Server) following(ctx context.Context, may func(ctx context.Context) error) following {
	claims, _ := ctx.Value(claimsKey{}).(sessions.Claims)
	return following{server: s, claims: claims, may: may, viewer: viewer.From(ctx), heartbeat: time.NewTimer(s.o.Heartbeat)}
}

// look asks again who the viewer is, if anybody's rights have changed since; it
// is an error when the session has ended or the member may follow no longer.
func (f *following) look(ctx context.Context) (changed bool, err error) {
	generation := f.server.o.Who.Generation()
	if generation == f.generation {
		return false, nil
	}
	ctx, err = f.server.o.Who.Authenticate(viewer.WithNow(ctx, f.server.o.Now()), f.claims)
	if err != nil {
		return false, err
	}
	f.viewer = viewer.From(ctx)
	f.generation = generation
	return true, f.may(ctx)
}

// quiet tells whether the client has heard nothing for so long that it needs a
// sign of life; if not, the heart beats when it has.
func (f *following) quiet() bool {
	left := f.server.o.Heartbeat - time.Since(f.told)
	if left > 0 {
		f.heartbeat.Reset(left)
	}
	return left <= 0
}

// beat notes that the client hears something, and waits as long for the next sign.
func (f *following) beat() {
	f.told = time.Now()
	f.heartbeat.Reset(f.server.o.Heartbeat)
}
