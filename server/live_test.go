package server_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/server"
	"heed/server/servertest"
)

// tell records events about requirements in one change; each is of the given
// departments and members.
func tell(t *testing.T, w *apptest.World, c *apptest.Company, events ...journal.Event) {
	t.Helper()
	w.Change(t, c.System(), func(ctx context.Context, _ *ent.Tx) error {
		for i := range events {
			e := &events[i]
			if e.Kind == "" {
				e.Kind = flow.EventDomain
			}
			e.Subject = journal.Subject{Type: flow.SubjectRequirement, ID: "req_00000000000000000000000000"}
			journal.Record(ctx, *e)
		}
		return nil
	})
}

// What was missed comes first, then what happens, without gap or repetition;
// heartbeats tell the newest place.
func TestLive(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "management")
		token := s.Token(t, "management")
		after := st.Value(t, "cursor")
		st.ID(t, "requirement.received")
		c := s.Dial(t, token)
		c.Subscribe("1", liveQuery, vars{"after": after, "filter": vars{"subjectType": "REQUIREMENT"}})
		if e := c.Event(); e.Kind != "HEARTBEAT" || e.Cursor != after || e.Type != "" {
			t.Errorf("the greeting is %+v", e)
		}
		draft, received := c.Event(), c.Event()
		if draft.Type != "requirement.draft" || draft.To != "DRAFT" || draft.Actor.DisplayName != "management" ||
			received.Type != "requirement.received" || received.From != "DRAFT" || received.To != "RECEIVED" || received.Subject.Number != "REQ-2026-00001" {
			t.Errorf("what was missed is %+v, %+v", draft, received)
		}
		a := s.Do(t, token, `mutation($input: RequirementAnalyzeInput!) { requirementAnalyze(input: $input) { cursor } }`, st.Sample(t, "requirementAnalyze"))
		if e := c.Event(); e.Type != "requirement.analyzing" || e.Cursor != a.Text(t, "requirementAnalyze.cursor") || e.Kind != "CHANGE" {
			t.Errorf("live is %+v, the payload's cursor %s", e, a.Body)
		}
		// From the cursor of the first on, the rest comes again.
		c.Subscribe("2", liveQuery, vars{"after": draft.Cursor, "filter": vars{"types": []string{"requirement.*"}, "mine": true}})
		c.Event()
		if e := c.Event(); e.Cursor != received.Cursor {
			t.Errorf("after the first comes %+v", e)
		}
		c.Event()
		c.Send(vars{"id": "2", "type": "complete"})
	})
}

// A place that is gone, or never was, resets the client.
func TestLiveReset(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "management")
		c := s.Dial(t, s.Token(t, "management"))
		old := string(journal.CursorAt(w.A.ID, 1))
		w.Client.CompanyHead.Update().Where(companyhead.CompanyID(w.A.ID)).SetFloor(5).ExecX(w.A.System())
		future := string(journal.CursorAt(w.A.ID, 1<<40))
		for i, after := range []string{old, future} {
			c.Subscribe(fmt.Sprint(i), liveQuery, vars{"after": after})
			if e := c.Event(); e.Kind != "RESET" || e.Cursor != st.Value(t, "cursor") {
				t.Errorf("%d: %+v", i, e)
			}
			c.Send(vars{"id": fmt.Sprint(i), "type": "complete"})
		}
		if a := s.Do(t, s.Token(t, "management"), syncQuery, vars{"after": old}); a.Code() != "FAILED_PRECONDITION" {
			t.Errorf("events: %s", a.Body)
		}
		for name, after := range map[string]any{"a number": 5, "nonsense": "nonsense", "an object": vars{}} {
			c.Subscribe(name, liveQuery, vars{"after": after})
			if m := c.Next(); m.Code() != "BAD_USER_INPUT" {
				t.Errorf("%s: %s %s", name, m.Type, m.Payload)
			}
		}
		// What stands in the document counts like what stands in variables.
		c.Subscribe("literal", `subscription { statusChanged(filter: {types: "requirement.*", departmentIds: []}) { kind } }`, nil)
		if e := c.Event(); e.Kind != "HEARTBEAT" {
			t.Errorf("a single value for a list: %+v", e)
		}
	})
}

