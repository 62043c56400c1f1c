package inspections

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/eventdetail"
	"heed/ent/touchpointstandard"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// stage is a world with touchpoints that are inspected.
type stage struct {
	*apptest.World
	t *testing.T
}

func ptr[T any](v T) *T { return &v }

// try runs a verb in a change.
func try[In, Out any](w *apptest.World, ctx context.Context, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (Out, error) { //nolint:revive // the world comes first in test helpers
	out, _, err := journal.Changed(ctx, w.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	return out, err
}

// must runs a verb that goes through.
func must[In any, Out interface{ Unwrap() Out }](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) Out {
	s.t.Helper()
	out, err := try(s.World, s.As(who), verb, in)
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return out.Unwrap()
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

// in is the stage of a subtest.
func (s *stage) in(t *testing.T) *stage { return &stage{s.World, t} }

func (s *stage) department(of flow.DepartmentType) typeid.ID { return s.A.Departments[of].ID }

func (s *stage) member(name string) *typeid.ID { return ptr(s.A.Members[name].ID) }

// day is so many days from today in the company's zone (Shanghai).
func (s *stage) day(n int) string {
	return s.Clock.Now().In(time.FixedZone("CST", 8*3600)).AddDate(0, 0, n).Format(time.DateOnly)
}

// touchpoint is one of the service department, on the list.
func (s *stage) touchpoint(name string) *ent.Touchpoint {
	return s.Client.Touchpoint.Create().SetName(name).SetJourneyStage(flow.StageAfterSales).SetState(flow.TouchpointConfirmed).
		SetDepartmentID(s.department(flow.DepartmentService)).SaveX(s.A.System())
}

// edition is one of the touchpoint's standard, with two things that are measured: what
// holds takes the place of what held before.
func (s *stage) edition(of *ent.Touchpoint, n int, state flow.StandardState) *ent.TouchpointStandard {
	sys, now := s.A.System(), s.Clock.Now()
	q := s.Client.TouchpointStandard.Create().SetTouchpointID(of.ID).SetDepartmentID(of.DepartmentID).SetEdition(n).
		SetServiceStandard("三十秒内接听").SetOperatingProcedure("问候、确认、解决").SetReviewDueOn(s.day(180)).SetState(state).
		SetItems([]flow.StandardItem{
			{Number: 1, Metric: "首次响应时间", Operator: flow.OperatorAtMost, Target: 30, Unit: "秒", Method: "系统记录"},
			{Number: 2, Metric: "一次解决率", Operator: flow.OperatorAtLeast, Target: 85.5, Unit: "%", Method: "每月抽查五十通录音"},
		})
	if state == flow.StandardEffective {
		if before, err := s.Client.TouchpointStandard.Query().Where(touchpointstandard.Slot("effective " + string(of.ID))).Only(sys); err == nil {
			before.Update().SetState(flow.StandardSuperseded).SetEndedAt(now).ClearSlot().ExecX(sys)
		}
		q.SetEffectiveAt(now).SetSlot("effective " + string(of.ID))
	}
	return q.SaveX(sys)
}

// planned is a self-inspection of the touchpoint by the service department's member.
func (s *stage) planned(of *ent.Touchpoint) *ent.Inspection {
	s.t.Helper()
	return must(s, "head.service", Plan, PlanInput{
		TouchpointID: of.ID, Kind: flow.InspectionSelf, InspectorID: s.member("member.service"), PlannedOn: s.day(2),
	})
}

// seen are the two values.
func seen(first, second float64) []ItemResultInput {
	return []ItemResultInput{{Number: 2, Value: &second, Evidence: ptr("抽查表")}, {Number: 1, Value: &first}}
}

func (s *stage) inspection(id typeid.ID) *ent.Inspection {
	return s.Client.Inspection.GetX(s.A.System(), id)
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

// tend does the day's duty.
func (s *stage) tend() {
	s.t.Helper()
	if err := Tend(s.A.System(), s.Journal); err != nil {
		s.t.Fatal(err)
	}
}

// told are whom the last event of the type about the record names.
func (s *stage) told(id typeid.ID, typ string) []typeid.ID {
	s.t.Helper()
	var says struct{ Tell []typeid.ID }
	for _, e := range s.A.Events(s.t) {
		if e.SubjectID != id || e.Type != typ {
			continue
		}
		detail := s.Client.EventDetail.Query().Where(eventdetail.EventID(e.ID)).OnlyX(s.A.System())
		if err := json.Unmarshal([]byte(detail.Body), &says); err != nil {
			s.t.Fatal(err)
		}
	}
	return says.Tell
}
