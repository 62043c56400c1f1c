package demo

import (
	"context"
	"fmt"
	"time"

	"heed/app/tasks"
	"heed/app/training"
	"heed/ent"
	"heed/ent/touchpointstandard"
	"heed/ent/trainingrecord"
	"heed/ent/trainingsession"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// frontPost is the post that meets customers, whose standards are taught.
const frontPost = "客户服务专员"

// lesson is a session of a plan, and how far it came.
type lesson struct {
	title string
	days  int // from now
	post  string
	end   flow.TrainingSessionState
	paper bool // with a question paper, which one who came has passed and one is yet to
}

// curriculum is a plan of trainings of the demo company, and how far it came.
type curriculum struct {
	title, who string
	days, long int // from now, when it begins, and for how many days
	end        flow.TrainingPlanState
	lessons    []lesson
}

var curricula = []curriculum{
	{"上半年客户服务培训", headService, -205, 150, flow.TrainingPlanClosed, []lesson{
		{"投诉处理流程", -180, "", flow.TrainingSessionClosed, false}, {"外呼话术", -150, "", flow.TrainingSessionCancelled, false},
	}},
	{"客户需求管理入门", management, -200, 120, flow.TrainingPlanClosed, []lesson{{"为什么要倾听客户", -170, "", flow.TrainingSessionClosed, false}}},
	{"年度客户体验培训", headService, -120, 365, flow.TrainingPlanRunning, []lesson{
		{"一线服务标准", -70, frontPost, flow.TrainingSessionClosed, false},
		{"同理心沟通", -20, "", flow.TrainingSessionHeld, true},
		{"一线服务标准（新版）", 9, frontPost, flow.TrainingSessionOpen, false},
		{"情绪客户应对", 30, "", flow.TrainingSessionPlanned, false},
		{"线上投诉演练", -40, "", flow.TrainingSessionCancelled, false},
	}},
	{"销售沟通专项", headSales, -90, 240, flow.TrainingPlanRunning, []lesson{
		{"报价说明技巧", -15, "", flow.TrainingSessionHeld, false}, {"需求访谈", 12, "", flow.TrainingSessionOpen, false}, {"异议处理", 45, "", flow.TrainingSessionPlanned, false},
	}},
	{"明年服务培训", headService, 30, 365, flow.TrainingPlanDraft, nil},
	{"明年销售培训", headSales, 30, 365, flow.TrainingPlanDraft, nil},
	{"新员工入职培训", headService, 10, 180, flow.TrainingPlanInReview, nil},
	{"经销商沟通培训", headSales, 15, 120, flow.TrainingPlanInReview, nil},
	{"质检人员培训", headService, 10, 150, flow.TrainingPlanHRApproved, nil},
	{"配送礼仪培训", headSales, 12, 90, flow.TrainingPlanHRApproved, nil},
	{"热线质检提升", headService, 20, 120, flow.TrainingPlanMDApproved, nil},
	{"展会接待培训", headSales, 8, 60, flow.TrainingPlanMDApproved, nil},
	{"外呼专项", headService, -60, 60, flow.TrainingPlanCancelled, nil},
	{"渠道政策培训", headSales, -50, 60, flow.TrainingPlanCancelled, nil},
}

// train plans trainings, and holds them.
func (w *world) train(now time.Time) []*step {
	var all []*step
	add := func(at time.Time, who, act string, do func(ctx context.Context, tx *ent.Tx) error) {
		all = append(all, &step{at: at, who: who, act: act, do: do})
	}
	for i, c := range curricula {
		w.teach(c, now, now.AddDate(0, 0, -6).Add(time.Duration(i)*time.Minute), add)
	}
	// A standard that took effect after people had been trained.
	all = append(all, &step{at: now.AddDate(0, 0, -30), who: system, act: "outdate what was learnt", alone: func(ctx context.Context) error {
		s, err := w.Journal.Client().TouchpointStandard.Query().Where(touchpointstandard.StateEQ(flow.StandardEffective), touchpointstandard.Post(frontPost)).
			Order(touchpointstandard.ByEffectiveAt(), touchpointstandard.ByID()).All(ctx)
		if err != nil || len(s) == 0 {
			return err
		}
		return training.Outdate(ctx, w.Journal, s[len(s)-1].ID)
	}})
	return until(all, now)
}

// teach takes a plan as far as it came; what begins later was written the other day.
func (w *world) teach(c curriculum, now, lately time.Time, add doing) {
	day := func(at time.Time) string { return at.In(w.config.Zone).Format(time.DateOnly) }
	begins := now.AddDate(0, 0, c.days)
	begun := begins.AddDate(0, 0, -8).Add(3 * time.Hour)
	if begun.After(lately) {
		begun = lately
	}
	id := new(typeid.ID)
	read := func(ctx context.Context, tx *ent.Tx) (*ent.TrainingPlan, error) { return tx.TrainingPlan.Get(ctx, *id) }
	add(begun, c.who, "plan trainings", func(ctx context.Context, tx *ent.Tx) error {
		p, err := training.CreatePlan(ctx, tx, training.PlanCreateInput{PlanFields: training.PlanFields{
			Title: &c.title, PeriodStart: new(day(begins)), PeriodEnd: new(day(begins.AddDate(0, 0, c.long))),
			Topics: []training.TopicInput{
				{Kind: flow.TopicConcept}, {Kind: flow.TopicProcess}, {Kind: flow.TopicCommunication}, {Kind: flow.TopicPostStandard, Post: new(frontPost)},
			},
			Methods: []flow.TrainingMethod{flow.TrainingInternal, flow.TrainingExternal, flow.TrainingOnline},
		}})
		if err == nil {
			*id = p.ID
		}
		return err
	})
	if c.end == flow.TrainingPlanDraft {
		return
	}
	if c.end == flow.TrainingPlanCancelled {
		add(begun.AddDate(0, 0, 3), c.who, "cancel a plan of trainings", func(ctx context.Context, tx *ent.Tx) error {
			p, err := read(ctx, tx)
			if err != nil {
				return err
			}
			_, err = training.CancelPlan(ctx, tx, training.PlanEndInput{ID: p.ID, ExpectedVersion: p.Version, Result: "并入年度培训计划"})
			return err
		})
		return
	}
	add(begun.Add(time.Hour), c.who, "submit a plan of trainings", func(ctx context.Context, tx *ent.Tx) error {
		p, err := read(ctx, tx)
		if err != nil {
			return err
		}
		_, err = training.SubmitPlan(ctx, tx, training.PlanSubmitInput{ID: p.ID, ExpectedVersion: p.Version, Reason: new("请审批。")})
		return err
	})
	agree := func(after time.Duration, who string, of func(p *ent.TrainingPlan) typeid.ID) {
		add(begun.Add(after), who, "agree to trainings", func(ctx context.Context, tx *ent.Tx) error {
			p, err := read(ctx, tx)
			if err != nil {
				return err
			}
			a, err := tx.Approval.Get(ctx, of(p))
			if err != nil {
				return err
			}
			_, err = consequences.Vote(ctx, tx, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove})
			return err
		})
	}
	if c.end != flow.TrainingPlanMDApproved && c.end != flow.TrainingPlanInReview {
		agree(26*time.Hour, headHR, func(p *ent.TrainingPlan) typeid.ID { return p.HrApprovalID })
	}
	if c.end != flow.TrainingPlanHRApproved && c.end != flow.TrainingPlanInReview {
		md := management
		if c.who == management {
			md = committee
		}
		agree(30*time.Hour, md, func(p *ent.TrainingPlan) typeid.ID { return p.MdApprovalID })
	}
	for _, l := range c.lessons {
		w.give(c, l, id, now, add)
	}
	if c.end == flow.TrainingPlanClosed {
		add(begins.AddDate(0, 0, c.long), c.who, "close a plan of trainings", func(ctx context.Context, tx *ent.Tx) error {
			p, err := read(ctx, tx)
			if err != nil {
				return err
			}
			_, err = training.ClosePlan(ctx, tx, training.PlanEndInput{ID: p.ID, ExpectedVersion: p.Version, Result: "按计划完成，未通过人员已安排复训"})
			return err
		})
	}
}

