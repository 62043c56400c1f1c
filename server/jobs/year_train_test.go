package jobs

import (
	"slices"
	"time"

	"heed/app/tasks"
	"heed/app/tenants"
	"heed/app/touchpoints"
	"heed/app/training"
	"heed/authz"
	"heed/ent"
	"heed/ent/approval"
	"heed/ent/member"
	"heed/ent/trainingrecord"
	"heed/ent/trainingsession"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// Who goes to another department and post in summer, who leaves, and who comes in spring.
const (
	mover    = "agent.4"
	leaver   = "agent.5"
	newcomer = "agent.6"
)

// usual are the agents who stay what they are.
var usual = []string{"agent.1", "agent.2", "agent.3", "member.service.2", "member.service.3", "staff.2"}

// school is how the company's people are trained: a plan to which two agree, a round in
// spring, a new standard of a post in summer, and a round in autumn for those who are to be
// trained again (D0-74 to D0-77, D2-77 to D2-80).
type school struct {
	y      *year
	point  typeid.ID // where customers are met, whose standard is taught
	plan   typeid.ID
	failed string // who did not pass what is taught of it in spring
}

// teach plans the trainings.
func (y *year) teach() {
	s := &school{y: y}
	y.on(2026, time.November, 2, s.propose)
	y.on(2026, time.November, 12, func() { s.standard("三十秒内接听") })
	y.on(2026, time.November, 17, s.agree)
	y.on(2027, time.March, 8, s.spring)
	y.on(2027, time.May, 10, func() { y.join(colleague{newcomer, authz.DepartmentMember, flow.DepartmentService, agentPost}) })
	y.on(2027, time.June, 1, func() {
		y.employ(mover, tenants.MemberUpdateInput{DepartmentID: &y.A.Departments[flow.DepartmentSales].ID, Post: new(sellerPost)})
	})
	y.on(2027, time.June, 18, func() { y.employ(leaver, tenants.MemberUpdateInput{State: new(flow.MemberLeft)}) })
	y.on(2027, time.July, 5, s.calledOff)
	y.on(2027, time.August, 9, func() { s.standard("二十秒内接听") })
	y.on(2027, time.August, 24, s.autumn)
	y.on(2027, time.September, 13, s.late)
}

// employ changes where a member works, or whether they do.
func (y *year) employ(who string, in tenants.MemberUpdateInput) {
	row := y.Client.Member.Query().Where(member.ID(y.A.Members[who].ID)).OnlyX(y.A.System())
	in.ID, in.ExpectedVersion = row.ID, row.Version
	made(y, "admin", "change where a member works", tenants.UpdateMember, in)
	delete(y.viewers, who)
}

// ballot agrees to what an approval asks.
func (y *year) ballot(who string, on tasks.Consequences, id typeid.ID) {
	a := y.Client.Approval.Query().Where(approval.ID(id)).OnlyX(y.A.System())
	made(y, who, "agree", on.Vote, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove})
}

// propose puts a touchpoint on the company's list.
func (s *school) propose() {
	y := s.y
	t := made(y, "head.service", "propose a touchpoint", touchpoints.Create, touchpoints.CreateInput{Name: "售后热线", JourneyStage: flow.StageAfterSales})
	s.point = t.ID
	r := made(y, "management", "ask about touchpoints", touchpoints.OpenRound, touchpoints.RoundOpenInput{
		Title: "接触点识别", DueAt: y.Clock.Now().AddDate(0, 0, 7), TouchpointIDs: []typeid.ID{t.ID},
		DepartmentIDs: []typeid.ID{y.A.Departments[flow.DepartmentService].ID, y.A.Departments[flow.DepartmentSales].ID},
	})
	for _, who := range []string{"head.service", "head.sales"} {
		r = made(y, who, "score touchpoints", touchpoints.ScoreRound, touchpoints.RoundScoreInput{
			ID: r.ID, ExpectedVersion: r.Version,
			Scores: []touchpoints.ScoreInput{{TouchpointID: t.ID, NeedRelevance: y.between(3, 5), BehaviourFit: 4, DecisionImpact: 4}},
		})
	}
	made(y, "management", "decide on touchpoints", touchpoints.CloseRound, touchpoints.RoundCloseInput{
		ID: r.ID, ExpectedVersion: r.Version,
		Decisions: []touchpoints.DecisionInput{{TouchpointID: t.ID, Confirm: true, ManagementRequirement: new("专人负责")}},
	})
}

