package journal_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/counter"
	"heed/ent/database"
	"heed/ent/department"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Writers of one company commit in the order of their positions, whatever they
// did before and however long it took, and everybody who listens sees all of it.
func TestWriters(t *testing.T) {
	const writers, changes = 64, 10
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		ctx := w.A.System()
		begin := int64(len(w.A.Events(t)))
		feeds := map[string]*journal.Feed{"this process": w.Feed, "another": follow(t, w, open())}

		var (
			listeners sync.WaitGroup
			last      = begin + writers*changes*2
			hear      = func(name string, feed *journal.Feed, sub *journal.Subscription) {
				listeners.Go(func() {
					items, err := upTo(ctx, sub, last)
					for behind(err) { // on a busy machine; it goes on where it was, as clients do
						at := sub.Position()
						sub.Close()
						var more []*journal.Item
						if sub, err = feed.Listen(ctx, &at); err == nil {
							more, err = upTo(ctx, sub, last)
							items = append(items, more...)
						}
					}
					sub.Close()
					if err == nil {
						err = gapless(items, w.A.ID, begin, last)
					}
					if err != nil {
						t.Errorf("%s: %v", name, err)
					}
				})
			}
		)
		for name, feed := range feeds {
			for i := range 3 {
				hear(fmt.Sprintf("%s, live %d", name, i), feed, listen(t, feed, ctx, nil))
			}
			hear(name+", from a cursor", feed, listen(t, feed, ctx, &begin))
		}

		type span struct{ from, to, first, last int64 }
		var (
			clock atomic.Int64
			mu    sync.Mutex
			spans []span
			group sync.WaitGroup
		)
		for i := range writers {
			group.Go(func() {
				random := rand.New(rand.NewPCG(uint64(i), 1))
				for k := range changes {
					if i == 0 && k == changes/2 {
						for name, feed := range feeds {
							hear(name+", in the middle", feed, listen(t, feed, ctx, &begin))
						}
					}
					work := ctx
					if k%4 == 3 { // another company has a journal of its own
						if _, err := w.Journal.Change(w.B.System(), one("of b")); err != nil {
							t.Error(err)
						}
					}
					from, reads := clock.Add(1), random.IntN(6)
					cursor, err := w.Journal.Change(work, func(ctx context.Context, tx *ent.Tx) error {
						journal.Record(ctx, told(numbered(i*changes+k)))
						for range reads { // takes its time between the work and the commit
							if _, err := tx.Department.Query().Count(ctx); err != nil {
								return err
							}
						}
						journal.Record(ctx, told(numbered(i*changes+k)))
						journal.Count(ctx, "told", "", 2)
						return nil
					})
					if err != nil {
						t.Error(err)
						return
					}
					p := positionOf(t, cursor, w.A.ID)
					mu.Lock()
					spans = append(spans, span{from, clock.Add(1), p - 1, p})
					mu.Unlock()
				}
			})
		}
		group.Wait()
		for name, feed := range feeds {
			hear(name+", behind the ring", feed, listen(t, feed, ctx, &begin))
		}
		listeners.Wait()

		events := w.A.Events(t)
		for i, e := range events {
			if e.Position != int64(i)+1 {
				t.Fatalf("event %d has position %d", i+1, e.Position)
			}
		}
		for _, s := range spans {
			if a, b := events[s.first-1], events[s.last-1]; a.Number != b.Number {
				t.Errorf("the events of a change stand at %d and %d: %s, %s", s.first, s.last, a.Number, b.Number)
			}
			for _, later := range spans {
				if s.to < later.from && s.last > later.first {
					t.Errorf("committed before %d began, but stands at %d", later.first, s.last)
				}
			}
		}
		for _, c := range []*apptest.Company{w.A, w.B} {
			n, err := journal.Verify(ctx, w.Client, c.ID)
			if err != nil || n != int64(len(c.Events(t))) {
				t.Errorf("%s: %d events: %v", c.Slug, n, err)
			}
		}
		if c := w.Client.Counter.Query().Where(counter.Name("told")).OnlyX(ctx); c.Amount != writers*changes*2 {
			t.Errorf("counted %d", c.Amount)
		}
	})
}

// behind tells whether the listener was too slow.
func behind(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && f.Key == "subscription.too_slow"
}

// one is a change that tells one event.
func one(number string) journal.Work {
	return func(ctx context.Context, _ *ent.Tx) error {
		journal.Record(ctx, told(number))
		return nil
	}
}

