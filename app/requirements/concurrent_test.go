package requirements

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// 64 members receive at once: numbers without gaps, none twice. Half of the
// changes are tried twice and fail the second time: a refusal takes no number.
func TestNumbersTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		const n = 64
		drafts := make([]*ent.Requirement, n)
		for i := range drafts {
			drafts[i] = s.draft(flow.UrgencyGeneral)
		}
		as := s.As(management)
		errs := make([]error, 2*n)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() {
				d := drafts[i%n]
				_, errs[i] = try(w, as, Receive, ReceiveInput{d.ID, d.Version})
			})
		}
		wg.Wait()
		for i := range n {
			one, two := errs[i], errs[i+n]
			if (one == nil) == (two == nil) || fault.CodeOf(one) == fault.CodeInternal || fault.CodeOf(two) == fault.CodeInternal {
				t.Errorf("received twice: %v, %v", one, two)
			}
		}
		var got []string
		for _, d := range drafts {
			got = append(got, *s.read(d.ID).Number)
		}
		slices.Sort(got)
		for i, number := range got {
			if want := fmt.Sprintf("REQ-2026-%05d", i+1); number != want {
				t.Fatalf("number %d is %s, want %s", i, number, want)
			}
		}
		counts(t, s)
	})
}

// Two requirements merged into each other at once: one merges, the other sees it.
func TestMergedIntoEachOther(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		as := s.As(management)
		for range 8 {
			one, two := s.received(flow.UrgencyGeneral), s.received(flow.UrgencyGeneral)
			errs := make([]error, 2)
			var wg sync.WaitGroup
			for i, in := range []MergeInput{
				{ID: one.ID, ExpectedVersion: one.Version, IntoID: two.ID}, {ID: two.ID, ExpectedVersion: two.Version, IntoID: one.ID},
			} {
				wg.Go(func() { _, errs[i] = try(w, as, Merge, in) })
			}
			wg.Wait()
			if (errs[0] == nil) == (errs[1] == nil) || fault.CodeOf(errs[0]) == fault.CodeInternal || fault.CodeOf(errs[1]) == fault.CodeInternal {
				t.Errorf("merged into each other: %v, %v", errs[0], errs[1])
			}
		}
	})
}

// A year has its own numbers, by the calendar of the company's zone.
func TestNumbersByYear(t *testing.T) {
	w := apptest.NewWorld(t)
	s := newStage(t, w)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2026, 12, 31, 15, 59, 0, 0, time.UTC), "REQ-2026-00001"},
		{time.Date(2026, 12, 31, 16, 0, 0, 0, time.UTC), "REQ-2027-00001"}, // New Year in Shanghai
		{time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC), "REQ-2027-00002"},
	} {
		s.Clock.Set(c.at)
		if r := s.received(flow.UrgencyUrgent); *r.Number != c.want {
			t.Errorf("at %v it is %s, want %s", c.at, *r.Number, c.want)
		}
	}
}

// A change that fails later gives its number back.
func TestNumberGivenBack(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.draft(flow.UrgencyGeneral)
		boom := fault.Unavailable()
		_, err := w.Journal.Change(s.As(management), func(ctx context.Context, tx *ent.Tx) error {
			if _, err := Receive(ctx, tx, ReceiveInput{r.ID, r.Version}); err != nil {
				return err
			}
			return boom
		})
		if fault.CodeOf(err) != fault.CodeUnavailable {
			t.Fatal(err)
		}
		if r = must(s, management, Receive, ReceiveInput{r.ID, r.Version}); *r.Number != "REQ-2026-00001" {
			t.Errorf("it is %s", *r.Number)
		}
		counts(t, s)
	})
}