// give takes a session as far as it came. Two have a seat, two wait, one declines, the
// head of human resources is asked; of those that are over two came, and one did not.
func (w *world) give(c curriculum, l lesson, plan *typeid.ID, now time.Time, add doing) {
	at := now.AddDate(0, 0, l.days).Truncate(24 * time.Hour).Add(time.Hour) // nine in Shanghai
	planned := at.AddDate(0, 0, -20)
	if first := now.AddDate(0, 0, c.days-4); planned.Before(first) {
		planned = first
	}
	if lately := now.AddDate(0, 0, -3); planned.After(lately) {
		planned = lately
	}
	id := new(typeid.ID)
	session := func(ctx context.Context, tx *ent.Tx) (*ent.TrainingSession, error) {
		return tx.TrainingSession.Get(ctx, *id)
	}
	act := func(at time.Time, who, what string, do func(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession) error) {
		add(at, who, what, func(ctx context.Context, tx *ent.Tx) error {
			s, err := session(ctx, tx)
			if err != nil {
				return err
			}
			return do(ctx, tx, s)
		})
	}
	add(planned, c.who, "plan a session", func(ctx context.Context, tx *ent.Tx) error {
		topic, capacity := flow.TopicCommunication, 2
		if l.post != "" {
			topic = flow.TopicPostStandard
		}
		if l.end == flow.TrainingSessionClosed || l.end == flow.TrainingSessionHeld {
			capacity = 12
		}
		var asked *training.PaperInput
		if l.paper {
			asked = questionPaper()
		}
		s, err := training.CreateSession(ctx, tx, training.SessionCreateInput{PlanID: *plan, SessionFields: training.SessionFields{
			Paper: asked,
			Topic: &topic, Post: &l.post, Title: &l.title, Method: new(flow.TrainingInternal), TrainerKind: new(flow.TrainerExpert),
			TrainerName: new("王立人"), Place: new("三楼培训室"), Outline: new("案例讲解、分组演练、考核"), StartsAt: &at, EndsAt: new(at.Add(2 * time.Hour)),
			Capacity: &capacity, Assessment: &training.AssessmentInput{Scale: 100, PassScore: 60, ValidMonths: new(12)},
		}})
		if err == nil {
			*id = s.ID
		}
		return err
	})
	if l.end == flow.TrainingSessionPlanned {
		return
	}
	act(planned.Add(time.Hour), c.who, "ask to a session", func(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession) error {
		_, err := training.Invite(ctx, tx, training.InviteInput{ID: s.ID, ExpectedVersion: s.Version, MemberIDs: []typeid.ID{
			w.id(memberService), w.id(staff), w.id(headSales), w.id(headService), w.id(management), w.id(headHR),
		}})
		return err
	})
	answer := func(i int, who string, verb func(context.Context, *ent.Tx, training.RecordInput) (*ent.TrainingRecord, error)) {
		add(planned.Add(time.Duration(2+i)*time.Hour), who, "answer an invitation", func(ctx context.Context, tx *ent.Tx) error {
			r, err := w.learning(ctx, tx, *id, who)
			if err != nil {
				return err
			}
			_, err = verb(ctx, tx, training.RecordInput{ID: r.ID, ExpectedVersion: r.Version})
			return err
		})
	}
	for i, who := range []string{memberService, staff, headSales, headService} {
		answer(i, who, training.Enrol)
	}
	answer(4, management, training.Decline)
	if l.end == flow.TrainingSessionCancelled {
		act(planned.Add(30*time.Hour), c.who, "call a session off", func(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession) error {
			_, err := training.CancelSession(ctx, tx, training.SessionCancelInput{ID: s.ID, ExpectedVersion: s.Version, Reason: "讲师临时出差"})
			return err
		})
		return
	}
	act(at.Add(3*time.Hour), c.who, "hold a session", func(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession) error {
		_, err := training.Hold(ctx, tx, training.HoldInput{ID: s.ID, ExpectedVersion: s.Version, AttendedIDs: []typeid.ID{w.id(memberService), w.id(staff)}})
		return err
	})
	if l.paper {
		w.sitPaper(id, at.Add(3*time.Hour+10*time.Minute), memberService, 3, add)
		w.sitPaper(id, at.Add(3*time.Hour+20*time.Minute), staff, 5, add)
	}
	if l.end != flow.TrainingSessionClosed {
		return
	}
	act(at.Add(4*time.Hour), c.who, "give points", func(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession) error {
		_, err := training.Assess(ctx, tx, training.AssessInput{ID: s.ID, ExpectedVersion: s.Version, Scores: []training.ScoreInput{
			{MemberID: w.id(memberService), Score: 88}, {MemberID: w.id(staff), Score: 52},
		}})
		return err
	})
	add(at.Add(5*time.Hour), memberService, "say what one thought", func(ctx context.Context, tx *ent.Tx) error {
		r, err := w.learning(ctx, tx, *id, memberService)
		if err != nil {
			return err
		}
		_, err = training.Feedback(ctx, tx, training.FeedbackInput{ID: r.ID, ExpectedVersion: r.Version, Score: 5, Comment: new("案例贴近实际")})
		return err
	})
	act(at.Add(26*time.Hour), c.who, "close a session", func(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession) error {
		_, err := training.CloseSession(ctx, tx, training.SessionCloseInput{ID: s.ID, ExpectedVersion: s.Version})
		return err
	})
}

