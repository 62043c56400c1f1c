package journal_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// teller keeps what a feed tells of company A.
type teller struct {
	mu   sync.Mutex
	told []string
	who  *apptest.World
}

func (r *teller) changed(tenant typeid.ID) { r.add(tenant, "changed") }

func (r *teller) ended(tenant typeid.ID, sessions []typeid.ID) { r.add(tenant, fmt.Sprint(sessions)) }

func (r *teller) add(tenant typeid.ID, what string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if tenant == r.who.A.ID {
		r.told = append(r.told, what)
	}
}

// take gives what was told since.
func (r *teller) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	told := r.told
	r.told = nil
	return told
}

func (r *teller) feed(t *testing.T, db *database.DB) *journal.Feed {
	t.Helper()
	feed := journal.NewFeed(journal.FeedOptions{
		Client: db.Client, Now: r.who.Clock.Now, Changed: r.changed, Ended: r.ended,
		Others: func() []typeid.ID { return nil }, Lost: func() { t.Error("lost") },
	})
	run(t, feed)
	return feed
}

// events is a change that tells of administration.
func events(all ...journal.Event) journal.Work {
	return func(ctx context.Context, _ *ent.Tx) error {
		for _, e := range all {
			journal.Record(ctx, e)
		}
		return nil
	}
}

func aboutSession(kind string, n int) journal.Event {
	return journal.Event{
		Type: kind, Kind: flow.EventAdmin, Config: kind == "session.ended",
		Subject: journal.Subject{Type: flow.SubjectSession, ID: sessionID(n)},
	}
}

func sessionID(n int) typeid.ID { return typeid.ID(fmt.Sprintf("ses_%026d", n)) }

func manyEnded(n int) []journal.Event {
	all := make([]journal.Event, n)
	for i := range all {
		all[i] = aboutSession("session.ended", i)
	}
	return all
}

// The end of a session is told as what it is, to other processes and to the
// own, once; anything else makes everybody look at the whole company.
func TestEndedAlone(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		own, other := &teller{who: w}, &teller{who: w}
		near, far := own.feed(t, w.DB), other.feed(t, open())
		j := journal.New(w.Client, near.Committed)
		j.OnConfig(near.Own)
		ctx := w.A.System()
		here, there := listen(t, near, ctx, nil), listen(t, far, ctx, nil)
		roles := told("roles")
		roles.Kind, roles.Config = flow.EventAdmin, true
		// run makes the changes unseen by the others, and gives what is told of them.
		run := func(changes ...journal.Work) (near, far []string) {
			t.Helper()
			var c journal.Cursor
			for _, work := range changes {
				var err error
				if c, err = j.Change(ctx, work); err != nil {
					t.Fatal(err)
				}
			}
			end := positionOf(t, c, w.A.ID)
			for _, sub := range []*journal.Subscription{here, there} {
				if _, err := upTo(ctx, sub, end); err != nil {
					t.Fatal(err)
				}
			}
			return own.take(), other.take()
		}
		run(one("so that both know where it stands"))
		for name, test := range map[string]struct {
			changes []journal.Event
			want    string
		}{
			"the work":                 {[]journal.Event{told("work")}, ""},
			"a sign-in":                {[]journal.Event{aboutSession("session.created", 1)}, ""},
			"a sign-out":               {[]journal.Event{aboutSession("session.ended", 1)}, fmt.Sprint([]typeid.ID{sessionID(1)})},
			"two, a sign-in, and work": {[]journal.Event{aboutSession("session.ended", 1), told("x"), aboutSession("session.created", 3), aboutSession("session.ended", 2)}, fmt.Sprint([]typeid.ID{sessionID(1), sessionID(2)})},
			"roles":                    {[]journal.Event{roles}, "changed"},
			"a sign-out, and roles":    {[]journal.Event{aboutSession("session.ended", 1), roles}, "changed"},
			"very many":                {manyEnded(51), "changed"},
		} {
			near, far := run(events(test.changes...))
			want := []string{test.want}
			if test.want == "" {
				want = nil
			}
			if !slices.Equal(near, want) || !slices.Equal(far, want) {
				t.Errorf("%s: told here %v, elsewhere %v", name, near, far)
			}
		}
	})
}

// What nobody follows any longer is not kept.
func TestSeenShrinks(t *testing.T) {
	w := apptest.NewWorld(t)
	told := &teller{who: w}
	feed := told.feed(t, w.DB)
	sub := listen(t, feed, w.A.System(), nil)
	end := positionOf(t, w.Change(t, w.A.System(), one("a")), w.A.ID)
	if _, err := upTo(w.A.System(), sub, end); err != nil {
		t.Fatal(err)
	}
	if feed.Seen() != 1 {
		t.Errorf("%d companies are known", feed.Seen())
	}
	sub.Close()
	feed.Tick()
	if feed.Seen() != 0 {
		t.Errorf("%d companies are known", feed.Seen())
	}
}