// standard writes the next edition of the post's standard, that takes effect when it is
// agreed to.
func (s *school) standard(words string) {
	y := s.y
	d := made(y, "head.service", "write a standard", touchpoints.Draft, touchpoints.DraftInput{
		TouchpointID: s.point, ServiceStandard: &words, OperatingProcedure: new("问候、确认、解决、回访"), Post: new(agentPost),
		Items: []touchpoints.ItemInput{{Metric: "首次响应时间", Operator: flow.OperatorAtMost, Target: 30, Unit: "秒", Method: "系统记录"}},
	})
	d = made(y, "head.service", "submit a standard", touchpoints.Submit, touchpoints.SubmitInput{ID: d.ID, ExpectedVersion: d.Version})
	y.later(y.between(60, 900), func() { y.ballot("management", touchpoints.Consequences, d.ApprovalID) })
}

// agree plans the trainings of a year; human resources and the management department agree,
// whoever comes first.
func (s *school) agree() {
	y := s.y
	p := made(y, "head.service", "plan trainings", training.CreatePlan, training.PlanCreateInput{PlanFields: training.PlanFields{
		Title: new("年度服务培训"), PeriodStart: new("2026-12-01"), PeriodEnd: new("2027-11-30"), Posts: []string{agentPost, sellerPost},
		DepartmentIDs: []typeid.ID{y.A.Departments[flow.DepartmentService].ID, y.A.Departments[flow.DepartmentSales].ID},
		Topics:        []training.TopicInput{{Kind: flow.TopicPostStandard, Post: new(agentPost)}, {Kind: flow.TopicCommunication}},
		Methods:       []flow.TrainingMethod{flow.TrainingInternal},
	}})
	p = made(y, "head.service", "submit a plan of trainings", training.SubmitPlan, training.PlanSubmitInput{ID: p.ID, ExpectedVersion: p.Version})
	s.plan = p.ID
	y.later(y.between(100, 1_500), func() { y.ballot("head.hr", training.Consequences, p.HrApprovalID) })
	y.later(y.between(100, 1_500), func() { y.ballot("management", training.Consequences, p.MdApprovalID) })
}

// course is a session.
type course struct {
	y      *year
	gives  string // who holds it and gives points
	id     typeid.ID
	begins time.Time
	silent string // who never says what they thought
}

// course plans a session of two hours, and asks people to it.
func (s *school) course(gives string, begins time.Time, in training.SessionFields, whom training.InviteInput) *course {
	y := s.y
	in.Title, in.Method, in.Place = new("服务培训"), new(flow.TrainingInternal), new("三楼培训室")
	in.StartsAt, in.EndsAt = &begins, new(begins.Add(2*time.Hour))
	in.TrainerKind, in.TrainerName = new(flow.TrainerExpert), new("王老师")
	if gives != "head.service" {
		in.TrainerKind, in.TrainerID, in.TrainerName = new(flow.TrainerStaff), &y.A.Members[gives].ID, nil
	}
	one := made(y, "head.service", "plan a session", training.CreateSession, training.SessionCreateInput{PlanID: s.plan, SessionFields: in})
	whom.ID, whom.ExpectedVersion = one.ID, one.Version
	made(y, "head.service", "ask to a session", training.Invite, whom)
	return &course{y: y, gives: gives, id: one.ID, begins: begins}
}

// standards are a session on the post's standards, for as many.
func standards(seats int) training.SessionFields {
	return training.SessionFields{
		Topic: new(flow.TopicPostStandard), Post: new(agentPost), Capacity: &seats,
		Assessment: &training.AssessmentInput{Scale: 100, PassScore: 60, ValidMonths: new(12)},
	}
}

// talking is a session on how to talk.
func talking() training.SessionFields {
	return training.SessionFields{Topic: new(flow.TopicCommunication), Capacity: new(20)}
}

func (y *year) hour(in int, month time.Month, of, at int) time.Time {
	return time.Date(in, month, of, at, 0, 0, 0, y.zone)
}

func (c *course) row() *ent.TrainingSession {
	return c.y.Client.TrainingSession.Query().Where(trainingsession.ID(c.id)).OnlyX(c.y.A.System())
}

// who are the members whose records are in the state, by name.
func (c *course) who(is flow.TrainingRecordState) (names []string) {
	for _, r := range c.y.Client.TrainingRecord.Query().Where(trainingrecord.SessionID(c.id), trainingrecord.StateEQ(is)).AllX(c.y.A.System()) {
		names = append(names, c.y.names[r.MemberID])
	}
	slices.Sort(names)
	return names
}

