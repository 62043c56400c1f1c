package server

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"heed/app/journal"
	"heed/ent"
	"heed/graph"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// notices gives the stream of a notificationReceived subscription.
func (s *Server) notices(ctx context.Context, oc *graphql.OperationContext) *noticeStream {
	n := &noticeStream{following: s.following(ctx, graph.MayBeTold), encoder: newEncoder[*model.NotificationSignal](ctx, s.exec.Executor, oc)}
	n.err = n.open(ctx)
	return n
}

// noticeStream waits for the notices of one member.
type noticeStream struct {
	following
	heard   *journal.NoticeListener
	encoder *encoder[*model.NotificationSignal]
	came    []*ent.Notification // read and not yet given
	unread  int                 // when they were read
	err     error               // of opening
}

func (n *noticeStream) open(ctx context.Context) error {
	if n.viewer.Kind != viewer.Member {
		return fault.Unauthenticated()
	}
	if err := n.may(ctx); err != nil {
		return err
	}
	var err error
	n.heard, err = n.server.o.Feed.ListenNotices(ctx)
	return err
}

// Close implements socket.Stream and httpql.Stream.
func (n *noticeStream) Close() {
	n.heartbeat.Stop()
	if n.heard != nil {
		n.heard.Close()
	}
	n.encoder.close()
}

// Offer implements socket.Offering: notices are few and of one member, so that
// each is left to Next.
func (n *noticeStream) Offer(func(payload []byte) bool) {}

// Next implements socket.Stream and httpql.Stream: first a sign of life with the
// number of unread notices, then each notice. Rights are looked at again before
// each.
func (n *noticeStream) Next(ctx context.Context) ([]byte, error) {
	if n.err != nil {
		return nil, n.err
	}
	if !n.greeted {
		n.greeted = true
		return n.sign(ctx)
	}
	for {
		if len(n.came) > 0 {
			if _, err := n.look(ctx); err != nil {
				return nil, err
			}
			next := n.came[0]
			n.came = n.came[1:]
			n.beat()
			return n.encoder.encode(graph.Notified(next, n.unread))
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-n.heard.Woken():
			if err := n.read(ctx); err != nil {
				return nil, err
			}
		case <-n.heartbeat.C:
			if n.quiet() {
				return n.sign(ctx)
			}
		}
	}
}

// sign is a sign of life.
func (n *noticeStream) sign(ctx context.Context) (_ []byte, err error) {
	if _, err := n.look(ctx); err != nil {
		return nil, err
	}
	if n.unread, err = n.heard.Unread(ctx); err != nil {
		return nil, err
	}
	n.beat()
	return n.encoder.encode(graph.Notified(nil, n.unread))
}

func (n *noticeStream) read(ctx context.Context) (err error) {
	n.came, n.unread, err = n.heard.Next(ctx)
	return err
}
