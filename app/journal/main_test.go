package journal_test

import (
	"context"
	"database/sql/driver"
	"fmt"
	"testing"
	"time"

	"entgo.io/ent/dialect"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func TestMain(m *testing.M) { apptest.Main(m) }

// replica is a test in a world, with what opens the world's database as
// another process would.
type replica func(t *testing.T, w *apptest.World, open func() *database.DB)

func both(t *testing.T, test replica) {
	t.Helper()
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		test(t, w, func() *database.DB { return w.Again(t) })
	})
}

// tamper runs statements as one who may do everything, also what triggers and
// policies forbid.
func tamper(t *testing.T, w *apptest.World, statements ...string) {
	t.Helper()
	conn, err := w.DB.SQL.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before := []string{
		"DROP TRIGGER IF EXISTS heed_events_no_update", "DROP TRIGGER IF EXISTS heed_events_no_delete",
		"DROP TRIGGER IF EXISTS heed_event_details_no_update",
	}
	if w.DB.Dialect == dialect.Postgres {
		before = []string{"RESET ROLE", "SET session_replication_role = replica"}
	}
	for _, s := range append(before, statements...) {
		if _, err := conn.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if w.DB.Dialect == dialect.Postgres { // nobody else gets this session
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
		return
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
}

// told is an event about a requirement, told by a number.
func told(number string) journal.Event {
	return journal.Event{
		Type: "requirement.received", Kind: flow.EventDomain, From: "DRAFT", To: "RECEIVED",
		Subject: journal.Subject{Type: flow.SubjectRequirement, ID: "req_00000000000000000000000001", Number: number},
	}
}

func numbered(n int) string { return fmt.Sprintf("n-%05d", n) }

// cursorOf is the position of a cursor of company A.
func positionOf(t *testing.T, c journal.Cursor, tenant typeid.ID) int64 {
	t.Helper()
	p, err := c.Position(tenant, "after")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// follow starts a feed on the database, as another process has it.
func follow(t *testing.T, w *apptest.World, db *database.DB) *journal.Feed {
	t.Helper()
	feed := journal.NewFeed(journal.FeedOptions{
		Client: db.Client, Now: w.Clock.Now, Changed: func(typeid.ID) {}, Others: func() []typeid.ID { return nil }, Lost: func() {},
	})
	run(t, feed)
	return feed
}

func run(t *testing.T, feed *journal.Feed) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		feed.Run(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-done
	})
}

func listen(t *testing.T, feed *journal.Feed, ctx context.Context, after *int64) *journal.Subscription { //nolint:revive // t comes first in test helpers
	t.Helper()
	sub, err := feed.Listen(ctx, after)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sub.Close)
	return sub
}

// patience is how long a test waits for what must come.
const patience = 60 * time.Second

// upTo reads the subscription until it stands at the position.
func upTo(ctx context.Context, sub *journal.Subscription, position int64) ([]*journal.Item, error) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	var items []*journal.Item
	for sub.Position() < position {
		item, changed, err := sub.Next(ctx)
		switch {
		case err != nil:
			return items, err
		case item != nil:
			items = append(items, item)
			continue
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return items, fmt.Errorf("stands at %d, wants %d: %w", sub.Position(), position, ctx.Err())
		}
	}
	return items, nil
}

// gapless tells what is wrong with a stream that should give the positions
// after one up to another.
func gapless(items []*journal.Item, tenant typeid.ID, after, last int64) error {
	if len(items) != int(last-after) {
		return fmt.Errorf("%d items, want %d", len(items), last-after)
	}
	for i, item := range items {
		if item.Position != after+1+int64(i) || item.TenantID != tenant {
			return fmt.Errorf("item %d is %d of %s", i, item.Position, item.TenantID)
		}
	}
	return nil
}
