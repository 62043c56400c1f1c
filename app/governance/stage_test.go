package governance

import (
	"context"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/notices"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/notification"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// stage is a world with two people of the service department in the post 客服专员,
// "agent.1" and "agent.2".
type stage struct {
	*apptest.World
	t *testing.T
}

const post = "客服专员"

func on(t *testing.T, w *apptest.World) *stage {
	t.Helper()
	s := &stage{w, t}
	for _, name := range []string{"agent.1", "agent.2"} {
		s.Join(t, name, authz.DepartmentMember, flow.DepartmentService, post, false)
	}
	return s
}

func ptr[T any](v T) *T { return &v }

// must runs a verb that goes through.
func must[In any, Out interface{ Unwrap() Out }](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) Out {
	s.t.Helper()
	return apptest.Must(s.t, s.World, who, verb, in)
}

// refused is a verb that must fail with the key or code, on the field, and change nothing.
func refused[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In, want error, field string) {
	s.t.Helper()
	apptest.Refused(s.t, s.World, who, verb, in, want, field)
}

func (s *stage) department(of flow.DepartmentType) typeid.ID { return s.A.Departments[of].ID }

func (s *stage) member(name string) typeid.ID { return s.A.Members[name].ID }

// day is so many days from today in the company's zone (Shanghai).
func (s *stage) day(n int) string {
	return s.Clock.Now().In(time.FixedZone("CST", 8*3600)).AddDate(0, 0, n).Format(time.DateOnly)
}

// words are on the bulletin board for ten days from today, for the post in the service
// department.
func (s *stage) words() CreateInput {
	return CreateInput{Kind: flow.DocumentPublicity, Fields: Fields{
		Title: ptr("客户体验月"), Body: ptr("本月主题：先听后答。\n请所有一线同事阅读。"), Channel: ptr(flow.ChannelBulletinBoard),
		PeriodStart: ptr(s.day(0)), PeriodEnd: ptr(s.day(10)), Posts: []string{post},
		DepartmentIDs: []typeid.ID{s.department(flow.DepartmentService)},
	}}
}

func (s *stage) published(in CreateInput) *ent.GoverningDocument {
	s.t.Helper()
	d := must(s, "management", Create, in)
	return must(s, "management", Publish, of(d))
}

func of(d *ent.GoverningDocument) tenants.Versioned {
	return tenants.Versioned{ID: d.ID, ExpectedVersion: d.Version}
}

func (s *stage) get(id typeid.ID) *ent.GoverningDocument {
	return s.Client.GoverningDocument.GetX(s.A.System(), id)
}

func (s *stage) tend() {
	s.t.Helper()
	if err := Tend(s.A.System(), s.Journal); err != nil {
		s.t.Fatal(err)
	}
}

// events are those of the record, the newest last.
func (s *stage) events(id typeid.ID) (all []*ent.Event) {
	for _, e := range s.A.Events(s.t) {
		if e.SubjectID == id {
			all = append(all, e)
		}
	}
	return all
}

func (s *stage) last(id typeid.ID) *ent.Event {
	all := s.events(id)
	return all[len(all)-1]
}

// told are the members who get a notice of the event.
func (s *stage) told(e *ent.Event) map[string]bool {
	s.t.Helper()
	s.Change(s.t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
		_, err := notices.Make(ctx, tx, e)
		return err
	})
	who := map[string]bool{}
	for _, n := range s.Client.Notification.Query().Where(notification.DedupeKey(string(e.ID))).AllX(s.A.System()) {
		for name, m := range s.A.Members {
			if m.ID == n.MemberID {
				who[name] = true
			}
		}
	}
	return who
}
