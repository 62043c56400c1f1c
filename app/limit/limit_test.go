package limit_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/limit"
	"heed/rules/fault"
	"heed/rules/viewer"
)

func TestMain(m *testing.M) { apptest.Main(m) }

var hourly = limit.Limit{Kind: "test", Most: 10, Window: time.Hour}

func refused(err error) bool { return fault.CodeOf(err) == fault.CodeRateLimited }

func TestTake(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		now := w.Context
		for i := range 10 {
			if err := hourly.Take(now(), w.Journal, "a"); err != nil {
				t.Fatalf("%d: %v", i, err)
			}
		}
		for range 2 {
			err := hourly.Take(now(), w.Journal, "a")
			if after, _ := fault.From(err).Extra["retryAfter"].(int); !refused(err) || after != 3601 {
				t.Errorf("one too many: %v, again after %d s", err, after)
			}
		}
		if err := hourly.Check(now(), w.Client, "a"); !refused(err) {
			t.Errorf("looked at: %v", err)
		}
		other := limit.Limit{Kind: "other", Most: 1, Window: time.Hour}
		for what, err := range map[string]error{
			"another":             hourly.Take(now(), w.Journal, "b"),
			"another kind":        other.Take(now(), w.Journal, "a"),
			"parts, not together": hourly.Take(now(), w.Journal, limit.Of("a", "b")),
			"nobody":              hourly.Take(now(), w.Journal, limit.Of("", "b")),
		} {
			if err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
		w.Clock.Advance(time.Hour)
		if err := hourly.Take(now(), w.Journal, "a"); err != nil {
			t.Errorf("an hour later: %v", err)
		}
		if n := w.Client.LoginAttempt.Query().CountX(now()); n != 4 {
			t.Errorf("%d counts: one swept what others counted", n)
		}
	})
}

// Of many that come at once no more than the limit get through.
func TestTakeTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		var (
			group   sync.WaitGroup
			through atomic.Int64
		)
		for range 25 {
			group.Go(func() {
				switch err := hourly.Take(w.Context(), w.Journal, "a"); {
				case err == nil:
					through.Add(1)
				case !refused(err):
					t.Error(err)
				}
			})
		}
		group.Wait()
		if through.Load() != 10 {
			t.Errorf("%d got through", through.Load())
		}
	})
}

// What is counted is counted even where the caller fails.
func TestCount(t *testing.T) {
	w := apptest.NewWorld(t)
	for i := range 10 {
		if err := hourly.Check(w.Context(), w.Client, "a"); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		ctx, stop := context.WithCancel(viewer.WithAddress(w.Context(), fmt.Sprint(i)))
		if err := hourly.Count(ctx, w.Journal, "a"); err != nil {
			t.Fatal(err)
		}
		stop()
	}
	if err := hourly.Check(w.Context(), w.Client, "a"); !refused(err) {
		t.Errorf("%v", err)
	}
}

func TestNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "192.0.2.7": "192.0.2.7", "::ffff:192.0.2.7": "192.0.2.7", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
		"fe80::1%eth0": "fe80::/64", "pipe": "pipe",
	} {
		if got := limit.Network(address); got != want {
			t.Errorf("%q is %q, want %q", address, got, want)
		}
	}
}