// Heartbeats carry the newest cursor past events that the viewer does not see.
func TestLiveHeartbeat(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.Heartbeat = 20 * time.Millisecond })
	c := s.Dial(t, s.Token(t, "staff"))
	c.Subscribe("1", liveQuery, nil)
	first := c.Event()
	tell(t, w, w.A, journal.Event{Type: "requirement.updated", Departments: []typeid.ID{w.A.Departments[flow.DepartmentService].ID}})
	newest := s.Stage(w.A, "staff").Value(t, "cursor")
	for range 1000 {
		e := c.Event()
		if e.Kind != "HEARTBEAT" {
			t.Fatalf("staff see %+v", e)
		}
		if e.Cursor == newest {
			return
		}
	}
	t.Errorf("heartbeats stay at %s, the newest is %s", first.Cursor, newest)
}

// Each sees what they may see, and only of their own company.
func TestLiveScopes(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		dep := func(kind flow.DepartmentType) []typeid.ID { return []typeid.ID{w.A.Departments[kind].ID} }
		want := map[string][]string{
			"management":     {"requirement.service", "requirement.sales", "requirement.staff"},
			"committee":      {"requirement.service", "requirement.sales", "requirement.staff"},
			"auditor":        {"member.secret", "requirement.service", "requirement.sales", "requirement.staff"},
			"admin":          {"member.secret"},
			"head.service":   {"requirement.service"},
			"member.service": {"requirement.service"},
			"head.sales":     {"requirement.sales"},
			"staff":          {"requirement.staff"},
		}
		tokens, sockets := map[string]string{}, map[string]*servertest.Socket{}
		for name := range want {
			tokens[name] = s.Token(t, name)
		}
		for name := range want {
			sockets[name] = s.Dial(t, tokens[name])
			sockets[name].Subscribe("1", liveQuery, nil)
			sockets[name].Event()
		}
		other := s.Dial(t, s.TokenOf(t, w.B, "management"))
		other.Subscribe("1", liveQuery, nil)
		other.Event()
		staff := []typeid.ID{w.A.Members["staff"].ID}
		// The last is for everybody, so that nobody waits for what does not come.
		everybody := make([]typeid.ID, 0, len(w.A.Members))
		for _, m := range w.A.Members {
			everybody = append(everybody, m.ID)
		}
		tell(t, w, w.A,
			journal.Event{Type: "member.secret", Kind: flow.EventAdmin},
			journal.Event{Type: "requirement.service", Departments: dep(flow.DepartmentService)},
			journal.Event{Type: "requirement.sales", Departments: dep(flow.DepartmentSales)},
			journal.Event{Type: "requirement.staff", Members: staff},
			journal.Event{Type: "end", Members: everybody}, journal.Event{Type: "end", Kind: flow.EventAdmin},
		)
		tell(t, w, w.B, journal.Event{Type: "requirement.theirs"})
		for name, c := range sockets {
			var got []string
			for e := c.Event(); e.Type != "end"; e = c.Event() {
				got = append(got, e.Type)
			}
			if !slices.Equal(got, want[name]) {
				t.Errorf("%s sees %v, want %v", name, got, want[name])
			}
		}
		if e := other.Event(); e.Type != "requirement.theirs" {
			t.Errorf("company B sees %+v", e)
		}
	})
}

// Whom no role allows it does not listen, by each of the nine accounts.
func TestLiveRoles(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	s := servertest.New(t, w)
	for _, account := range apptest.Accounts {
		c := s.Dial(t, s.Token(t, account.Name))
		c.Subscribe("1", liveQuery, nil)
		m := c.Next()
		if listens := m.Type == "next"; listens != allowed(account.Role, servertest.Root(t, "statusChanged")) {
			t.Errorf("%s: %s %s", account.Name, m.Type, m.Payload)
		}
	}
}

func (r roleChange) apply(t *testing.T, w *apptest.World) {
	t.Helper()
	w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
		m, err := tx.Member.Get(ctx, w.A.Members[r.who].ID)
		if err != nil {
			return err
		}
		_, err = tenants.UpdateMemberRoles(ctx, tx, tenants.MemberRolesUpdateInput{ID: m.ID, ExpectedVersion: m.Version, RoleKeys: r.roles})
		return err
	})
}

type roleChange struct {
	who   string
	roles []string
}

