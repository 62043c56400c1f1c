package journal_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/database"
	"heed/ent/intercept"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func TestListen(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := w.A.System()
		n := int64(len(w.A.Events(t)))
		w.Client.CompanyHead.Update().Where(companyhead.CompanyID(w.A.ID)).SetFloor(5).ExecX(ctx)
		for name, test := range map[string]struct {
			after *int64
			reset bool
			first int64
		}{
			"from now on":        {nil, false, n + 1},
			"from the end":       {new(n), false, n + 1},
			"from a cursor":      {new(n - 2), false, n - 1},
			"from the floor":     {new(int64(5)), false, 6},
			"before the floor":   {new(int64(4)), true, n + 1},
			"from the beginning": {new(int64(0)), true, n + 1},
			"beyond the end":     {new(n + 1), true, n + 1},
			"far beyond the end": {new(int64(1) << 62), true, n + 1},
		} {
			sub := listen(t, w.Feed, ctx, test.after)
			if sub.Reset() != test.reset || sub.Reset() {
				t.Errorf("%s: reset is not %t, once", name, test.reset)
			}
			if sub.Position() != test.first-1 {
				t.Errorf("%s: stands at %d", name, sub.Position())
			}
			t.Cleanup(func() {
				items, err := upTo(ctx, sub, n+1)
				if err == nil {
					err = gapless(items, w.A.ID, test.first-1, n+1)
				}
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
		if _, err := w.Feed.Listen(w.Context(), nil); err == nil {
			t.Error("listened to no company")
		}
		w.Change(t, ctx, one("next"))
	})
}

// Closing twice is closing once: the others go on listening.
func TestCloseTwice(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := w.A.System()
	first, second := listen(t, w.Feed, ctx, nil), listen(t, w.Feed, ctx, nil)
	first.Close()
	first.Close()
	end := positionOf(t, w.Change(t, ctx, one("after")), w.A.ID)
	if _, err := upTo(ctx, second, end); err != nil {
		t.Error(err)
	}
}

// Who falls too far behind is told from where to go on, and loses nothing.
func TestTooSlow(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := w.A.System()
		begin := int64(len(w.A.Events(t)))
		slow, fast, barely := listen(t, w.Feed, ctx, nil), listen(t, w.Feed, ctx, nil), listen(t, w.Feed, ctx, nil)
		write := func(n int) int64 {
			end := tell(t, w, ctx, n, func(n int) journal.Event { return told(numbered(n)) })
			if _, err := upTo(ctx, fast, end); err != nil {
				t.Fatal(err)
			}
			return end
		}
		// 1,024 behind is not too far.
		end := write(1024)
		if items, err := upTo(ctx, barely, end); err != nil || gapless(items, w.A.ID, begin, end) != nil {
			t.Errorf("1,024 behind: %d items, %v", len(items), err)
		}
		// The slow one reads a little, stands still, and reads on.
		items, err := upTo(ctx, slow, begin+3)
		if err != nil {
			t.Fatal(err)
		}
		end = write(2000)
		more, err := upTo(ctx, slow, end)
		items = append(items, more...)
		f := fault.From(err)
		if f.Code != fault.CodeUnavailable || f.Key != "subscription.too_slow" || !f.Code.Retryable() {
			t.Fatalf("not refused: %v", err)
		}
		cursor, _ := f.Extra["cursor"].(string)
		from := positionOf(t, journal.Cursor(cursor), w.A.ID)
		if from != slow.Position() || from >= end {
			t.Errorf("to go on from %d, stood at %d of %d", from, slow.Position(), end)
		}
		slow.Close()
		again := listen(t, w.Feed, ctx, &from)
		if again.Reset() {
			t.Error("reset")
		}
		write(1)
		end++
		more, err = upTo(ctx, again, end)
		if err == nil {
			err = gapless(append(items, more...), w.A.ID, begin, end)
		}
		if err != nil {
			t.Error(err)
		}
	})
}

