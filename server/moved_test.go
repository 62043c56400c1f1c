package server_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/ent/event"
	"heed/ent/eventdetail"
	"heed/server/servertest"
)

// Who follows a clock hears when it is due after it was moved, and was due before: live,
// after the event, and in the list of events. Others' events have neither.
func TestMovedClocks(t *testing.T) {
	const (
		fields    = `kind cursor type from to occurredAt dueAt previousDueAt subject { type id number }`
		following = `subscription($filter: StatusFilter, $after: EventCursor) { statusChanged(filter: $filter, after: $after) { ` + fields + ` } }`
		list      = `query($after: EventCursor, $filter: StatusFilter) { events(first: 100, after: $after, filter: $filter) { edges { node { ` + fields + ` } } } }`
	)
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "management")
		token, id := s.Token(t, "management"), st.ID(t, "requirement.received")
		begin := st.Value(t, "cursor")
		live := s.Dial(t, token)
		live.Subscribe("1", following, vars{"filter": vars{"subjectId": id}})
		live.Event()
		due := func() time.Time {
			t.Helper()
			at, err := time.Parse(time.RFC3339, s.Do(t, token, `query($id: ID!) { node(id: $id) { ... on Requirement { dueAt } } }`, vars{"id": id}).Text(t, "node.dueAt"))
			if err != nil {
				t.Fatal(err)
			}
			return at
		}
		does := func(field string, in vars) {
			t.Helper()
			all := vars{"id": id, "expectedVersion": st.Version(t, id)}
			for name, value := range in {
				all[name] = value
			}
			document := fmt.Sprintf("mutation($input: %s) { %s(input: $input) { cursor } }", servertest.Root(t, field).Arguments[0].Type, field)
			s.Do(t, token, document, vars{"input": all}).Text(t, field+".cursor")
		}
		var told []servertest.Status
		hears := func(want ...string) {
			t.Helper()
			for _, typ := range want {
				e := live.Event()
				if told = append(told, e); e.Type != typ {
					t.Fatalf("heard %+v, want %s", e, typ)
				}
			}
		}
		// moves is that the newest event tells of the move.
		moves := func(was time.Time) {
			t.Helper()
			e, now := told[len(told)-1], due()
			if e.DueAt == nil || e.PreviousDueAt == nil || !e.DueAt.Equal(now) || !e.PreviousDueAt.Equal(was) || now.Equal(was) {
				t.Errorf("%s tells %v after %v, it is %v after %v", e.Type, e.DueAt, e.PreviousDueAt, now, was)
			}
		}

		was := due()
		does("requirementPause", vars{"reason": "WAITING_CUSTOMER"})
		hears("clock.paused")
		s.Clock.Advance(10 * time.Minute)
		does("requirementResume", nil)
		hears("clock.resumed")
		moves(was)

		was = due()
		urgency := w.Client.Requirement.GetX(w.A.System(), id).Urgency
		policy := st.ID(t, "policy."+string(urgency))
		s.Do(t, token, `mutation($input: SlaPolicyUpdateInput!) { slaPolicyUpdate(input: $input) { cursor } }`,
			vars{"input": vars{"id": policy, "expectedVersion": st.Version(t, policy), "amount": 30}}).Text(t, "slaPolicyUpdate.cursor")
		if err := clocks.RecountAll(w.A.System(), w.Journal, nil); err != nil {
			t.Fatal(err)
		}
		hears("clock.recomputed")
		moves(was)

		was = due()
		other := "IMPORTANT"
		if urgency == "IMPORTANT" {
			other = "GENERAL"
		}
		does("requirementUpdate", vars{"urgency": other, "urgencyReason": "x"})
		hears("requirement.updated", "clock.recomputed")
		moves(was)

		for _, e := range told {
			if moved := e.Type == "clock.resumed" || e.Type == "clock.recomputed"; moved != (e.DueAt != nil) || moved != (e.PreviousDueAt != nil) {
				t.Errorf("%s tells %v and %v", e.Type, e.DueAt, e.PreviousDueAt)
			}
		}
		// Afterwards: from the cursor on, and as a list.
		again := s.Dial(t, token)
		again.Subscribe("1", following, vars{"after": begin, "filter": vars{"subjectId": id}})
		again.Event()
		var page struct {
			Events struct {
				Edges []struct{ Node servertest.Status }
			}
		}
		s.Do(t, token, list, vars{"after": begin, "filter": vars{"subjectId": id}}).Into(t, &page)
		same := func(a, b servertest.Status) bool {
			at := func(t *time.Time) string {
				if t == nil {
					return ""
				}
				return t.String()
			}
			return a.Cursor == b.Cursor && a.Type == b.Type && at(a.DueAt) == at(b.DueAt) && at(a.PreviousDueAt) == at(b.PreviousDueAt)
		}
		if len(page.Events.Edges) != len(told) {
			t.Fatalf("the list has %d of %d events", len(page.Events.Edges), len(told))
		}
		for i, want := range told {
			if e := again.Event(); !same(e, want) {
				t.Errorf("afterwards comes %+v, live came %+v", e, want)
			}
			if e := page.Events.Edges[i].Node; !same(e, want) {
				t.Errorf("the list has %+v, live came %+v", e, want)
			}
		}
		// What was erased is not told any more.
		gone := w.Client.Event.Query().Where(event.TypeIn("clock.resumed", "clock.recomputed")).IDsX(w.A.System())
		w.Client.EventDetail.Delete().Where(eventdetail.EventIDIn(gone...)).ExecX(w.A.System())
		s.Do(t, token, list, vars{"after": begin, "filter": vars{"types": []string{"clock.*"}}}).Into(t, &page)
		if slices.ContainsFunc(page.Events.Edges, func(e struct{ Node servertest.Status }) bool {
			return e.Node.DueAt != nil || e.Node.PreviousDueAt != nil
		}) {
			t.Errorf("of what was erased there is %+v", page.Events.Edges)
		}
	})
}
