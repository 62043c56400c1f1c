package appraisals

import (
	"context"
	"fmt"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/notices"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/appraisal"
	"heed/ent/database"
	"heed/ent/notification"
	"heed/rules/appraise"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// stage is a world with people whose work is appraised: "agent.1" and "agent.2" of the
// service department, and "head.hr", who heads human resources. Their data lie in the month
// before the clock's.
type stage struct {
	*apptest.World
	t *testing.T
	n int
}

const post = "客服专员"

func on(t *testing.T, w *apptest.World) *stage {
	t.Helper()
	s := &stage{World: w, t: t}
	s.Join(s.t, "head.hr", authz.DepartmentHead, flow.DepartmentHR, "", true)
	s.Join(s.t, "agent.1", authz.DepartmentMember, flow.DepartmentService, post, false)
	s.Join(s.t, "agent.2", authz.DepartmentMember, flow.DepartmentService, post, false)
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

var shanghai = time.FixedZone("CST", 8*3600)

// last is an instant of the month before the clock's: a day and an hour of the company's zone.
func (s *stage) last(day, hour int) time.Time {
	now := s.Clock.Now().In(shanghai)
	return time.Date(now.Year(), now.Month()-1, day, hour, 0, 0, 0, shanghai).UTC()
}

func (s *stage) month() string { return s.last(10, 12).In(shanghai).Format(time.DateOnly) }

// metrics are all that there are.
func metrics() []appraise.Weight {
	return []appraise.Weight{
		{Metric: flow.MetricCollected, Weight: 20, Target: 4},
		{Metric: flow.MetricCompliance, Weight: 10},
		{Metric: flow.MetricOnTime, Weight: 20},
		{Metric: flow.MetricCompletion, Weight: 10},
		{Metric: flow.MetricSatisfaction, Weight: 10},
		{Metric: flow.MetricEntry, Weight: 10},
		{Metric: flow.MetricTraining, Weight: 10},
		{Metric: flow.MetricOther, Title: "团队协作", Weight: 10},
	}
}

func (s *stage) words() SchemeFields {
	return SchemeFields{Title: ptr("一线月度考核"), Period: ptr(flow.PeriodMonth), Metrics: metrics(), Posts: []string{post}}
}

func versioned(id typeid.ID, version int) tenants.Versioned {
	return tenants.Versioned{ID: id, ExpectedVersion: version}
}

func (s *stage) scheme(change func(*SchemeFields)) *ent.AppraisalScheme {
	s.t.Helper()
	in := s.words()
	if change != nil {
		change(&in)
	}
	made := must(s, "head.hr", CreateScheme, in)
	return must(s, "management", ActivateScheme, versioned(made.ID, made.Version))
}

func (s *stage) draw(who string, of *ent.AppraisalScheme) int {
	s.t.Helper()
	return must(s, who, Draw, DrawInput{SchemeID: of.ID, Start: s.month()}).Count
}

// of is the newest appraisal of the member.
func (s *stage) of(name string) *ent.Appraisal {
	s.t.Helper()
	return s.Client.Appraisal.Query().Where(appraisal.MemberID(s.member(name))).Order(ent.Desc(appraisal.FieldID)).FirstX(s.A.System())
}

// shown is the appraisal of agent.1, as head.service shows it.
func (s *stage) shown() *ent.Appraisal {
	s.t.Helper()
	s.draw("head.service", s.scheme(nil))
	a := s.of("agent.1")
	a = must(s, "head.service", Comment, CommentInput{ID: a.ID, ExpectedVersion: a.Version, Comment: "响应及时，表达清楚。", Points: []PointsInput{{"团队协作", 80}}})
	return must(s, "head.service", Show, versioned(a.ID, a.Version))
}

func (s *stage) appealed() *ent.Appraisal {
	s.t.Helper()
	a := s.shown()
	return must(s, "agent.1", Appeal, tenants.Reasoned{ID: a.ID, ExpectedVersion: a.Version, Reason: "有一项需求非本人负责。"})
}

// then is the system's context at an instant.
func (s *stage) then(at time.Time) context.Context { return viewer.WithNow(s.A.System(), at) }

// need is a requirement that a member collects and sees to.
type need struct {
	by       string
	received time.Time
	delay    time.Duration // from collecting to entering
	state    flow.RequirementState
	closed   *time.Time
	timely   *bool // of a fact
}

func (s *stage) customer(manager string) *ent.Customer {
	s.n++
	q := s.Client.Customer.Create().SetName(fmt.Sprintf("客户 %d", s.n)).SetTierKey("KEY").SetDepartmentID(s.department(flow.DepartmentService))
	if manager != "" {
		q.SetAccountManagerID(s.member(manager))
	}
	return q.SaveX(s.then(s.last(1, 1)))
}

func (s *stage) need(of *ent.Customer, n need) *ent.Requirement {
	s.n++
	if n.state == "" {
		n.state = flow.RequirementReceived
	}
	q := s.Client.Requirement.Create().SetNumber(fmt.Sprintf("REQ-%d", s.n)).SetCustomerID(of.ID).SetTitle("需求").SetOriginalText("原话").SetContent("内容").
		SetSource(flow.RequirementSourceVisit).SetCollectedAt(n.received.Add(-n.delay)).SetCategory(flow.RequirementCategoryProduct).SetUrgency(flow.UrgencyGeneral).
		SetLeadDepartmentID(s.department(flow.DepartmentService)).SetState(n.state).SetReceivedAt(n.received).SetNillableClosedAt(n.closed).
		SetDueAt(database.Never).SetCollectedByID(s.member(n.by)).SetAssigneeID(s.member(n.by))
	if n.timely != nil {
		q.SetTimely(*n.timely).SetHistoric(true)
	}
	return q.SaveX(s.then(n.received))
}

// clock is that of the first response, due at noon of the day.
func (s *stage) clock(r *ent.Requirement, state sla.ClockState, due time.Time) {
	config, err := tenants.Loader(s.Client)(s.then(due), s.A.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	q := s.Client.SlaClock.Create().SetRequirementID(r.ID).SetPolicyID(config.Policies[0].ID).SetPolicyVersion(1).SetCalendarID(config.CalendarID).
		SetKind(sla.ClockFirstResponse).SetState(state).SetAmount(8).SetUnit(sla.UnitWorkingHour).SetStartedAt(due.Add(-time.Hour)).SetDueAt(due).SetPauses([]sla.Pause{})
	if state == sla.ClockMet {
		q.SetStoppedAt(due.Add(-time.Minute))
	}
	q.SaveX(s.then(due))
}

func (s *stage) rate(r *ent.Requirement, score int, at time.Time) {
	s.Client.SatisfactionRating.Create().SetSubjectType(flow.SubjectRequirement).SetSubjectID(r.ID).SetCustomerID(r.CustomerID).
		SetScore(score).SetMethod(flow.RatingMethod(flow.RatingMethod("").Values()[0])).SetRatedAt(at).SaveX(s.then(at))
}

func (s *stage) talk(c *ent.Customer, at time.Time) {
	s.Client.Interaction.Create().SetType(flow.InteractionVisit).SetDirection(flow.DirectionOutbound).SetCustomerID(c.ID).SetTitle("拜访").
		SetOccurredAt(at).SetInDepth(true).SetParticipantIds([]typeid.ID{}).SaveX(s.then(at))
}

func (s *stage) trained(who string, passed *bool, at time.Time) {
	sys := s.then(at)
	p := s.Client.TrainingPlan.Create().SetTitle("计划").SetPeriodStart("2026-01-01").SetPeriodEnd("2026-12-31").SetPosts([]string{}).
		SetDepartmentIds([]typeid.ID{}).SetTopics([]flow.TrainingTopic{}).SetMethods([]flow.TrainingMethod{}).SetGaps([]flow.TrainingGap{}).SaveX(sys)
	one := s.Client.TrainingSession.Create().SetPlanID(p.ID).SetTopic(flow.TopicMethod).SetTitle("课").SetMethod(flow.TrainingInternal).SetTrainerKind(flow.TrainerExpert).
		SetTrainerName("王老师").SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SetCapacity(9).SetAssessment(flow.TrainingAssessment{}).
		SetStandards([]flow.TaughtStandard{}).SetState(flow.TrainingSessionHeld).SaveX(sys)
	q := s.Client.TrainingRecord.Create().SetPlanID(p.ID).SetSessionID(one.ID).SetMemberID(s.member(who)).SetTopic(one.Topic).
		SetState(flow.TrainingAttended).SetAttendedAt(at).SetNillablePassed(passed)
	if passed != nil {
		q.SetAssessedAt(at.Add(time.Hour))
	}
	q.SaveX(sys)
}

// line is what was counted of a metric.
func line(a *ent.Appraisal, m flow.AppraisalMetric) appraise.Count {
	for _, l := range a.Lines {
		if l.Metric == m {
			return appraise.Count{Numerator: l.Numerator, Denominator: l.Denominator}
		}
	}
	return appraise.Count{}
}

func (s *stage) events(id typeid.ID) (types []string) {
	for _, e := range s.A.Events(s.t) {
		if e.SubjectID == id {
			types = append(types, e.Type)
		}
	}
	return types
}

// told are the members who get a notice of the newest event.
func (s *stage) told() map[string]bool {
	s.t.Helper()
	events := s.A.Events(s.t)
	e := events[len(events)-1]
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
