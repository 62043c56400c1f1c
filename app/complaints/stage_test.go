package complaints

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/groups"
	"heed/app/journal"
	"heed/app/progress"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/slaclock"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// stage is a world with a customer of the service department, on a Monday morning.
type stage struct {
	*apptest.World
	t   *testing.T
	inn *ent.Customer
}

func on(t *testing.T, w *apptest.World) *stage {
	s := &stage{World: w, t: t}
	w.Clock.Set(time.Date(2026, 11, 2, 2, 0, 0, 0, time.UTC)) // Monday, ten o'clock in Shanghai
	s.inn = s.Client.Customer.Create().SetName("山间旅店").SetTierKey("KEY").SetAccountManagerID(s.A.Members["member.service"].ID).
		SetDepartmentID(s.department(flow.DepartmentService)).SaveX(s.A.System())
	return s
}

func (s *stage) department(d flow.DepartmentType) typeid.ID { return s.A.Departments[d].ID }

func (s *stage) member(name string) typeid.ID { return s.A.Members[name].ID }

func ptr[T any](v T) *T { return &v }

// try runs a verb in a change.
func try[In, Out any](s *stage, ctx context.Context, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (Out, error) { //nolint:revive // the stage is what is acted on
	out, _, err := journal.Changed(ctx, s.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	return out, err
}

func must[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) Out {
	s.t.Helper()
	out, err := try(s, s.As(who), verb, in)
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return out
}

// refused is a verb that must fail, and change nothing.
func refused[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In, want error, field string) {
	s.t.Helper()
	before := s.Count(s.t)
	_, err := try(s, s.As(who), verb, in)
	var f *fault.Error
	if !errors.Is(err, want) || errors.As(err, &f) && f.Field != field {
		s.t.Errorf("%s: %v, want %v on %q", who, err, want, field)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("%s: refused, and it changed %v to %v", who, before, after)
	}
}

// told is a complaint as a member writes it down.
func (s *stage) told() CreateInput {
	return CreateInput{
		Links: Links{CustomerID: &s.inn.ID}, ComplainantName: ptr("王女士"), Phone: ptr("13800138000"),
		Content: "送来的门锁打不开", Product: ptr("门锁"), ComplainedAt: s.Clock.Now().Add(-time.Hour), Channel: flow.ChannelPhone,
		PromisedAt: s.Clock.Now().AddDate(0, 0, 7), AssigneeID: ptr(s.member("member.service")),
	}
}

func (s *stage) received() *ent.Complaint {
	s.t.Helper()
	return must(s, "member.service", Create, s.told())
}

func (s *stage) triaged(severity flow.Severity) *ent.Complaint {
	s.t.Helper()
	c := s.received()
	return must(s, "head.service", Triage, TriageInput{ID: c.ID, ExpectedVersion: c.Version, Nature: flow.ComplaintOfQuality, Severity: severity})
}

// grouped is a major complaint with its group, led by the head of sales.
func (s *stage) grouped() *ent.Complaint {
	s.t.Helper()
	c := s.triaged(flow.SeverityMajor)
	return must(s, "management", FormGroup, GroupInput{ID: c.ID, ExpectedVersion: c.Version, LeaderID: s.member("head.sales"), Members: s.both()})
}

func (s *stage) both() []groups.MemberInput {
	return []groups.MemberInput{
		{MemberID: s.member("head.sales"), Capacity: flow.CapacityHead}, {MemberID: s.member("member.service"), Capacity: flow.CapacitySpecialist},
	}
}

func (s *stage) investigation(c *ent.Complaint) ProcessInput {
	return ProcessInput{
		ID: c.ID, ExpectedVersion: c.Version, Background: "同一批次", Cause: "锁舌过长", RootCause: flow.RootCauseProduct,
		Measures: []MeasureInput{{Text: "更换锁舌", DepartmentID: ptr(s.department(flow.DepartmentService))}},
	}
}

// processing is a general complaint that the service department handles.
func (s *stage) processing() *ent.Complaint {
	s.t.Helper()
	c := s.triaged(flow.SeverityGeneral)
	c = must(s, "member.service", Investigate, InvestigateInput{ID: c.ID, ExpectedVersion: c.Version})
	return must(s, "member.service", Process, s.investigation(c))
}

func (s *stage) replied() *ent.Complaint {
	s.t.Helper()
	c := s.processing()
	return must(s, "member.service", Reply, ReplyInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "更换并道歉", Channel: flow.ChannelPhone})
}

// jointly is a major complaint that its group handles.
func (s *stage) jointly() *ent.Complaint {
	s.t.Helper()
	c := s.grouped()
	c = must(s, "management", Investigate, InvestigateInput{ID: c.ID, ExpectedVersion: c.Version})
	in := s.investigation(c)
	in.Steps = s.steps(1)
	return must(s, "head.sales", Process, in)
}

func (s *stage) steps(days int) []requirements.PlanStepInput {
	return []requirements.PlanStepInput{{Text: "上门更换", OwnerID: s.member("member.service"), DueAt: s.Clock.Now().AddDate(0, 0, days)}}
}

// notice tells the customer something about the complaint.
func (s *stage) notice(c *ent.Complaint) {
	s.t.Helper()
	must(s, "member.service", AddProgress, progress.AddInput{
		ComplaintID: &c.ID, Kind: flow.ProgressCustomerNotice, Text: "请问是否满意", Channel: ptr(flow.ChannelPhone),
	})
}

func (s *stage) again(c *ent.Complaint) *ent.Complaint {
	return s.Client.Complaint.GetX(s.A.System(), c.ID)
}

// clock is the newest of the kind.
func (s *stage) clock(c *ent.Complaint, kind sla.ClockKind) *ent.SlaClock {
	s.t.Helper()
	all := s.Client.SlaClock.Query().Where(slaclock.ComplaintID(c.ID), slaclock.KindEQ(kind)).Order(slaclock.ByID()).AllX(s.A.System())
	if len(all) == 0 {
		s.t.Fatalf("no clock %s", kind)
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

// saysKey tells whether the error is the one of the key.
func saysKey(err error, key string) bool { return err != nil && fault.From(err).Key == key }
