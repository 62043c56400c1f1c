package database

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"log/slog"
	"strings"
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
	own     string // marks this process's notices, which it need not hear
	mu      sync.Mutex
	pending map[typeid.ID]bool
	wake    chan struct{}
}

// NewNotifier makes a notifier; Run makes it go.
func NewNotifier(db *sql.DB) *Notifier {
	return &Notifier{db: db, own: rand.Text(), pending: map[typeid.ID]bool{}, wake: make(chan struct{}, 1)}
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
		_, err := n.db.ExecContext(ctx, "SELECT pg_notify('"+channel+"', $1 || t) FROM unnest($2::text[]) AS t", n.own+" ", pq.Array(which))
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

// Listen calls grown for every company whose journal another process tells to
// have grown, until the context ends, whatever the network does. Lost
// connections are made again, and grown is called with "": nobody knows what was told
// meanwhile.
func (n *Notifier) Listen(ctx context.Context, url string, grown func(tenant typeid.ID)) error {
	l := pq.NewListener(url, listenAgain, listenMost, func(_ pq.ListenerEventType, err error) {
		if err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "listening to the other replicas", "error", err)
		}
	})
	// The listener knows no context, and all it does may wait for the network.
	listening := make(chan error, 1)
	go func() { listening <- l.Listen(channel) }()
	context.AfterFunc(ctx, func() { _ = l.Close() })
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-listening:
			if err != nil && ctx.Err() == nil {
				return errors.Join(err, l.Close())
			}
		case told := <-l.Notify:
			if told == nil { // after a reconnection
				grown("")
				continue
			}
			if from, tenant, ok := strings.Cut(told.Extra, " "); ok && from != n.own {
				grown(typeid.ID(tenant))
			}
		}
	}
}