// Subscribers share what is read, and what is made of it.
func TestShared(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		const changes = 20
		db := open()
		var reads atomic.Int64
		count := intercept.Func(func(_ context.Context, q intercept.Query) error {
			if q.Type() == ent.TypeEvent || q.Type() == ent.TypeMember {
				reads.Add(1)
			}
			return nil
		})
		db.Client.Event.Intercept(count)
		db.Client.Member.Intercept(count)
		feed := follow(t, w, db)
		for _, subscribers := range []int{1, 500} {
			ctx := w.A.System()
			own, sent := database.WithStatements(ctx)
			subs := make([]*journal.Subscription, subscribers)
			for i := range subs {
				subs[i] = listen(t, feed, ctx, nil)
			}
			reads.Store(0)
			var (
				listeners sync.WaitGroup
				made      atomic.Int64
				end       = int64(len(w.A.Events(t)) + changes)
			)
			for _, sub := range subs {
				listeners.Go(func() {
					items, err := upTo(own, sub, end)
					if err == nil {
						err = gapless(items, w.A.ID, end-changes, end)
					}
					if err != nil {
						t.Error(err)
						return
					}
					for _, item := range items {
						b, err := item.Once("en", func() ([]byte, error) {
							made.Add(1)
							return []byte(item.Number), nil
						})
						if string(b) != item.Number || err != nil {
							t.Errorf("%q, %v", b, err)
						}
					}
				})
			}
			for i := range changes {
				w.Change(t, w.As("management"), one(numbered(i)))
				feed.Wake(w.A.ID)
			}
			listeners.Wait()
			if n := reads.Load(); n > 2*changes {
				t.Errorf("%d subscribers, %d changes: %d reads of events and names", subscribers, changes, n)
			}
			if sent.Count() != 0 {
				t.Errorf("%d subscribers sent %d statements themselves", subscribers, sent.Count())
			}
			if made.Load() != changes {
				t.Errorf("%d subscribers made %d frames of %d events", subscribers, made.Load(), changes)
			}
			for _, sub := range subs {
				sub.Close()
			}
		}
	})
}

// What fails is tried again by the next who asks; another key is another thing.
func TestOnce(t *testing.T) {
	item, n := &journal.Item{}, map[string]int{}
	broken := errors.New("broken")
	for range 2 {
		if _, err := item.Once("a", func() ([]byte, error) { n["a"]++; return nil, broken }); !errors.Is(err, broken) {
			t.Error(err)
		}
		if b, err := item.Once("b", func() ([]byte, error) { n["b"]++; return []byte("b"), nil }); string(b) != "b" || err != nil {
			t.Errorf("%q, %v", b, err)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Error("who asks after a panic got nothing, and no panic")
				}
			}()
			_, _ = item.Once("c", func() ([]byte, error) { panic("c") })
		}()
	}
	if n["a"] != 2 || n["b"] != 1 {
		t.Errorf("made %v times", n)
	}
}