func (c *course) record(name string) training.RecordInput {
	r := c.y.Client.TrainingRecord.Query().Where(trainingrecord.SessionID(c.id), trainingrecord.MemberID(c.y.A.Members[name].ID)).OnlyX(c.y.A.System())
	return training.RecordInput{ID: r.ID, ExpectedVersion: r.Version}
}

// enrol takes seats in the next days, or places in the queue.
func (c *course) enrol(names ...string) {
	for _, name := range names {
		c.y.later(c.y.between(30, 1_800), func() { made(c.y, name, "take a seat", training.Enrol, c.record(name)) })
	}
}

func (c *course) decline(name string) {
	made(c.y, name, "decline a session", training.Decline, c.record(name))
}

// hold is the session, and what follows from it: of those with a seat one shows by the code
// that they are there, and one, if any, is not.
func (c *course) hold(absent func(coming []string) string, follows func(came []string)) {
	y := c.y
	y.at(c.begins.Add(10*time.Minute), func() {
		coming := c.who(flow.TrainingEnrolled)
		away := absent(coming)
		in := training.HoldInput{ID: c.id}
		for i, name := range coming {
			switch {
			case name == away:
			case i == len(coming)-1:
				made(y, name, "show a code", training.CheckIn, training.CheckInInput{SessionID: c.id, Code: training.Code(y.as(c.gives), c.row())})
			default:
				in.AttendedIDs = append(in.AttendedIDs, y.A.Members[name].ID)
			}
		}
		in.ExpectedVersion = c.row().Version
		made(y, c.gives, "hold a session", training.Hold, in)
		came := c.who(flow.TrainingAttended)
		c.silent = came[0]
		for _, name := range came[1:] {
			c.hear(name)
		}
		follows(came)
	})
}

func nobody([]string) string { return "" }

// hear is what somebody thought of the session, who may think of it again.
func (c *course) hear(name string) {
	y := c.y
	if y.in(20) {
		return
	}
	say := func() {
		made(y, name, "say what one thought", training.Feedback, training.FeedbackInput{
			ID: c.record(name).ID, ExpectedVersion: c.record(name).ExpectedVersion, Score: oneOf(y, []int{2, 3, 4, 4, 5, 5}),
		})
	}
	y.later(y.between(200, 3_000), say)
	if y.in(25) {
		y.later(y.between(5_000, 15_000), say)
	}
}

// points gives points to these: who fails has too few.
func (c *course) points(names []string, fails ...string) {
	in := training.AssessInput{ID: c.id, ExpectedVersion: c.row().Version}
	for _, name := range names {
		score := c.y.between(60, 100)
		if slices.Contains(fails, name) {
			score = c.y.between(20, 59)
		}
		in.Scores = append(in.Scores, training.ScoreInput{MemberID: c.y.A.Members[name].ID, Score: score})
	}
	made(c.y, c.gives, "give points", training.Assess, in)
}

// write is a try at the session's paper, right or not; after one that is not the next comes
// a day later.
func (c *course) write(name string, tries []bool) {
	y := c.y
	made(y, name, "begin a paper", training.BeginPaper, c.record(name))
	y.at(y.Clock.Now().Add(time.Duration(y.between(5, 25))*time.Minute), func() {
		in := training.HandInInput{Answers: []survey.Answer{{Question: "first", Options: []string{"a"}}}}
		if tries[0] {
			in.Answers = append(in.Answers, survey.Answer{Question: "days", Number: new(3.0)})
		}
		is := c.record(name)
		in.ID, in.ExpectedVersion = is.ID, is.ExpectedVersion
		made(y, name, "hand in a paper", training.HandIn, in)
		if !tries[0] && len(tries) > 1 {
			y.at(y.Clock.Now().Add(24*time.Hour), func() { c.write(name, tries[1:]) })
		}
	})
}

func (c *course) close() {
	made(c.y, c.gives, "close a session", training.CloseSession, training.SessionCloseInput{ID: c.id, ExpectedVersion: c.row().Version})
}

