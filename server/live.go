package server

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"heed/app/journal"
	"heed/graph"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// stream is a subscription's, over whatever transport.
type stream interface {
	Next(ctx context.Context) (payload []byte, err error)
	Offer(give func(payload []byte) bool)
	Close()
}

// live gives the stream of a subscription.
func (s *Server) live(ctx context.Context, oc *graphql.OperationContext) stream {
	if graph.SubscribedTo(oc) == "notificationReceived" {
		return s.notices(ctx, oc)
	}
	return s.status(ctx, oc)
}

// status gives the stream of a statusChanged subscription: it reads the shared
// feed of the company, and each event is encoded once for all who asked for it
// in the same words, language and rights.
func (s *Server) status(ctx context.Context, oc *graphql.OperationContext) *liveStream {
	l := &liveStream{following: s.following(ctx, graph.MayListen), encoder: newEncoder[*model.StatusEvent](ctx, s.exec.Executor, oc)}
	l.err = l.open(ctx, oc)
	return l
}

// liveStream is one subscription's place in the company's journal.
type liveStream struct {
	following
	sub        *journal.Subscription
	filter     *journal.Filter
	encoder    *encoder[*model.StatusEvent]
	err        error // of opening
	everything bool  // the viewer may read all events of the work
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
			if l.quiet() {
				return l.sign(ctx, model.StatusEventKindHeartbeat)
			}
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

// look is following.look, with what follows from other rights.
func (l *liveStream) look(ctx context.Context) error {
	changed, err := l.following.look(ctx)
	if changed {
		l.everything = journal.Everything(l.viewer)
	}
	return err
}

// sign is a heartbeat or a reset at the present place.
func (l *liveStream) sign(ctx context.Context, kind model.StatusEventKind) ([]byte, error) {
	l.beat()
	return l.encoder.encode(&model.StatusEvent{
		Kind: kind, Cursor: journal.CursorAt(viewer.Tenant(ctx), l.sub.Position()),
		OccurredAt: l.server.o.Now(), ClauseIds: []string{},
	})
}
