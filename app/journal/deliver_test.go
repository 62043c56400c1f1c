package journal_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
)

// listener takes items as they are offered, and by itself what it has refused.
type listener struct {
	sub     *journal.Subscription
	refuses func(position int64) bool
	until   int64
	items   []*journal.Item
	offered int
	done    chan struct{}
}

func (l *listener) take(item *journal.Item) {
	l.items = append(l.items, item)
	if item.Position == l.until {
		close(l.done)
	}
}

func (l *listener) offer(item *journal.Item) bool {
	if l.refuses(item.Position) {
		return false
	}
	l.offered++
	l.take(item)
	return true
}

// follow is the listener's own goroutine.
func (l *listener) follow(ctx context.Context) error {
	for {
		item, woken, err := l.sub.Next(ctx)
		switch {
		case err != nil:
			return err
		case item != nil:
			l.take(item)
			continue
		}
		select {
		case <-woken:
		case <-l.done:
			return nil
		case <-ctx.Done():
			return fmt.Errorf("stands at %d, wants %d: %w", l.sub.Position(), l.until, ctx.Err())
		}
	}
}

// Whether an item is offered or fetched, each comes once and in order; who takes
// what is offered is never woken.
func TestOffer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		const listeners, writers, each = 300, 4, 12
		ctx, stop := context.WithTimeout(w.A.System(), patience)
		defer stop()
		begin := int64(len(w.A.Events(t)))
		all := make([]*listener, listeners)
		var work sync.WaitGroup
		for i := range all {
			l := &listener{sub: listen(t, w.Feed, ctx, nil), until: begin + writers*each, done: make(chan struct{})}
			l.refuses = func(position int64) bool { return i%3 == 1 && position%int64(2+i%5) == 0 || i%3 == 2 }
			l.sub.Offer(l.offer)
			all[i] = l
			work.Go(func() {
				if err := l.follow(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		for k := range writers {
			work.Go(func() {
				for n := range each {
					w.Change(t, w.As("management"), one(numbered(k*each+n)))
				}
			})
		}
		work.Wait()
		offered := 0
		for i, l := range all {
			if err := gapless(l.items, w.A.ID, begin, l.until); err != nil {
				t.Errorf("listener %d: %v", i, err)
			}
			if i%3 == 2 && l.offered > 0 {
				t.Errorf("listener %d refused and took %d", i, l.offered)
			}
			if i%3 == 0 {
				offered += l.offered
			}
		}
		if offered == 0 {
			t.Error("nothing was taken as it was offered")
		}
	})
}

// One who does not take what is offered, against the promise, keeps nobody
// waiting but itself; and pausing waits for what is under way.
func TestOfferToTheSlow(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx, stop := context.WithTimeout(w.A.System(), patience)
	defer stop()
	const slow, quick = 20, 5
	began, release := make(chan struct{}, slow), make(chan struct{})
	for range slow {
		sub := listen(t, w.Feed, ctx, nil)
		sub.Offer(func(*journal.Item) bool {
			began <- struct{}{}
			<-release
			return true
		})
		if item, _, err := sub.Next(ctx); item != nil || err != nil {
			t.Fatal(item, err)
		}
		defer func() { // the listener's word about its place comes after what it was given
			if p := sub.Position(); p != int64(len(w.A.Events(t))) {
				t.Errorf("stands at %d", p)
			}
		}()
	}
	var work sync.WaitGroup
	for range quick {
		l := &listener{
			sub: listen(t, w.Feed, ctx, nil), until: int64(len(w.A.Events(t))) + 1, done: make(chan struct{}),
			refuses: func(int64) bool { return false },
		}
		l.sub.Offer(l.offer)
		work.Go(func() {
			if err := l.follow(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	w.Change(t, ctx, one("for all"))
	work.Wait()
	for range slow {
		<-began
	}
	close(release)
}

// A panic of who is offered something is met again by its own goroutine.
func TestOfferPanics(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := w.A.System()
	sub := listen(t, w.Feed, ctx, nil)
	sub.Offer(func(*journal.Item) bool { panic("no") })
	end := positionOf(t, w.Change(t, ctx, one("a")), w.A.ID)
	if items, err := upTo(ctx, sub, end); err != nil || len(items) != 1 {
		t.Errorf("%d items, %v", len(items), err)
	}
	sub.Close()
	sub.Close()
	w.Change(t, ctx, one("b")) // nobody is offered anything
}

// What is large, or for too many keys, is made anew; it is right all the same.
func TestOnceKeepsLittle(t *testing.T) {
	item, n := &journal.Item{}, map[string]int{}
	ask := func(key string, size int) {
		t.Helper()
		b, err := item.Once(key, func() ([]byte, error) {
			n[key]++
			return bytes.Repeat([]byte(key[:1]), size), nil
		})
		if err != nil || string(b) != strings.Repeat(key[:1], size) {
			t.Errorf("%s: %d bytes, %v", key, len(b), err)
		}
	}
	for range 3 {
		ask("large", 1<<20)
		ask("small", 100)
	}
	if n["large"] != 3 || n["small"] != 1 {
		t.Errorf("made %v", n)
	}
	for range 2 {
		for i := range 100 {
			ask(fmt.Sprintf("k%d", i), 10)
		}
	}
	if n["k0"] != 1 || n["k99"] != 2 {
		t.Errorf("the first of many was made %d times, the last %d times", n["k0"], n["k99"])
	}
	broken := errors.New("broken")
	if _, err := item.Once("large", func() ([]byte, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("what was not kept is not asked again: %v", err)
	}
}
