package journal_test

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
)

// Events that move clocks tell of it as far as their detail says it; other events, and
// those whose detail is not there or cannot be read, tell nothing and are read all the same.
func TestMoved(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		begin := int64(len(w.A.Events(t)))
		was := w.Clock.Now().Add(time.Hour)
		due := was.Add(time.Hour)
		cases := []struct {
			typ    string
			detail map[string]any
			tells  bool
		}{
			{"clock.recomputed", map[string]any{"oldDueAt": was, "newDueAt": due, "clock": "clk_x"}, true},
			{"clock.resumed", map[string]any{"oldDueAt": was, "newDueAt": due}, true},
			{"clock.paused", map[string]any{"oldDueAt": was, "newDueAt": due}, false},
			{"requirement.planned", nil, false},
			{"clock.recomputed", nil, false},
			{"clock.recomputed", map[string]any{"newDueAt": due}, false},
			{"clock.recomputed", map[string]any{"oldDueAt": "yesterday", "newDueAt": due}, false},
		}
		tell(t, w, w.As("management"), len(cases), func(n int) journal.Event {
			e := told(numbered(n))
			e.Type, e.Detail = cases[n].typ, cases[n].detail
			return e
		})
		p, err := journal.Read(w.As("management"), w.Client, begin, 100, nil)
		if err != nil || len(p.Entries) != len(cases) {
			t.Fatalf("read %d of %d: %v", len(p.Entries), len(cases), err)
		}
		for i, c := range cases {
			m := p.Entries[i].Moved
			if (m != nil) != c.tells || m != nil && (!m.Was.Equal(was) || !m.Due.Equal(due)) {
				t.Errorf("%d: %s with %v tells %+v", i, c.typ, c.detail, m)
			}
		}
	})
}
