package opportunities

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// stage is a world with a customer of the service department.
type stage struct {
	*apptest.World
	t   *testing.T
	inn *ent.Customer
	n   *int
}

func on(t *testing.T, w *apptest.World) *stage {
	s := &stage{World: w, t: t, n: new(int)}
	s.inn = s.customer("山间旅店", flow.DepartmentService, "member.service")
	return s
}

// in is the stage of a subtest.
func (s *stage) in(t *testing.T) *stage {
	one := *s
	one.t = t
	return &one
}

func (s *stage) customer(name string, of flow.DepartmentType, manager string) *ent.Customer {
	return s.Client.Customer.Create().SetName(name).SetTierKey("KEY").SetAccountManagerID(s.member(manager)).SetDepartmentID(s.department(of)).SaveX(s.A.System())
}

// need is a requirement of a customer.
func (s *stage) need(of *ent.Customer) *ent.Requirement {
	*s.n++
	now := s.Clock.Now()
	return s.Client.Requirement.Create().SetNumber(fmt.Sprintf("REQ-%d", *s.n)).SetCustomerID(of.ID).SetTitle("布草").SetOriginalText("布草").SetContent("布草").
		SetSource(flow.RequirementSourceVisit).SetCategory(flow.RequirementCategoryProduct).SetUrgency(flow.UrgencyGeneral).SetCollectedAt(now).
		SetDueAt(now.Add(time.Hour)).SetLeadDepartmentID(of.DepartmentID).SaveX(s.A.System())
}

func (s *stage) department(d flow.DepartmentType) typeid.ID { return s.A.Departments[d].ID }

func (s *stage) member(name string) typeid.ID { return s.A.Members[name].ID }

func ptr[T any](v T) *T { return &v }

// must runs a verb that goes through.
func must[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) Out {
	s.t.Helper()
	out, _, err := journal.Changed(s.As(who), s.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return out
}

// refused is a verb that must fail, and change nothing.
func refused[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In, want error, field string) {
	s.t.Helper()
	before := s.Count(s.t)
	_, _, err := journal.Changed(s.As(who), s.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	var f *fault.Error
	if !errors.Is(err, want) || errors.As(err, &f) && f.Field != field {
		s.t.Errorf("%s: %v, want %v on %q", who, err, want, field)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("%s: refused, and it changed %v to %v", who, before, after)
	}
}

// seen is an opportunity that a member of the service department has seen.
func (s *stage) seen() *ent.Opportunity {
	s.t.Helper()
	return must(s, "member.service", Create, CreateInput{CustomerID: s.inn.ID, Fields: Fields{Title: ptr("新产品线"), Kinds: []flow.ExpansionKind{flow.ExpansionNewLine}}})
}

// assessed is one that product and technology have looked at.
func (s *stage) assessed() *ent.Opportunity {
	s.t.Helper()
	o := s.seen()
	return must(s, "head.service", Assess, AssessInput{o.ID, o.Version, "可以做，需两周"})
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
