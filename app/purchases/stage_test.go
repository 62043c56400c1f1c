package purchases

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// stage is a world with a customer whom the member of the service department looks
// after, and one of the sales department.
type stage struct {
	*apptest.World
	t           *testing.T
	inn, harbor *ent.Customer
}

func on(t *testing.T, w *apptest.World) *stage {
	s := &stage{World: w, t: t}
	s.inn = s.customer("山间旅店", "member.service", flow.DepartmentService)
	s.harbor = s.customer("海港公司", "head.sales", flow.DepartmentSales)
	return s
}

func (s *stage) customer(name, manager string, department flow.DepartmentType) *ent.Customer {
	return s.Client.Customer.Create().SetName(name).SetTierKey("KEY").SetAccountManagerID(s.A.Members[manager].ID).
		SetDepartmentID(s.A.Departments[department].ID).SaveX(s.A.System())
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
		s.t.Errorf("%s: %v, want %v on %q", who, err, want, field)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("%s: refused, and it changed %v to %v", who, before, after)
	}
}

// day is so many days from today in the company's zone (Shanghai).
func (s *stage) day(n int) string {
	return s.Clock.Now().In(time.FixedZone("CST", 8*3600)).AddDate(0, 0, n).Format(time.DateOnly)
}

// order is an order of the customer, ten days ago.
func (s *stage) order(no string, of *ent.Customer) CreateInput {
	return CreateInput{CustomerID: of.ID, OrderNo: no, Product: "门锁", Amount: 12_050, OrderedOn: s.day(-10)}
}

func (s *stage) made(no string) *ent.PurchaseRecord {
	s.t.Helper()
	return must(s, "member.service", Create, s.order(no, s.inn)).Unwrap()
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

// tasks are those about the purchase, the earliest first.
func (s *stage) tasks(p *ent.PurchaseRecord) []*ent.Task {
	return s.Client.Task.Query().Where(task.SubjectID(p.ID)).Order(task.ByID()).AllX(s.A.System())
}

func (s *stage) again(p *ent.PurchaseRecord) *ent.PurchaseRecord {
	return s.Client.PurchaseRecord.GetX(s.A.System(), p.ID)
}