func TestChangeTellsNothing(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		var woken, changed []typeid.ID
		j := journal.New(w.Client, func(tenant typeid.ID) { woken = append(woken, tenant) })
		j.OnConfig(func(n journal.News) { changed = append(changed, n.Tenant) })
		ctx, broken := w.A.System(), errors.New("broken")
		before := w.Count(t)
		fail := func(ctx context.Context, tx *ent.Tx) error {
			journal.Record(ctx, told("lost"))
			journal.Count(ctx, "lost", "", 1)
			return errors.Join(tx.Department.Update().SetName("lost").Exec(ctx), broken)
		}
		if c, err := j.Change(ctx, fail); c != "" || !errors.Is(err, broken) {
			t.Errorf("a failure: cursor %q, %v", c, err)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was swallowed")
				}
			}()
			_, _ = j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
				_ = fail(ctx, tx)
				panic("broken")
			})
		}()
		gone, cancel := context.WithCancel(ctx)
		if c, err := j.Change(gone, func(ctx context.Context, tx *ent.Tx) error {
			err := fail(ctx, tx)
			cancel()
			return err
		}); c != "" || !errors.Is(err, broken) {
			t.Errorf("a context that ended: cursor %q, %v", c, err)
		}
		if m, c, err := journal.Changed(ctx, j, func(ctx context.Context, tx *ent.Tx) (*ent.Department, error) {
			return w.A.Departments[flow.DepartmentSales], fail(ctx, tx)
		}); m != nil || c != "" || err == nil {
			t.Errorf("a failure: made %v, cursor %q, %v", m, c, err)
		}
		if after := w.Count(t); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("something stayed: %v, before %v", after, before)
		}

		for range 2 {
			c, err := j.Change(ctx, func(ctx context.Context, _ *ent.Tx) error {
				journal.Count(ctx, "met", "2026-09-09", 2)
				journal.Count(ctx, "met", "2026-09-09", 1)
				journal.Count(ctx, "met", "", -1)
				journal.Count(ctx, "nothing", "", 1)
				journal.Count(ctx, "nothing", "", -1)
				return nil
			})
			if c != "" || err != nil {
				t.Errorf("counting: cursor %q, %v", c, err)
			}
		}
		var sums []string
		for _, c := range w.Client.Counter.Query().Where(counter.NameIn("met", "nothing")).AllX(ctx) {
			sums = append(sums, fmt.Sprintf("%s/%s/%d", c.Name, c.Bucket, c.Amount))
		}
		if slices.Sort(sums); !slices.Equal(sums, []string{"met//-2", "met/2026-09-09/6"}) {
			t.Errorf("sums %q", sums)
		}
		if n := len(w.A.Events(t)); n != before[w.A.Slug+".events"] {
			t.Errorf("counting wrote %d events", n-before[w.A.Slug+".events"])
		}
		if len(woken) != 0 || len(changed) != 0 {
			t.Errorf("woken %v, changed %v", woken, changed)
		}

		due := apptest.Start.AddDate(0, 0, 3)
		for _, at := range []int{3, 5, 4} {
			w.Change(t, ctx, func(ctx context.Context, _ *ent.Tx) error {
				journal.DueBy(ctx, apptest.Start.AddDate(0, 0, at))
				return nil
			})
		}
		if h := w.Client.CompanyHead.Query().Where(companyhead.CompanyID(w.A.ID)).OnlyX(ctx); !h.NextDueAt.Equal(due) {
			t.Errorf("due %v", h.NextDueAt)
		}
		if _, err := j.Change(ctx, one("plain")); err != nil || len(woken) != 1 || len(changed) != 0 {
			t.Errorf("woken %v, changed %v, %v", woken, changed, err)
		}
		if _, err := j.Change(ctx, func(ctx context.Context, _ *ent.Tx) error {
			e := told("config")
			e.Config = true
			journal.Record(ctx, e)
			return nil
		}); err != nil || len(woken) != 2 || len(changed) != 1 {
			t.Errorf("woken %v, changed %v, %v", woken, changed, err)
		}
	})
}

// A change may tell more than one statement can carry.
func TestLargeChange(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		before := int64(len(w.A.Events(t)))
		cursor := w.Change(t, w.A.System(), func(ctx context.Context, _ *ent.Tx) error {
			for i := range 2501 {
				e := told(numbered(i))
				e.Detail = map[string]any{"title": []string{"", "新的"}}
				journal.Record(ctx, e)
			}
			return nil
		})
		if p := positionOf(t, cursor, w.A.ID); p != before+2501 {
			t.Errorf("position %d", p)
		}
		if n, err := journal.Verify(w.Context(), w.Client, w.A.ID); n != before+2501 || err != nil {
			t.Errorf("%d events, %v", n, err)
		}
		if n := w.Client.EventDetail.Query().CountX(w.A.System()); n < 2501 {
			t.Errorf("%d details", n)
		}
	})
}

// Two changes that wait for each other: the database breaks one off, and it is
// tried again.
func TestDeadlock(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	ctx := w.A.System()
	ids := []typeid.ID{w.A.Departments[flow.DepartmentSales].ID, w.A.Departments[flow.DepartmentService].ID}
	var (
		met, done sync.WaitGroup
		tries     atomic.Int64
	)
	before := len(w.A.Events(t))
	met.Add(2)
	for i := range 2 {
		done.Go(func() {
			var once sync.Once
			_, err := w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
				tries.Add(1)
				for k := range 2 {
					q := tx.Department.Query().Where(department.ID(ids[(i+k)%2]))
					q.Modify(database.Lock)
					if _, err := q.Only(ctx); err != nil {
						return fmt.Errorf("locking: %w", err)
					}
					once.Do(func() { // the first time, each holds what the other wants
						met.Done()
						met.Wait()
					})
				}
				journal.Record(ctx, told("once"))
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	done.Wait()
	if tries.Load() < 3 {
		t.Errorf("%d tries", tries.Load())
	}
	if n := len(w.A.Events(t)); n != before+2 {
		t.Errorf("%d events", n-before)
	}
	if n, err := journal.Verify(ctx, w.Client, w.A.ID); err != nil || n != int64(len(w.A.Events(t))) {
		t.Errorf("%d, %v", n, err)
	}
}
