package training

import (
	"context"
	"encoding/json"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tasks"
	"heed/authz"
	"heed/ent"
	"heed/ent/eventdetail"
	"heed/ent/task"
	"heed/ent/trainingrecord"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// stage is a world with people who are trained: "head.hr" heads human resources,
// "agent.1" to "agent.3" are of the service department, in the post 客服专员.
type stage struct {
	*apptest.World
	t *testing.T
}

const post = "客服专员"

func on(t *testing.T, w *apptest.World) *stage {
	t.Helper()
	s := &stage{w, t}
	s.Join(s.t, "head.hr", authz.DepartmentHead, flow.DepartmentHR, "", true)
	for _, name := range []string{"agent.1", "agent.2", "agent.3"} {
		s.Join(s.t, name, authz.DepartmentMember, flow.DepartmentService, post, false)
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

// words are all that a plan needs: the standards of the post, and how to talk.
func (s *stage) words() PlanCreateInput {
	return PlanCreateInput{PlanFields: PlanFields{
		Title: ptr("年度服务培训"), PeriodStart: ptr(s.day(0)), PeriodEnd: ptr(s.day(364)), Posts: []string{post},
		DepartmentIDs: []typeid.ID{s.department(flow.DepartmentService)},
		Topics:        []TopicInput{{Kind: flow.TopicPostStandard, Post: ptr(post)}, {Kind: flow.TopicCommunication, Title: ptr("倾听")}},
		Methods:       []flow.TrainingMethod{flow.TrainingInternal, flow.TrainingOnline},
	}}
}

// running is a plan to which both have agreed.
func (s *stage) running() *ent.TrainingPlan {
	s.t.Helper()
	p := must(s, "head.service", CreatePlan, s.words())
	p = must(s, "head.service", SubmitPlan, PlanSubmitInput{ID: p.ID, ExpectedVersion: p.Version})
	s.vote("head.hr", p.HrApprovalID, flow.DecisionApprove)
	s.vote("management", p.MdApprovalID, flow.DecisionApprove)
	return s.plan(p.ID)
}

func (s *stage) vote(who string, approval typeid.ID, d flow.Decision) {
	s.t.Helper()
	a := s.Client.Approval.GetX(s.A.System(), approval)
	must(s, who, Consequences.Vote, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: d, Comment: ptr("已核对")})
}

func (s *stage) plan(id typeid.ID) *ent.TrainingPlan {
	return s.Client.TrainingPlan.GetX(s.A.System(), id)
}

func (s *stage) session(id typeid.ID) *ent.TrainingSession {
	return s.Client.TrainingSession.GetX(s.A.System(), id)
}

// lesson is all that a session needs, tomorrow at nine for two hours with two seats: half
// of a hundred points pass, for a year.
func (s *stage) lesson(p *ent.TrainingPlan) SessionCreateInput {
	begins := s.Clock.Now().Truncate(time.Hour).Add(24 * time.Hour)
	return SessionCreateInput{PlanID: p.ID, SessionFields: SessionFields{
		Topic: ptr(flow.TopicPostStandard), Post: ptr(post), Title: ptr("客服标准"), Method: ptr(flow.TrainingInternal),
		TrainerKind: ptr(flow.TrainerStaff), TrainerID: ptr(s.member("member.service")), Place: ptr("三楼培训室"),
		StartsAt: &begins, EndsAt: ptr(begins.Add(2 * time.Hour)), Capacity: ptr(2),
		Assessment: &AssessmentInput{Scale: 100, PassScore: 50, ValidMonths: ptr(12)},
	}}
}

// open is a session that the plan's audience is asked to.
func (s *stage) open(p *ent.TrainingPlan) *ent.TrainingSession {
	s.t.Helper()
	one := must(s, "head.service", CreateSession, s.lesson(p))
	return must(s, "head.service", Invite, InviteInput{ID: one.ID, ExpectedVersion: one.Version, Audience: ptr(true)})
}

// record is the member's with the session.
func (s *stage) record(of *ent.TrainingSession, name string) *ent.TrainingRecord {
	s.t.Helper()
	return s.Client.TrainingRecord.Query().Where(trainingrecord.SessionID(of.ID), trainingrecord.MemberID(s.member(name))).OnlyX(s.A.System())
}

func (s *stage) enrol(of *ent.TrainingSession, name string) *ent.TrainingRecord {
	s.t.Helper()
	r := s.record(of, name)
	return must(s, name, Enrol, RecordInput{ID: r.ID, ExpectedVersion: r.Version})
}

// held is a session to which these came.
func (s *stage) held(p *ent.TrainingPlan, names ...string) *ent.TrainingSession {
	s.t.Helper()
	one := s.open(p)
	in := HoldInput{ID: one.ID}
	for _, name := range names {
		s.enrol(one, name)
		in.AttendedIDs = append(in.AttendedIDs, s.member(name))
	}
	s.Clock.Set(one.StartsAt)
	in.ExpectedVersion = s.session(one.ID).Version
	return must(s, "member.service", Hold, in)
}

func (s *stage) assess(of *ent.TrainingSession, scores ...ScoreInput) *ent.TrainingSession {
	s.t.Helper()
	return must(s, "member.service", Assess, AssessInput{ID: of.ID, ExpectedVersion: s.session(of.ID).Version, Scores: scores})
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

// toldOf finds that the newest event of the type about the session tells these members.
func (s *stage) toldOf(session typeid.ID, typ string, names ...string) {
	s.t.Helper()
	var last *ent.Event
	for _, e := range s.A.Events(s.t) {
		if e.SubjectID == session && e.Type == typ {
			last = e
		}
	}
	if last == nil {
		s.t.Errorf("no %s", typ)
		return
	}
	var detail struct{ Tell []typeid.ID }
	body := s.Client.EventDetail.Query().Where(eventdetail.EventID(last.ID)).OnlyX(s.A.System()).Body
	if err := json.Unmarshal([]byte(body), &detail); err != nil {
		s.t.Fatal(err)
	}
	want := map[typeid.ID]bool{}
	for _, name := range names {
		want[s.member(name)] = true
	}
	if got := of(detail.Tell); !maps.Equal(got, want) {
		s.t.Errorf("%s tells %v, want %v", typ, got, want)
	}
}