// questionPaper is a paper of two questions in two tries of half an hour.
func questionPaper() *training.PaperInput {
	return &training.PaperInput{Tries: 2, Minutes: new(30), Questions: []training.PaperQuestionInput{
		{
			Code: "first", Type: flow.QuestionSingle, Text: "客户情绪激动时，首先应当？", Points: 40, Right: []string{"listen"},
			Options: []training.PaperOptionInput{{Code: "listen", Text: "倾听并表示理解"}, {Code: "explain", Text: "立即解释公司规定"}, {Code: "transfer", Text: "转接给主管"}},
		},
		{Code: "days", Type: flow.QuestionNumber, Text: "一般投诉应在几个工作日内答复？", Points: 60, Number: new(3.0)},
	}}
}

// sitPaper is a try at a session's paper, with the right option and a number of days.
func (w *world) sitPaper(session *typeid.ID, at time.Time, who string, days float64, add doing) {
	add(at, who, "begin a paper", func(ctx context.Context, tx *ent.Tx) error {
		r, err := w.learning(ctx, tx, *session, who)
		if err != nil {
			return err
		}
		_, err = training.BeginPaper(ctx, tx, training.RecordInput{ID: r.ID, ExpectedVersion: r.Version})
		return err
	})
	add(at.Add(8*time.Minute), who, "hand a paper in", func(ctx context.Context, tx *ent.Tx) error {
		r, err := w.learning(ctx, tx, *session, who)
		if err != nil {
			return err
		}
		_, err = training.HandIn(ctx, tx, training.HandInInput{ID: r.ID, ExpectedVersion: r.Version, Answers: []survey.Answer{
			{Question: "first", Options: []string{"listen"}}, {Question: "days", Number: &days},
		}})
		return err
	})
}

// learning is the member's record with the session.
func (w *world) learning(ctx context.Context, tx *ent.Tx, session typeid.ID, who string) (*ent.TrainingRecord, error) {
	r, err := tx.TrainingRecord.Query().Where(trainingrecord.HasSessionWith(trainingsession.ID(session)), trainingrecord.MemberID(w.id(who))).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("the record of %s: %w", who, err)
	}
	return r, nil
}