// Other roles work at once, in open sockets too: narrower ones leave out what
// is no longer the member's, none ends the stream.
func TestLiveRoleChange(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		c := s.Dial(t, s.Token(t, "management"))
		c.Subscribe("1", liveQuery, nil)
		c.Event()
		me := []typeid.ID{w.A.Members["management"].ID}
		tell(t, w, w.A, journal.Event{Type: "before"})
		if e := c.Event(); e.Type != "before" {
			t.Fatalf("%+v", e)
		}
		roleChange{"management", []string{authz.Staff}}.apply(t, w)
		tell(t, w, w.A,
			journal.Event{Type: "mine", Members: me}, journal.Event{Type: "not mine"}, journal.Event{Type: "mine too", Members: me},
			journal.Event{Type: "not mine either"}, journal.Event{Type: "the last", Members: me},
		)
		for _, want := range []string{"mine", "mine too", "the last"} {
			if e := c.Event(); e.Type != want {
				t.Errorf("staff see %+v, want %s", e, want)
			}
		}
		// A role that reads no events: TENANT_ADMIN reads those of the administration only.
		began := time.Now()
		w.Client.Role.Update().Where().SetGrants([]flow.Grant{}).ExecX(w.A.System())
		roleChange{"management", []string{authz.Staff}}.apply(t, w)
		if m := c.Next(); m.Code() != "FORBIDDEN" {
			t.Errorf("without rights comes %s %s", m.Type, m.Payload)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("it took %v", took)
		}
		// The socket lives; another subscription is refused.
		c.Subscribe("2", liveQuery, nil)
		if m := c.Next(); m.Code() != "FORBIDDEN" {
			t.Errorf("again: %s %s", m.Type, m.Payload)
		}
	})
}

// The end of a session, of its token and of a membership closes its sockets.
func TestLiveEnds(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token := s.Token(t, "management")
		c := s.Dial(t, token)
		c.Subscribe("1", liveQuery, nil)
		c.Event()
		s.Do(t, token, `mutation { sessionEnd(input: {}) { ended } }`, nil).Get(t, "sessionEnd.ended")
		closes(t, c, "session ended")

		c = s.Dial(t, s.Token(t, "staff"))
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			left := flow.MemberLeft
			_, err := tenants.UpdateMember(ctx, tx, tenants.MemberUpdateInput{ID: w.A.Members["staff"].ID, ExpectedVersion: 1, State: &left})
			return err
		})
		closes(t, c, "session ended")

		old := s.Token(t, "head.sales")
		w.Clock.Advance(sessions.AccessTTL - 50*time.Millisecond)
		c = s.Dial(t, old)
		w.Clock.Advance(50 * time.Millisecond)
		closes(t, c, "token expired")
		for name, payload := range map[string]any{
			"expired": vars{"authorization": "Bearer " + old}, "none": vars{}, "nonsense": vars{"authorization": "Bearer x"}, "a number": vars{"authorization": 5},
		} {
			c = s.Open(t)
			c.Send(vars{"type": "connection_init", "payload": payload})
			if m := c.Next(); m.Type != "closed" || m.Close != 4403 {
				t.Errorf("%s: %s %d %s", name, m.Type, m.Close, m.Reason)
			}
		}
	})
}

// closes reads to the close frame, over the error of a subscription.
func closes(t *testing.T, c *servertest.Socket, reason string) {
	t.Helper()
	m := c.Next()
	for m.Type != "closed" {
		m = c.Next()
	}
	if m.Close != websocket.StatusCode(4403) || m.Reason != reason {
		t.Errorf("closed with %d %s", m.Close, m.Reason)
	}
}

// A client that goes away while an event is made for it and others takes
// nothing from the others.
func TestLiveLeavers(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "management")
	stays := s.Dial(t, token)
	stays.Subscribe("1", liveQuery, nil)
	stays.Event()
	const rounds = 40
	var leaving sync.WaitGroup
	for i := range rounds {
		goes := s.Dial(t, token)
		goes.Subscribe("1", liveQuery, nil)
		goes.Event()
		leaving.Go(func() { goes.Hang() })
		tell(t, w, w.A, journal.Event{Type: fmt.Sprintf("event.%d", i)})
	}
	leaving.Wait()
	for i := range rounds {
		if e := stays.Event(); e.Type != fmt.Sprintf("event.%d", i) {
			t.Fatalf("%d: %+v", i, e)
		}
	}
}