// A feed without its database goes on where it was when it is back. What is
// known counts as old only when that takes long, and then once.
func TestLostDatabase(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		db := open()
		var down atomic.Bool
		tried := make(chan struct{}) // takes every look in vain
		over := make(chan struct{})
		back := sync.OnceFunc(func() { close(over) })
		db.Client.CompanyHead.Intercept(intercept.Func(func(ctx context.Context, _ intercept.Query) error {
			if !down.Load() || viewer.Tenant(ctx) != "" { // the feed's own looks only
				return nil
			}
			select {
			case tried <- struct{}{}:
			case <-over:
			}
			return errors.New("the database is away")
		}))
		var mu sync.Mutex
		changed, lost := map[typeid.ID]int{}, 0
		feed := journal.NewFeed(journal.FeedOptions{
			Client: db.Client, Now: w.Clock.Now, Others: func() []typeid.ID { return []typeid.ID{w.B.ID} },
			Changed: func(tenant typeid.ID) {
				mu.Lock()
				defer mu.Unlock()
				changed[tenant]++
			},
			Lost: func() {
				mu.Lock()
				defer mu.Unlock()
				lost++
			},
		})
		run(t, feed)
		t.Cleanup(back)
		ctx := w.A.System()
		begin := int64(len(w.A.Events(t)))
		sub, other := listen(t, feed, ctx, nil), listen(t, feed, w.B.System(), nil)
		end := positionOf(t, w.Change(t, ctx, one("before")), w.A.ID)
		if _, err := upTo(ctx, sub, end); err != nil {
			t.Fatal(err)
		}
		p := positionOf(t, w.Change(t, w.B.System(), one("b")), w.B.ID)
		if _, err := upTo(w.B.System(), other, p); err != nil {
			t.Fatal(err)
		}
		down.Store(true)
		// lostAfter is how often it was lost when the clock was moved and looks failed.
		lostAfter := func(d time.Duration) int {
			w.Clock.Advance(d)
			for range 3 { // what the first look in vain said was taken when the third begins
				<-tried
			}
			mu.Lock()
			defer mu.Unlock()
			return lost
		}
		for _, step := range []struct {
			by   time.Duration
			lost int
		}{{0, 0}, {2 * time.Second, 0}, {time.Millisecond, 1}, {30 * time.Second, 1}, {30 * time.Second, 2}} {
			if n := lostAfter(step.by); n != step.lost {
				t.Errorf("after %s more: lost %d times, want %d", step.by, n, step.lost)
			}
		}
		end = positionOf(t, w.Change(t, ctx, one("meanwhile")), w.A.ID)
		w.Change(t, w.B.System(), func(ctx context.Context, _ *ent.Tx) error {
			e := told("config")
			e.Kind, e.Config = flow.EventAdmin, true
			journal.Record(ctx, e)
			return nil
		})
		mu.Lock()
		clear(changed)
		mu.Unlock()
		down.Store(false)
		back()
		items, err := upTo(ctx, sub, end)
		if err == nil {
			err = gapless(items, w.A.ID, begin+1, end)
		}
		if err != nil {
			t.Error(err)
		}
		if _, err := upTo(w.B.System(), other, p+1); err != nil {
			t.Fatal(err)
		}
		// It tells of what has changed, and of nothing else.
		mu.Lock()
		defer mu.Unlock()
		if changed[w.A.ID] != 0 || changed[w.B.ID] != 1 {
			t.Errorf("told of %v", changed)
		}
	})
}

// A company whose journal cannot be read keeps no other company waiting, and no
// cache is emptied for it.
func TestBrokenCompany(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		db := open()
		var broken atomic.Value
		broken.Store(w.A.ID)
		looked := make(chan struct{}, 1)
		db.Client.Event.Intercept(intercept.Func(func(ctx context.Context, _ intercept.Query) error {
			if viewer.Tenant(ctx) != broken.Load() {
				return nil
			}
			select {
			case looked <- struct{}{}:
			default:
			}
			return fmt.Errorf("the events of %s cannot be read", viewer.Tenant(ctx))
		}))
		feed := journal.NewFeed(journal.FeedOptions{
			Client: db.Client, Now: w.Clock.Now, Changed: func(typeid.ID) {}, Others: func() []typeid.ID { return nil },
			Lost: func() { t.Error("news was lost") },
		})
		run(t, feed)
		a, b := listen(t, feed, w.A.System(), nil), listen(t, feed, w.B.System(), nil)
		for round := range 5 {
			endA := positionOf(t, w.Change(t, w.A.System(), one("a")), w.A.ID)
			endB := positionOf(t, w.Change(t, w.B.System(), one("b")), w.B.ID)
			feed.Wake(w.A.ID)
			feed.Wake(w.B.ID)
			<-looked
			if _, err := upTo(w.B.System(), b, endB); err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
			if round < 4 {
				continue
			}
			broken.Store(typeid.ID(""))
			if items, err := upTo(w.A.System(), a, endA); err != nil || len(items) != 5 {
				t.Errorf("after that: %d items, %v", len(items), err)
			}
		}
	})
}