// spring is the first round: of the post's standards with fewer seats than agents, where the
// trainer gives points, and of how to talk, where a paper is written.
func (s *school) spring() {
	y := s.y
	first := s.course("member.service", y.hour(2027, time.March, 18, 9), standards(6), training.InviteInput{MemberIDs: y.ids(append([]string{mover, leaver}, usual...))})
	for _, name := range []string{mover, leaver} {
		made(y, name, "take a seat", training.Enrol, first.record(name))
	}
	first.enrol(usual...)
	y.on(2027, time.March, 16, func() { first.decline(oneOf(y, usual)) })
	others := func(names []string) []string {
		return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == mover || name == leaver })
	}
	first.hold(func(coming []string) string { return oneOf(y, others(coming)[1:]) }, func(came []string) {
		s.failed = others(came)[0]
		seemed := others(came)[1]
		y.later(y.between(300, 900), func() { first.points(came, s.failed, seemed) })
		y.later(1_300, func() { first.points([]string{seemed}) }) // the points were put in the wrong row
		y.later(2_000, first.close)
	})

	in := talking()
	in.Assessment, in.Paper = &training.AssessmentInput{Scale: 100, PassScore: 60, ValidMonths: new(5)}, paperOfTwo()
	second := s.course("head.service", y.hour(2027, time.April, 13, 14), in, training.InviteInput{Audience: new(true)})
	for _, name := range second.who(flow.TrainingInvited) {
		if y.in(85) || name == mover {
			second.enrol(name)
		}
	}
	second.hold(nobody, func(came []string) {
		for i, name := range came {
			tries := []bool{y.in(60), y.in(60)}
			if i < 2 { // one uses both tries, one only the first
				tries = []bool{false, false}[:2-i]
			}
			y.at(second.begins.Add(2*time.Hour), func() { second.write(name, tries) })
		}
		y.later(3_000, second.close)
	})
}

// ids are those of members.
func (y *year) ids(names []string) []typeid.ID {
	ids := make([]typeid.ID, len(names))
	for i, name := range names {
		ids[i] = y.A.Members[name].ID
	}
	return ids
}

// paperOfTwo are two questions, of which both have to be answered to pass, in two tries.
func paperOfTwo() *training.PaperInput {
	options := []training.PaperOptionInput{{Code: "a", Text: "倾听"}, {Code: "b", Text: "争辩"}}
	return &training.PaperInput{Tries: 2, Minutes: new(30), Questions: []training.PaperQuestionInput{
		{Code: "first", Type: flow.QuestionSingle, Text: "先做什么？", Options: options, Points: 50, Right: []string{"a"}},
		{Code: "days", Type: flow.QuestionNumber, Text: "几个工作日内答复？", Points: 50, Number: new(3.0)},
	}}
}

// autumn is the second round, for those who are to be trained again: of the new standard,
// where one does not come and one fails, and of how to talk, where coming is enough.
func (s *school) autumn() {
	y := s.y
	first := s.course("member.service", y.hour(2027, time.September, 2, 9), standards(6), training.InviteInput{Wanting: new(true)})
	again := slices.DeleteFunc(first.who(flow.TrainingInvited), func(name string) bool { return name == s.failed })
	first.enrol(append(again[1:], s.failed)...)
	y.later(2_000, func() { first.decline(again[0]) })
	first.hold(nobody, func(came []string) {
		y.later(y.between(300, 600), func() { first.points(came, again[1]) })
		y.later(1_000, first.close)
	})

	second := s.course("head.service", y.hour(2027, time.September, 7, 14), talking(), training.InviteInput{Wanting: new(true)})
	for _, name := range second.who(flow.TrainingInvited)[1:] {
		if y.in(80) || name == mover {
			second.enrol(name)
		}
	}
	second.hold(nobody, func([]string) { y.later(600, second.close) })
}

// late is for those who are still to be trained again in the new standard.
func (s *school) late() {
	y := s.y
	last := s.course("member.service", y.hour(2027, time.September, 21, 9), standards(6), training.InviteInput{Wanting: new(true)})
	last.enrol(last.who(flow.TrainingInvited)...)
	last.hold(nobody, func(came []string) {
		y.later(300, func() { last.points(came) })
		y.later(600, last.close)
	})
}

// calledOff is a session that does not take place, though some would have come.
func (s *school) calledOff() {
	y := s.y
	one := s.course("head.service", y.hour(2027, time.July, 22, 14), talking(), training.InviteInput{MemberIDs: y.ids([]string{newcomer, "member.sales"})})
	one.enrol(newcomer)
	y.later(2_400, func() {
		made(y, "head.service", "call a session off", training.CancelSession, training.SessionCancelInput{ID: one.id, ExpectedVersion: one.row().Version, Reason: "讲师出差"})
	})
}
