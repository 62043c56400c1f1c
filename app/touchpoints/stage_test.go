package touchpoints

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/tasks"
	"heed/authz"
	"heed/ent"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// stage is a world with touchpoints.
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

// within is a member whose roles read touchpoints of the own department alone.
func (s *stage) within(who string) context.Context {
	v := *viewer.From(s.As(who))
	v.Grants = maps.Clone(v.Grants)
	v.Grants[string(authz.TouchpointRead)] = viewer.Department
	return viewer.With(s.As(who), &v)
}

// day is so many days from today in the company's zone (Shanghai).
func (s *stage) day(n int) string {
	return s.Clock.Now().In(time.FixedZone("CST", 8*3600)).AddDate(0, 0, n).Format(time.DateOnly)
}

// candidate is one that the head of the service department proposes.
func (s *stage) candidate(name string) *ent.Touchpoint {
	s.t.Helper()
	return must(s, "head.service", Create, CreateInput{Name: name, JourneyStage: flow.StageAfterSales})
}

// round asks the service and sales departments of the touchpoints.
func (s *stage) round(of ...*ent.Touchpoint) *ent.IdentificationRound {
	s.t.Helper()
	return must(s, "management", OpenRound, s.opening(of...))
}

func (s *stage) opening(of ...*ent.Touchpoint) RoundOpenInput {
	in := RoundOpenInput{
		Title: "年度识别", DueAt: s.Clock.Now().AddDate(0, 0, 7),
		DepartmentIDs: []typeid.ID{s.department(flow.DepartmentService), s.department(flow.DepartmentSales)},
	}
	for _, t := range of {
		in.TouchpointIDs = append(in.TouchpointIDs, t.ID)
	}
	return in
}

// scores is what a department thinks of the touchpoints, all of them alike.
func scores(r *ent.IdentificationRound, need, behaviour, decision int, of ...*ent.Touchpoint) RoundScoreInput {
	in := RoundScoreInput{ID: r.ID, ExpectedVersion: r.Version}
	for _, t := range of {
		in.Scores = append(in.Scores, ScoreInput{TouchpointID: t.ID, NeedRelevance: need, BehaviourFit: behaviour, DecisionImpact: decision})
	}
	return in
}

// confirmed is a key touchpoint of the service department, that a round has put on the list.
func (s *stage) confirmed(name string) *ent.Touchpoint {
	s.t.Helper()
	c := s.candidate(name)
	r := s.round(c)
	r = must(s, "head.service", ScoreRound, scores(r, 5, 4, 3, c))
	r = must(s, "head.sales", ScoreRound, scores(r, 4, 4, 4, c))
	must(s, "management", CloseRound, RoundCloseInput{ID: r.ID, ExpectedVersion: r.Version, Decisions: []DecisionInput{
		{TouchpointID: c.ID, Confirm: true, IsKey: ptr(true), ManagementRequirement: ptr("专人负责")},
	}})
	return s.touchpoint(c.ID)
}

// items are two things that are measured.
func items() []ItemInput {
	return []ItemInput{
		{Metric: "首次响应时间", Operator: flow.OperatorAtMost, Target: 30, Unit: "秒", Method: "系统记录"},
		{Metric: "一次解决率", Operator: flow.OperatorAtLeast, Target: 85.5, Unit: "%", Method: "每月抽查五十通录音"},
	}
}

// words are a draft with everything that a standard needs.
func (s *stage) words(of *ent.Touchpoint) DraftInput {
	return DraftInput{
		TouchpointID: of.ID, ServiceStandard: ptr("三十秒内接听"), OperatingProcedure: ptr("问候、确认、解决、回访"),
		Items: items(), Post: ptr("客服专员"), ReviewDueOn: ptr(s.day(180)),
	}
}

func (s *stage) draft(of *ent.Touchpoint) *ent.TouchpointStandard {
	s.t.Helper()
	return must(s, "head.service", Draft, s.words(of))
}

func (s *stage) submit(d *ent.TouchpointStandard) *ent.TouchpointStandard {
	s.t.Helper()
	return must(s, "head.service", Submit, SubmitInput{ID: d.ID, ExpectedVersion: d.Version})
}

// ballot is a vote on what is asked about a standard.
func (s *stage) ballot(of *ent.TouchpointStandard, d flow.Decision) tasks.VoteInput {
	a := s.Client.Approval.GetX(s.A.System(), of.ApprovalID)
	return tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: d, Comment: ptr("已核对")}
}

// effective is an edition that the management has approved.
func (s *stage) effective(of *ent.Touchpoint) *ent.TouchpointStandard {
	s.t.Helper()
	in := s.submit(s.draft(of))
	must(s, "management", Consequences.Vote, s.ballot(in, flow.DecisionApprove))
	return s.standard(in.ID)
}

func (s *stage) touchpoint(id typeid.ID) *ent.Touchpoint {
	return s.Client.Touchpoint.GetX(s.A.System(), id)
}

func (s *stage) standard(id typeid.ID) *ent.TouchpointStandard {
	return s.Client.TouchpointStandard.GetX(s.A.System(), id)
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

// tasks are those about a record, the earliest first.
func (s *stage) tasks(id typeid.ID) []*ent.Task {
	return s.Client.Task.Query().Where(task.SubjectID(id)).Order(task.ByID()).AllX(s.A.System())
}
