package database

import (
	"context"
	"database/sql"
	"log/slog"
	"sync"
	"time"

	"github.com/lib/pq"

	"heed/rules/typeid"
)

// channel is where replicas tell each other that a company's journal has grown.
const channel = "heed_journal"

// Notifier tells the other replicas, after the commit, that companies' journals
// have grown. NOTIFY takes a lock over the whole database at commit, so it never
// stands in a change's own transaction, and what comes together goes together.
type Notifier struct {
	db      *sql.DB
	mu      sync.Mutex
	pending map[typeid.ID]bool
	wake    chan struct{}
}

// NewNotifier makes a notifier; Run makes it go.
func NewNotifier(db *sql.DB) *Notifier {
	return &Notifier{db: db, pending: map[typeid.ID]bool{}, wake: make(chan struct{}, 1)}
}

// Notify never blocks.
func (n *Notifier) Notify(tenant typeid.ID) {
	n.mu.Lock()
	n.pending[tenant] = true
	n.mu.Unlock()
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

// Run sends what is pending until the context ends. What cannot be sent is not
// lost: the others look at the heads anyway, a little later.
func (n *Notifier) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-n.wake:
		}
		n.mu.Lock()
		which := make([]string, 0, len(n.pending))
		for tenant := range n.pending {
			which = append(which, string(tenant))
		}
		clear(n.pending)
		n.mu.Unlock()
		_, err := n.db.ExecContext(ctx, "SELECT pg_notify('"+channel+"', t) FROM unnest($1::text[]) AS t", pq.Array(which))
		if err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "telling the other replicas", "error", err)
		}
	}
}

// How long a listener waits before it connects again.
const (
	listenAgain = 100 * time.Millisecond
	listenMost  = 10 * time.Second
)

// Listen calls grown for every company whose journal another replica tells to
// have grown, until the context ends. Lost connections are made again.
func Listen(ctx context.Context, url string, grown func(tenant typeid.ID)) error {
	l := pq.NewListener(url, listenAgain, listenMost, func(_ pq.ListenerEventType, err error) {
		if err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "listening to the other replicas", "error", err)
		}
	})
	defer func() { _ = l.Close() }()
	if err := l.Listen(channel); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case n := <-l.Notify:
			if n != nil { // nil after a reconnection: the feed looks by itself
				grown(typeid.ID(n.Extra))
			}
		}
	}
}
