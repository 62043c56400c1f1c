package journal_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// tellMembers makes a notice for each of the members, and gives their places.
func tellMembers(ctx context.Context, tx *ent.Tx, now time.Time, members ...typeid.ID) (int64, error) {
	first, err := journal.Places(ctx, tx, len(members))
	if err != nil {
		return 0, err
	}
	for i, id := range members {
		err := tx.Notification.Create().SetMemberID(id).SetType("task.open").SetSubjectType(flow.SubjectTask).
			SetSubjectID("tsk_00000000000000000000000000").SetClauseIds([]string{}).SetPosition(first + int64(i)).
			SetDedupeKey(fmt.Sprint(first, i)).SetCreatedAt(now).Exec(ctx)
		if err != nil {
			return 0, err
		}
	}
	return first, nil
}

// rung waits until the ring has so many new notices, and gives the unread ones.
func rung(t *testing.T, r *journal.NoticeListener, want int) (unread int) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), patience)
	defer stop()
	for got := 0; got < want; {
		select {
		case <-r.Woken():
		case <-ctx.Done():
			t.Fatalf("%d notices, want %d", got, want)
		}
		came, n, err := r.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		got, unread = got+len(came), n
	}
	return unread
}

// Those whom a notice is for are woken, in every process; nobody else is, and
// neither positions nor hashes of events move.
func TestBells(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		feeds := []*journal.Feed{w.Feed, follow(t, w, open())}
		id := func(name string) typeid.ID { return w.A.Members[name].ID }
		before, err := journal.Head(w.A.System(), w.Client, w.A.ID)
		if err != nil {
			t.Fatal(err)
		}
		var staff, others []*journal.NoticeListener
		for _, feed := range feeds {
			for i, ctx := range []context.Context{w.As("staff"), w.As("head.sales"), w.B.As("staff")} {
				r, err := feed.ListenNotices(ctx)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(r.Close)
				if n, err := r.Unread(t.Context()); n != 0 || err != nil {
					t.Errorf("%d unread, %v", n, err)
				}
				if i == 0 {
					staff = append(staff, r)
				} else {
					others = append(others, r)
				}
			}
		}
		cursor := w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tellMembers(ctx, tx, w.Clock.Now(), id("staff"), id("staff"), id("admin"))
			return err
		})
		for i, r := range staff {
			if n := rung(t, r, 2); n != 2 {
				t.Errorf("feed %d: %d unread", i, n)
			}
		}
		for _, r := range others {
			select {
			case <-r.Woken():
				t.Error("others are woken")
			default:
			}
		}
		after, err := journal.Head(w.A.System(), w.Client, w.A.ID)
		if err != nil {
			t.Fatal(err)
		}
		if cursor != "" || after.Position != before.Position || string(after.Hash) != string(before.Hash) || after.NoticePosition != before.NoticePosition+3 {
			t.Errorf("cursor %q, head %+v, was %+v", cursor, after, before)
		}
		// A change that is taken back tells nobody, and its places are given again.
		_, err = w.Journal.Change(w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			if _, err := tellMembers(ctx, tx, w.Clock.Now(), id("staff")); err != nil {
				return err
			}
			return context.Canceled
		})
		if err == nil {
			t.Error("no error")
		}
		var first int64
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) (err error) {
			journal.Record(ctx, told("with an event"))
			first, err = tellMembers(ctx, tx, w.Clock.Now(), id("staff"))
			return err
		})
		if first != after.NoticePosition+1 {
			t.Errorf("the next place is %d", first)
		}
		for _, r := range staff {
			if n := rung(t, r, 1); n != 3 {
				t.Errorf("%d unread", n)
			}
			r.Close()
			r.Close()
		}
		if n, err := journal.Verify(w.A.System(), w.Client, w.A.ID); err != nil || n != before.Position+1 {
			t.Errorf("the chain: %d, %v", n, err)
		}
	})
}
