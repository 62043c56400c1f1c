package engagement

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// stage is a world with customers of both classes, whom the member of the service
// department looks after.
type stage struct {
	*apptest.World
	t            *testing.T
	key, general *ent.Customer
	person       *ent.Contact // of the key customer
}

func on(t *testing.T, w *apptest.World) *stage {
	s := &stage{World: w, t: t}
	s.key, s.general = s.customer("重点客户", "KEY"), s.customer("一般客户", "ORDINARY")
	s.person = w.Client.Contact.Create().SetCustomerID(s.key.ID).SetName("Ann").SaveX(w.A.System())
	return s
}

func (s *stage) customer(name, tier string) *ent.Customer {
	return s.Client.Customer.Create().SetName(name).SetTierKey(tier).SetAccountManagerID(s.A.Members["member.service"].ID).
		SetDepartmentID(s.A.Departments[flow.DepartmentService].ID).SaveX(s.A.System())
}

func ptr[T any](v T) *T { return &v }

// try runs a verb in a change.
func try[In, Out any](w *apptest.World, ctx context.Context, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (Out, error) { //nolint:revive // the world comes first in test helpers
	out, _, err := journal.Changed(ctx, w.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	return out, err
}

func must[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) Out {
	s.t.Helper()
	out, err := try(s.World, s.As(who), verb, in)
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return out
}

// refused is a verb that must fail, and change nothing.
func refused[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In, want error, field string) {
	s.t.Helper()
	before := s.Count(s.t)
	_, err := try(s.World, s.As(who), verb, in)
	var f *fault.Error
	if !errors.Is(err, want) || errors.As(err, &f) && f.Field != field {
		s.t.Errorf("%s: %v on %q, want %v on %q", who, err, fieldOf(err), want, field)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("%s: refused, and it changed %v to %v", who, before, after)
	}
}

func fieldOf(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Field
	}
	return ""
}

// visit is an in-depth visit of the customer, now.
func (s *stage) visit(c *ent.Customer) CreateInput {
	return CreateInput{
		Type: flow.InteractionVisit, Direction: flow.DirectionOutbound, CustomerID: c.ID, Title: "拜访", OccurredAt: s.Clock.Now(),
		InDepth: ptr(true), Needs: ptr("门要轻一些"), Expectations: ptr("春天之前"), Opinions: ptr("把手很好"),
	}
}

// at sets the clock, in the company's zone (Shanghai), and opens what is due.
func (s *stage) at(local string) {
	s.t.Helper()
	zone := time.FixedZone("CST", 8*3600)
	now, err := time.ParseInLocation("2006-01-02 15:04", local, zone)
	if err != nil {
		s.t.Fatal(err)
	}
	s.Clock.Set(now.UTC())
	s.open()
}

func (s *stage) open() {
	s.t.Helper()
	if err := OpenDue(s.A.System(), s.Journal); err != nil {
		s.t.Fatal(err)
	}
}

// tasksOf are the tasks of plans with the customer, the earliest first.
func (s *stage) tasksOf(c *ent.Customer) []*ent.Task {
	return s.Client.Task.Query().Where(task.CustomerID(c.ID), task.PlanIDNotNil()).Order(task.ByDueAt(), task.ByID()).AllX(s.A.System())
}

func (s *stage) last(c *ent.Customer) *ent.Task {
	s.t.Helper()
	all := s.tasksOf(c)
	if len(all) == 0 {
		s.t.Fatal("no task")
	}
	return all[len(all)-1]
}

// events are the types of the events of the record, the newest last.
func (s *stage) events(id typeid.ID) (types []string) {
	for _, e := range s.A.Events(s.t) {
		if e.SubjectID == id {
			types = append(types, e.Type)
		}
	}
	return types
}

// founded moves the making of the customers and plans into the past.
func (s *stage) founded(at time.Time) {
	if _, err := s.DB.SQL.ExecContext(s.A.System(), "UPDATE customers SET created_at = $1", at); err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.DB.SQL.ExecContext(s.A.System(), "UPDATE engagement_plans SET created_at = $1, valid_from = $1", at); err != nil {
		s.t.Fatal(err)
	}
	if n := s.Client.Customer.Query().Where(customer.CreatedAtLTE(at)).CountX(s.A.System()); n == 0 {
		s.t.Fatal("no customer was moved")
	}
}
