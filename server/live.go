package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"heed/app/journal"
	"heed/app/sessions"
	"heed/graph"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

type claimsKey struct{}

func withClaims(ctx context.Context, c sessions.Claims) context.Context {
	return context.WithValue(ctx, claimsKey{}, c)
}

// live gives the stream of a statusChanged subscription: it reads the shared
// feed of the company, and each event is encoded once for all who asked for it
// in the same words, language and rights.
func (s *Server) live(ctx context.Context, oc *graphql.OperationContext) *liveStream {
	claims, _ := ctx.Value(claimsKey{}).(sessions.Claims)
	l := &liveStream{
		server: s, claims: claims, viewer: viewer.From(ctx), encoder: newEncoder(ctx, s.exec.Executor, oc),
		heartbeat: time.NewTimer(s.o.Heartbeat),
	}
	l.err = l.open(ctx, oc)
	return l
}

// liveStream is one subscription's place in the company's journal.
type liveStream struct {
	server    *Server
	claims    sessions.Claims
	viewer    *viewer.Viewer // as of the last look at their rights
	sub       *journal.Subscription
	filter    *journal.Filter
	encoder   *encoder
	heartbeat *time.Timer
	told      time.Time // when the client last heard something
	err       error     // of opening
	greeted   bool
	// generation is what Who had forgotten at the last look; none at first.
	generation uint64
	everything bool // the viewer may read all events of the work
}

func (l *liveStream) open(ctx context.Context, oc *graphql.OperationContext) error {
	if err := graph.MayListen(ctx); err != nil {
		return err
	}
	filter, after, err := graph.StatusArguments(ctx, oc)
	if err != nil {
		return err
	}
	l.filter = filter
	l.sub, err = l.server.o.Feed.Listen(ctx, after)
	return err
}

// Close implements socket.Stream and httpql.Stream.
func (l *liveStream) Close() {
	l.heartbeat.Stop()
	if l.sub != nil {
		l.sub.Close() // first: a delivery under way may be encoding for others too
	}
	l.encoder.close()
}

// Offer implements socket.Offering: what comes while the stream waits is handed
// over by the journal itself. Whatever takes more than that is left to Next.
func (l *liveStream) Offer(give func(payload []byte) bool) {
	if l.sub == nil {
		return
	}
	l.sub.Offer(func(item *journal.Item) bool {
		if item.Kind != flow.EventDomain || l.server.o.Who.Generation() != l.generation {
			return false
		}
		if !l.shows(item) {
			return true
		}
		payload, err := l.payload(item)
		if err != nil || !give(payload) {
			return false
		}
		l.told = time.Now()
		return true
	})
}

// Next implements socket.Stream and httpql.Stream. Rights are looked at again before each event,
// and whenever the journal has grown: a change of rights is in it.
func (l *liveStream) Next(ctx context.Context) ([]byte, error) {
	if l.err != nil {
		return nil, l.err
	}
	if !l.greeted {
		l.greeted = true
		if l.sub.Reset() {
			return l.sign(ctx, model.StatusEventKindReset)
		}
		return l.sign(ctx, model.StatusEventKindHeartbeat)
	}
	for {
		item, woken, err := l.sub.Next(ctx)
		if err != nil {
			return nil, err
		}
		if item != nil {
			if err := l.look(ctx); err != nil {
				return nil, err
			}
			if !l.shows(item) {
				continue
			}
			l.told = time.Now()
			return l.payload(item)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-woken:
			l.sub.Pause() // the word may be an old one, and a delivery under way
			if err := l.look(ctx); err != nil {
				return nil, err
			}
		case <-l.heartbeat.C:
			l.sub.Pause()
			if left := l.server.o.Heartbeat - time.Since(l.told); left > 0 {
				l.heartbeat.Reset(left)
				continue
			}
			return l.sign(ctx, model.StatusEventKindHeartbeat)
		}
	}
}

func (l *liveStream) shows(item *journal.Item) bool {
	seen := l.everything && item.Kind == flow.EventDomain || journal.Visible(l.viewer, item.Event)
	return seen && l.filter.Matches(l.viewer, item.Event)
}

// payload is the item's encoding, shared with all who see it in the same way.
func (l *liveStream) payload(item *journal.Item) ([]byte, error) {
	return item.Once(l.encoder.key, func() ([]byte, error) { return l.encoder.encode(graph.StatusEvent(item.Entry)) })
}

// look asks again who the viewer is, if anybody's rights have changed since; it
// is an error when the session has ended or the member may listen no longer.
func (l *liveStream) look(ctx context.Context) error {
	generation := l.server.o.Who.Generation()
	if generation == l.generation {
		return nil
	}
	ctx, err := l.server.o.Who.Authenticate(viewer.WithNow(ctx, l.server.o.Now()), l.claims)
	if err != nil {
		return err
	}
	l.viewer = viewer.From(ctx)
	l.everything = journal.Everything(l.viewer)
	l.generation = generation
	return graph.MayListen(ctx)
}

// sign is a heartbeat or a reset at the present place.
func (l *liveStream) sign(ctx context.Context, kind model.StatusEventKind) ([]byte, error) {
	l.told = time.Now()
	l.heartbeat.Reset(l.server.o.Heartbeat)
	return l.encoder.encode(&model.StatusEvent{
		Kind: kind, Cursor: journal.CursorAt(viewer.Tenant(ctx), l.sub.Position()),
		OccurredAt: l.server.o.Now(), ClauseIds: []string{},
	})
}

// encoder turns events into the answers of one operation.
type encoder struct {
	key    string
	events chan *model.StatusEvent
	next   graphql.ResponseHandler
	ctx    context.Context //nolint:containedctx // the operation's, kept between its events
	cancel context.CancelFunc
	exec   *executor.Executor
	oc     *graphql.OperationContext
}

func newEncoder(ctx context.Context, exec *executor.Executor, oc *graphql.OperationContext) *encoder {
	e := &encoder{key: encodingKey(ctx, oc), events: make(chan *model.StatusEvent, 1), exec: exec, oc: oc}
	// What it makes is shared: it must not fail because its own client has gone.
	ctx, e.cancel = context.WithCancel(context.WithoutCancel(ctx))
	e.ctx = graph.WithLive(ctx, e.events)
	return e
}

func (e *encoder) close() { e.cancel() }

// encode is the whole answer for an event. It is called by one goroutine at a time.
func (e *encoder) encode(event *model.StatusEvent) ([]byte, error) {
	if e.next == nil {
		e.next, e.ctx = e.exec.DispatchOperation(e.ctx, e.oc)
	}
	e.events <- event
	resp := e.next(e.ctx)
	if resp == nil {
		return nil, fault.Unavailable()
	}
	if len(resp.Errors) > 0 && (len(resp.Data) == 0 || string(resp.Data) == "null") {
		return nil, resp.Errors // the operation itself is at fault: it ends
	}
	return json.Marshal(resp)
}

// encodingKey is equal for operations that show an event in the same way: the
// document, the variables that its selection may use, rights and language.
// Where a client stands and what it filters does not change how an event looks.
func encodingKey(ctx context.Context, oc *graphql.OperationContext) string {
	v := viewer.From(ctx)
	vars := maps.Clone(oc.Variables)
	for _, def := range oc.Operation.VariableDefinitions {
		if name := def.Type.Name(); name == "EventCursor" || name == "StatusFilter" {
			delete(vars, def.Variable)
		}
	}
	b, err := json.Marshal([]any{oc.RawQuery, oc.Operation.Name, vars, v.GrantSet, v.Language()})
	if err != nil {
		return oc.RawQuery + string(v.Session) // an encoding of its own
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
