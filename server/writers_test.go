package server_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/server/servertest"
)

// 64 clients write at the same time, while 20 listen: everybody gets every
// event once, in the journal's order, whose positions have no gap.
func TestWritersAndListeners(t *testing.T) {
	const writers, each, listeners = 64, 3, 20
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token := s.Token(t, "management")
		st := s.Stage(w.A, "management")
		customer, from := st.ID(t, "customer"), st.Value(t, "cursor")
		const document = `mutation($in: RequirementCreateInput!) { requirementCreate(input: $in) { cursor requirement { id } } }`
		var (
			all   sync.WaitGroup
			mu    sync.Mutex
			wrote = map[string]bool{} // cursors
		)
		seen := make([][]string, listeners)
		for i := range listeners {
			variables := vars{"filter": vars{"types": []string{"requirement.draft"}}}
			if i%2 == 0 { // half of them come late, and read what they missed
				variables["after"] = from
			}
			c := s.Dial(t, token)
			c.Subscribe("1", liveQuery, variables)
			c.Event()
			all.Go(func() {
				for len(seen[i]) < writers*each {
					e, err := c.TryEvent()
					if err != nil {
						t.Errorf("listener %d after %d events: %v", i, len(seen[i]), err)
						return
					}
					if e.Kind == "CHANGE" {
						seen[i] = append(seen[i], e.Cursor)
					}
				}
			})
		}
		for i := range writers {
			all.Go(func() {
				for n := range each {
					<-time.After(time.Duration(rand.IntN(5)) * time.Millisecond) // mixes the writers
					a, err := s.Try(token, document, vars{"in": vars{
						"customerId": customer, "title": fmt.Sprintf("%d/%d", i, n), "originalText": "x", "source": "VISIT",
						"collectedAt": "2026-09-09T01:00:00Z", "category": "OTHER", "urgency": "GENERAL",
					}})
					if err != nil || a.Code() != "" {
						t.Errorf("writer %d: %v %+v", i, err, a)
						return
					}
					cursor := a.Text(t, "requirementCreate.cursor")
					mu.Lock()
					wrote[cursor] = true
					mu.Unlock()
				}
			})
		}
		all.Wait()
		for i, e := range w.A.Events(t) {
			if e.Position != int64(i+1) {
				t.Fatalf("event %d has position %d", i+1, e.Position)
			}
		}
		if len(wrote) != writers*each {
			t.Fatalf("%d of %d were written", len(wrote), writers*each)
		}
		for i, cursors := range seen {
			var last int64
			for n, cursor := range cursors {
				position, err := journal.Cursor(cursor).Position(w.A.ID, "cursor")
				if err != nil || position <= last || !wrote[cursor] {
					t.Errorf("listener %d: event %d is doubled, not written or out of order: %v", i, n, err)
				}
				last = position
			}
			if len(cursors) != writers*each {
				t.Errorf("listener %d got %d of %d", i, len(cursors), writers*each)
			}
		}
	})
}
