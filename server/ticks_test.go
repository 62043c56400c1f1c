package server_test

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/requirements"
	entrequirement "heed/ent/requirement"
	"heed/server/servertest"
)

// Who listens hears clocks tell: the assignee what is theirs, nobody what they may not read.
func TestLiveTicks(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "management")
		id := st.ID(t, "requirement.received")
		w.Client.Requirement.Update().Where(entrequirement.ID(id)).SetAssigneeID(w.A.Members["staff"].ID).ExecX(w.A.System())
		filter := vars{"filter": vars{"types": []string{"clock.*"}}}
		all, own, other := s.Dial(t, s.Token(t, "management")), s.Dial(t, s.Token(t, "staff")), s.Dial(t, s.TokenOf(t, w.B, "management"))
		for _, c := range []*servertest.Socket{all, own, other} {
			c.Subscribe("1", liveQuery, filter)
			c.Event()
		}
		s.Clock.Advance(60 * 24 * time.Hour)
		for range 2 { // to tick again tells nothing more
			if err := requirements.Tick(w.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
		}
		for name, c := range map[string]*servertest.Socket{"management": all, "the assignee": own} {
			for _, want := range []string{"clock.warned", "clock.warned", "clock.breached", "clock.escalated"} {
				if e := c.Event(); e.Type != want || e.Kind != "CHANGE" {
					t.Errorf("%s hears %+v, want %s", name, e, want)
				}
			}
		}
		tell(t, w, w.B, journal.Event{Type: "clock.own"})
		if e := other.Event(); e.Type != "clock.own" {
			t.Errorf("another company hears %+v", e)
		}
	})
}
