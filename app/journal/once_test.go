package journal_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// once renames a department, and counts how often.
func once(w *apptest.World, ctx context.Context, key journal.Key, times *atomic.Int64, fails error) (*ent.Department, journal.Cursor, error) { //nolint:revive // the world comes first
	return journal.Changed(journal.WithKey(ctx, key), w.Journal, func(ctx context.Context, tx *ent.Tx) (*ent.Department, error) {
		d, err := tx.Department.Create().SetName("部门 " + string(typeid.New("x", viewer.Now(ctx)))).SetType("OTHER").Save(ctx)
		if err != nil {
			return nil, err
		}
		times.Add(1)
		journal.Record(ctx, told("once"))
		return d, fails
	})
}

func TestOnceAKey(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		var times atomic.Int64
		management := w.As("management")
		key := journal.Key{Text: "k-1", Operation: "departmentCreate", Input: []byte(`{"name":"部门"}`)}
		before := w.Count(t)
		broken := errors.New("broken")
		if _, _, err := once(w, management, key, &times, broken); !errors.Is(err, broken) {
			t.Fatal(err)
		}
		if after := w.Count(t); after["idempotency_records"] != before["idempotency_records"] {
			t.Error("a change that failed keeps its key")
		}
		made, cursor, err := once(w, management, key, &times, nil)
		if err != nil || times.Load() != 2 {
			t.Fatalf("after a failure: %d times, %v", times.Load(), err)
		}
		var again *journal.Repeated
		if _, _, err := once(w, management, key, &times, nil); !errors.As(err, &again) || again.Made != made.ID || again.Cursor != cursor {
			t.Errorf("a second time: %v, want %s at %s", err, made.ID, cursor)
		}
		if err := journal.Earlier(journal.WithKey(management, key), w.Client); !errors.As(err, &again) || again.Made != made.ID {
			t.Errorf("looked up: %v", err)
		}
		for name, other := range map[string]journal.Key{
			"another input":     {Text: key.Text, Operation: key.Operation, Input: []byte(`{}`)},
			"another operation": {Text: key.Text, Operation: "memberCreate", Input: key.Input},
		} {
			if _, _, err := once(w, management, other, &times, nil); fault.CodeOf(err) != fault.CodeIdempotencyMismatch {
				t.Errorf("%s: %v", name, err)
			}
		}
		if times.Load() != 2 {
			t.Errorf("done %d times", times.Load())
		}
		// The key is its member's, and its company's.
		if _, _, err := once(w, w.As("admin"), key, &times, nil); err != nil {
			t.Errorf("another member: %v", err)
		}
		if _, _, err := once(w, w.B.As("management"), key, &times, nil); err != nil {
			t.Errorf("another company: %v", err)
		}
		// After a day it is free.
		w.Clock.Advance(journal.KeyTTL + time.Second)
		if next, _, err := once(w, w.As("management"), key, &times, nil); err != nil || next.ID == made.ID {
			t.Errorf("a day later: %v", err)
		}
		if n := w.Client.IdempotencyRecord.Query().CountX(w.A.System()); n != 1 {
			t.Errorf("%d keys are kept", n)
		}
	})
}

// Of many at once with one key one does it, and all get its result.
func TestOnceAmongRivals(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		const rivals = 16
		var (
			times atomic.Int64
			made  [rivals]string
			work  sync.WaitGroup
		)
		ctx := w.As("management")
		key := journal.Key{Text: "rival", Operation: "departmentCreate", Input: []byte("{}")}
		for i := range rivals {
			work.Go(func() {
				d, _, err := once(w, ctx, key, &times, nil)
				var again *journal.Repeated
				switch {
				case err == nil:
					made[i] = string(d.ID)
				case errors.As(err, &again):
					made[i] = string(again.Made)
				default:
					t.Error(err)
				}
			})
		}
		work.Wait()
		if times.Load() != 1 {
			t.Errorf("done %d times", times.Load())
		}
		for i := range made {
			if made[i] == "" || made[i] != made[0] {
				t.Errorf("rival %d got %q, the first %q", i, made[i], made[0])
			}
		}
	})
}
