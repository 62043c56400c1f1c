package server_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/notices"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/notification"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/server"
	"heed/server/servertest"
)

const noticeQuery = `subscription { notificationReceived { kind unreadCount notification { id type title body clauseIds subject { type id number } } } }`

// signal is what a subscription to notices tells.
type signal struct {
	Kind         string
	UnreadCount  int
	Notification *struct {
		ID, Type, Title string
		ClauseIds       []string
		Subject         struct{ Type, ID string }
	}
}

func signalOf(t *testing.T, m servertest.Message) signal {
	t.Helper()
	var p struct {
		Data struct{ NotificationReceived *signal }
	}
	if err := json.Unmarshal(m.Payload, &p); err != nil || m.Type != "next" || p.Data.NotificationReceived == nil {
		t.Fatalf("no signal in %s %s %s", m.Type, m.Payload, m.Reason)
	}
	return *p.Data.NotificationReceived
}

// ask has the management ask the members for a task each, and a worker tell
// them: in another process, that wakes nobody here.
func ask(t *testing.T, w *apptest.World, c *apptest.Company, names ...string) {
	t.Helper()
	elsewhere := journal.New(w.Again(t).Client)
	for _, name := range names {
		if _, err := elsewhere.Change(c.As("management"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tasks.Create(ctx, tx, tasks.CreateInput{Title: "Call", AssigneeID: &c.Members[name].ID})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		events := c.Events(t)
		if _, err := elsewhere.Change(c.System(), func(ctx context.Context, tx *ent.Tx) error {
			n, err := notices.Make(ctx, tx, events[len(events)-1])
			if n != 1 {
				t.Errorf("%d notices for %s", n, name)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// Each is told of their own notices, within a second of their being made by
// another process, over both transports, and hears nothing of others'.
func TestNotices(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		staff, head := s.Dial(t, s.Token(t, "staff")), s.Events(t, s.Token(t, "head.service"), noticeQuery, nil)
		staff.Subscribe("1", noticeQuery, nil)
		other := s.Dial(t, s.TokenOf(t, w.B, "staff"))
		other.Subscribe("1", noticeQuery, nil)
		for _, m := range []servertest.Message{staff.Next(), head.Next(), other.Next()} {
			if got := signalOf(t, m); got.Kind != "HEARTBEAT" || got.UnreadCount != 0 || got.Notification != nil {
				t.Errorf("the greeting is %s", m.Payload)
			}
		}
		began := time.Now()
		ask(t, w, w.A, "staff", "head.service", "head.service")
		got := signalOf(t, staff.Next())
		if got.Kind != "NOTIFICATION" || got.UnreadCount != 1 || got.Notification == nil || got.Notification.Type != "task.open" ||
			got.Notification.Title != "新任务：一般任务" || got.Notification.Subject.Type != "TASK" {
			t.Errorf("staff are told %+v", got)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("it took %v", took)
		}
		for range 2 {
			if got := signalOf(t, head.Next()); got.Kind != "NOTIFICATION" || got.Notification == nil {
				t.Errorf("the head is told %+v", got)
			}
		}
		// Others hear of theirs only; events of the journal are no notices.
		ask(t, w, w.B, "staff")
		if got := signalOf(t, other.Next()); got.UnreadCount != 1 {
			t.Errorf("company B's staff are told %+v", got)
		}
		ask(t, w, w.A, "staff")
		if got := signalOf(t, staff.Next()); got.UnreadCount != 2 {
			t.Errorf("staff are told %+v", got)
		}
		// What was read is not counted by who comes again.
		w.Client.Notification.Update().Where(notification.MemberID(w.A.Members["staff"].ID)).SetReadAt(w.Clock.Now()).ExecX(w.A.System())
		staff.Subscribe("2", noticeQuery, nil)
		if got := signalOf(t, staff.Next()); got.Kind != "HEARTBEAT" || got.UnreadCount != 0 {
			t.Errorf("again: %+v", got)
		}
	})
}

// Signs of life come when nothing else does, with the number of unread notices.
func TestNoticesHeartbeat(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.Heartbeat = 20 * time.Millisecond })
	c := s.Dial(t, s.Token(t, "staff"))
	c.Subscribe("1", noticeQuery, nil)
	for range 3 {
		if got := signalOf(t, c.Next()); got.Kind != "HEARTBEAT" || got.UnreadCount != 0 {
			t.Errorf("%+v", got)
		}
	}
	s.Stage(w.A, "staff").ID(t, "notification")
	for range 1000 {
		if got := signalOf(t, c.Next()); got.Kind == "HEARTBEAT" && got.UnreadCount == 1 {
			return
		}
	}
	t.Error("signs of life do not count")
}

// Nobody follows without a session, before the first password is changed, or
// after the membership has ended.
func TestNoticesEnd(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		if e := s.Events(t, "", noticeQuery, nil); e.Status != 401 {
			t.Errorf("nobody gets %d", e.Status)
		}
		c := s.Dial(t, s.Token(t, "staff"))
		c.Subscribe("1", noticeQuery, nil)
		c.Next()
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			left := flow.MemberLeft
			_, err := tenants.UpdateMember(ctx, tx, tenants.MemberUpdateInput{ID: w.A.Members["staff"].ID, ExpectedVersion: 1, State: &left})
			return err
		})
		closes(t, c, "session ended")

		w.Client.User.Update().Where(user.ID(w.A.Members["head.sales"].UserID)).SetMustChangePassword(true).ExecX(w.Context())
		c = s.Dial(t, s.Token(t, "head.sales"))
		c.Subscribe("1", noticeQuery, nil)
		if m := c.Next(); m.Code() != "FAILED_PRECONDITION" {
			t.Errorf("before the first change: %s %s", m.Type, m.Payload)
		}
		for _, query := range []string{`{ notificationUnreadCount }`, `{ notifications { totalCount } }`, `mutation { notificationReadAll(input: {}) { unreadCount } }`} {
			if a := s.Do(t, s.Token(t, "head.sales"), query, nil); a.Code() != "FAILED_PRECONDITION" {
				t.Errorf("%s: %s", query, a.Body)
			}
		}
	})
}
