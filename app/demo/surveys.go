package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/surveys"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/surveycampaign"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/ent/surveytemplate"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// asking is a campaign of the demo company, and how far it came.
type asking struct {
	days      int // before now
	name      string
	program   flow.SurveyProgram
	code      string // of the questionnaire
	objective string
	goals     []flow.SurveyGoal
	from, to  int // of the customers
	becomes   flow.CampaignState
	by        flow.Channel
}

var askings = []asking{
	{300, "年度客户信息收集", flow.ProgramProfile, "standard", "更新客户档案，了解核心需求与合作意向", []flow.SurveyGoal{flow.GoalProfile, flow.GoalNeed, flow.GoalSatisfaction}, 0, 12, flow.CampaignReviewed, flow.ChannelEmail},
	{150, "上半年购买体验满意度调查", flow.ProgramExperienceSatisfaction, "experience", "了解客户购买过程各环节的体验", []flow.SurveyGoal{flow.GoalSatisfaction}, 12, 26, flow.CampaignReviewed, flow.ChannelEmail},
	{75, "到期客户续约回访", flow.ProgramProfile, "standard", "了解未续约原因与改进方向", []flow.SurveyGoal{flow.GoalSatisfaction, flow.GoalNeed}, 26, 34, flow.CampaignClosed, flow.ChannelEmail},
	{60, "服务体验回访", flow.ProgramExperienceSatisfaction, "experience", "跟踪交付与售后改进的效果", []flow.SurveyGoal{flow.GoalSatisfaction}, 34, 40, flow.CampaignClosed, flow.ChannelEmail},
	{9, "本季客户需求与满意度调查", flow.ProgramProfile, "standard", "收集下一季的需求，发现不满意的客户", []flow.SurveyGoal{flow.GoalNeed, flow.GoalSatisfaction, flow.GoalExpansion}, 40, 54, flow.CampaignRunning, flow.ChannelEmail},
	{6, "重点客户电话访谈", flow.ProgramProfile, "standard", "由客户经理致电了解拓展计划", []flow.SurveyGoal{flow.GoalExpansion}, 54, 60, flow.CampaignRunning, flow.ChannelPhone},
	{3, "新门店客户建档", flow.ProgramProfile, "standard", "为新门店客户建立档案", []flow.SurveyGoal{flow.GoalProfile}, 0, 4, flow.CampaignReady, flow.ChannelPhone},
	{2, "冷链客户专项访谈", flow.ProgramProfile, "standard", "了解冷链客户旺季的保障需求", []flow.SurveyGoal{flow.GoalNeed}, 4, 8, flow.CampaignReady, flow.ChannelPhone},
	{40, "展会意向客户调查", flow.ProgramProfile, "standard", "了解展会意向客户", []flow.SurveyGoal{flow.GoalExpansion}, 8, 10, flow.CampaignCancelled, flow.ChannelEmail},
	{20, "节前满意度抽查", flow.ProgramProfile, "standard", "节前抽查满意度", []flow.SurveyGoal{flow.GoalSatisfaction}, 10, 12, flow.CampaignCancelled, flow.ChannelEmail},
}

// said is what customers write, by the question.
var said = map[string][]string{
	"cooperation_length":   {"两年", "三年半", "五年"},
	"cooperation_products": {"智能门锁、门店网关", "冷柜温控器", "收银终端、标签打印机"},
	"dissatisfaction":      {"报修要等三天，希望当天有人联系。", "说明书看不懂，培训只讲了半小时。", "没有特别不满意的地方。"},
	"pain_point":           {"节假日客流大时收银经常断网，结账排长队。", "门锁电量低没有提醒，客人半夜打不开门。", "温度记录要手工抄，检查时总是对不上。"},
	"relation_suggestion":  {"有新功能时提前发一份说明。", "希望固定一位客户经理。"},
	"expansion_support":    {"新店开业前两周派人来做一次现场培训。", "需要和我们的会员系统打通。"},
	"expectation":          {"希望能在手机上看到所有门店的设备状态。", "希望账单可以按门店分开。"},
	"anything_else":        {"总体不错，继续保持。", "感谢你们的工程师小刘。"},
	"improve":              {"送货前请先打电话确认时间。", "安装人员应当带齐配件。"},
	"contact_title":        {"店长", "采购经理", "运营总监"},
	"address":              {"杭州市西湖区文三路 88 号", "苏州市工业园区星湖街 20 号"},
}

// asks plans the campaigns with what customers answered, and the editions of questionnaires.
func (w *world) asks(clients []*client, now time.Time) []*step {
	var steps []*step
	for i, a := range askings {
		s := &canvass{w: w, asking: a, at: now.AddDate(0, 0, -a.days).Add(-5 * time.Hour), number: i}
		s.planned(clients)
		steps = append(steps, s.steps...)
	}
	steps = append(steps, w.editions(now)...)
	steps = append(steps, w.chances(clients, now)...)
	steps = append(steps, &step{at: now.Add(-26 * time.Hour), who: system, act: "plan the campaigns of the period", alone: func(ctx context.Context) error {
		return surveys.Plan(ctx, w.Journal)
	}})
	return until(steps, now)
}

// canvass is a campaign of the demo on its way.
type canvass struct {
	w *world
	asking
	number int
	id     typeid.ID
	at     time.Time
	steps  []*step
}

func (s *canvass) add(after time.Duration, act string, do func(ctx context.Context, tx *ent.Tx, in surveys.CampaignInput) error) {
	s.steps = append(s.steps, &step{at: s.at.Add(after), who: management, act: act + " " + s.name, do: func(ctx context.Context, tx *ent.Tx) error {
		in := surveys.CampaignInput{}
		if s.id != "" {
			c, err := tx.SurveyCampaign.Query().Where(surveycampaign.ID(s.id)).Only(ctx)
			if err != nil {
				return err
			}
			in = surveys.CampaignInput{ID: c.ID, ExpectedVersion: c.Version}
		}
		return do(ctx, tx, in)
	}})
}

func (s *canvass) planned(clients []*client) {
	act := func(verb func(context.Context, *ent.Tx, surveys.CampaignInput) (*ent.SurveyCampaign, error)) func(context.Context, *ent.Tx, surveys.CampaignInput) error {
		return func(ctx context.Context, tx *ent.Tx, in surveys.CampaignInput) error {
			_, err := verb(ctx, tx, in)
			return err
		}
	}
	s.add(0, "plan", func(ctx context.Context, tx *ent.Tx, _ surveys.CampaignInput) error { return s.plan(ctx, tx, clients) })
	if s.becomes == flow.CampaignCancelled {
		s.add(24*time.Hour, "drop", func(ctx context.Context, tx *ent.Tx, in surveys.CampaignInput) error {
			_, err := surveys.CancelCampaign(ctx, tx, surveys.CancelInput{ID: in.ID, ExpectedVersion: in.ExpectedVersion, Reason: "与季度调查合并"})
			return err
		})
		return
	}
	s.add(time.Hour, "confirm", act(surveys.ConfirmCampaign))
	s.add(2*time.Hour, "prepare", act(surveys.PrepareCampaign))
	if s.becomes == flow.CampaignReady {
		return
	}
	s.add(4*time.Hour, "start", act(surveys.StartCampaign))
	s.answers()
	if s.becomes == flow.CampaignRunning {
		return
	}
	s.add(15*24*time.Hour, "end", act(surveys.CloseCampaign))
	if s.becomes == flow.CampaignReviewed {
		s.add(17*24*time.Hour, "review", func(ctx context.Context, tx *ent.Tx, in surveys.CampaignInput) error {
			_, err := surveys.ReviewCampaign(ctx, tx, surveys.ReviewInput{
				ID: in.ID, ExpectedVersion: in.ExpectedVersion, Conclusion: "客户整体满意，报修响应和安装说明是主要的不满。",
				Improvements: new("报修当天由客户经理回电；安装说明改为图文版。"),
			})
			return err
		})
	}
}

func (s *canvass) plan(ctx context.Context, tx *ent.Tx, clients []*client) error {
	t, err := tx.SurveyTemplate.Query().Where(surveytemplate.Code(s.code), surveytemplate.StateEQ(flow.TemplateEffective)).Only(ctx)
	if err != nil {
		return err
	}
	var ids []typeid.ID
	for _, c := range clients[min(s.from, len(clients)):min(s.to, len(clients))] {
		ids = append(ids, c.id)
	}
	closes := s.at.AddDate(0, 0, 30)
	c, err := surveys.CreateCampaign(ctx, tx, surveys.CampaignCreateInput{Program: s.program, CampaignFields: surveys.CampaignFields{
		Name: &s.name, Objective: &s.objective, Goals: s.goals, TemplateID: &t.ID, ContactIDs: []typeid.ID{s.w.viewers[management].Member},
		Audience: &surveys.AudienceInput{CustomerIDs: ids}, Channels: []flow.Channel{s.by}, ClosesAt: &closes,
	}})
	if err == nil {
		s.id = c.ID
	}
	return err
}

// answers are what customers do with their links: answer, begin and leave, decline; and
// what becomes of letters.
func (s *canvass) answers() {
	for i := range s.to - s.from {
		after := 26*time.Hour + time.Duration(i)*5*time.Hour
		s.steps = append(s.steps, &step{at: s.at.Add(after), who: system, act: "answer " + s.name, alone: func(ctx context.Context) error { return s.answer(ctx, i) }})
	}
	seen := []time.Duration{100 * time.Hour}
	if s.ended() { // each day, in time
		seen = []time.Duration{46 * time.Hour, 68 * time.Hour, 90 * time.Hour, 112 * time.Hour}
	}
	for _, after := range seen {
		s.steps = append(s.steps, &step{at: s.at.Add(after), who: system, act: "see to the responses of " + s.name, alone: s.seenTo})
	}
}

func (s *canvass) ended() bool {
	return s.becomes == flow.CampaignClosed || s.becomes == flow.CampaignReviewed
}

// answer is what the i-th customer does.
func (s *canvass) answer(ctx context.Context, i int) error {
	client := s.w.Journal.Client()
	all, err := client.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(s.id)).Order(surveyinvitation.ByID()).All(ctx)
	if err != nil || i >= len(all) {
		return err
	}
	one := all[i]
	desk := &surveys.Desk{Client: client, Journal: s.w.Journal, Company: func(context.Context, typeid.ID) (context.Context, error) { return ctx, nil }}
	act := func(verb func(ctx context.Context, tx *ent.Tx) error) error {
		_, err := s.w.Journal.Change(s.w.as(ctx, management, s.w.passed), verb)
		return err
	}
	again := surveys.InvitationReasonInput{ID: one.ID, ExpectedVersion: one.Version, Reason: "邮箱不存在"}
	switch { // most answer, some do not
	case i%7 == 3 && one.State == flow.InvitationSent:
		return act(func(ctx context.Context, tx *ent.Tx) error {
			_, err := surveys.BounceInvitation(ctx, tx, again)
			return err
		})
	case i%9 == 5:
		again.Reason = "联系人已离职"
		return act(func(ctx context.Context, tx *ent.Tx) error {
			_, err := surveys.RevokeInvitation(ctx, tx, again)
			return err
		})
	case i%7 == 6:
		return nil // silent
	}
	questionnaire, err := s.questions(ctx)
	if err != nil {
		return err
	}
	given := s.filled(questionnaire, i)
	if s.by != flow.ChannelEmail {
		return act(func(ctx context.Context, tx *ent.Tx) error {
			_, err := surveys.Assist(ctx, tx, surveys.AssistInput{InvitationID: one.ID, Mode: flow.ModePhoneAssisted, Answers: given, Urgent: new(i%3 == 0), Submit: i%5 != 4})
			return err
		})
	}
	link, err := surveys.LinkOf(ctx, client, one.ID)
	if err != nil || link == nil {
		return err
	}
	switch {
	case i%7 == 4:
		return desk.OptOut(ctx, link.Secret)
	case i%7 == 5:
		_, visit, err := desk.Look(ctx, link.Secret)
		if err != nil {
			return err
		}
		return desk.Opened(ctx, visit)
	case i%4 == 2:
		_, _, _, err = desk.Save(ctx, link.Secret, given[:3])
	default:
		_, _, err = desk.Submit(ctx, link.Secret, given, i%4 == 1)
	}
	return err
}

func (s *canvass) questions(ctx context.Context) ([]survey.Question, error) {
	c, err := s.w.Journal.Client().SurveyCampaign.Query().Where(surveycampaign.ID(s.id)).WithTemplate().Only(ctx)
	if err != nil {
		return nil, err
	}
	return c.Edges.Template.Questionnaire.Questions, nil
}

// filled answers every question that is asked, one way or another.
func (s *canvass) filled(questions []survey.Question, i int) []survey.Answer {
	var given []survey.Answer
	for range 5 { // answers bring questions
		for _, step := range survey.Path(questions, given, survey.Facts{}) {
			q := questions[step.Index]
			if !slices.ContainsFunc(given, func(a survey.Answer) bool { return a.Question == q.Code }) {
				given = append(given, s.one(q, i+step.Index))
			}
		}
	}
	return given
}

func (s *canvass) one(q survey.Question, n int) survey.Answer {
	a := survey.Answer{Question: q.Code}
	number := func(v int) *float64 { f := float64(v); return &f }
	switch q.Type {
	case flow.QuestionSingle, flow.QuestionMulti:
		plain := slices.DeleteFunc(slices.Clone(q.Options), func(o survey.Option) bool { return o.OtherText })
		at := (n + s.number) % len(plain)
		if q.Code == "cooperation_band" && at == 0 && n%3 > 0 { // most are customers of old
			at = len(plain) - 1
		}
		a.Options = []string{plain[at].Code}
	case flow.QuestionRating:
		a.Number = number([]int{5, 4, 4, 3, 5, 2, 4}[(n+s.number)%7])
	case flow.QuestionNPS:
		a.Number = number([]int{9, 10, 8, 7, 6, 9}[(n+s.number)%6])
	case flow.QuestionContact:
		a.Text = fmt.Sprintf("1380013%04d", 1000+n)
		if slices.Contains(q.MapsTo, flow.TargetContactEmail) {
			a.Text = fmt.Sprintf("guest%d@inn.example", n)
		}
	case flow.QuestionText, flow.QuestionLongText:
		if all := said[q.Code]; len(all) > 0 {
			a.Text = all[n%len(all)]
			break
		}
		a.Text = map[string]string{"customer_name": "示例客户", "contact_name": "王女士"}[q.Code]
	case flow.QuestionNumber, flow.QuestionDate:
	}
	return a
}

// seenTo does with what was submitted what the management department does: of a campaign
// that runs it has verified some, put in order some and followed up some; of one that ended all.
func (s *canvass) seenTo(ctx context.Context) error {
	all, err := s.w.Journal.Client().SurveyResponse.Query().Where(surveyresponse.CampaignID(s.id), surveyresponse.StateEQ(flow.ResponseSubmitted)).
		WithTemplate().Order(surveyresponse.ByID()).All(ctx)
	if err != nil {
		return err
	}
	for i, r := range all {
		if s.ended() {
			i = 0
		}
		if i%4 == 3 { // to be seen to
			continue
		}
		if _, err := s.w.Journal.Change(s.w.as(ctx, management, s.w.passed), func(ctx context.Context, tx *ent.Tx) error { return s.tidy(ctx, tx, r, i) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *canvass) tidy(ctx context.Context, tx *ent.Tx, r *ent.SurveyResponse, i int) error {
	var keys []string
	for _, q := range r.Edges.Template.Questionnaire.Questions {
		if q.KeyAnswer {
			keys = append(keys, q.Code)
		}
	}
	r, err := surveys.Verify(ctx, tx, surveys.VerifyInput{ID: r.ID, ExpectedVersion: r.Version, Verified: keys})
	if err != nil || i%4 == 2 {
		return err
	}
	if r.Urgent {
		r, err = surveys.Reply(ctx, tx, surveys.ReplyInput{
			ID: r.ID, ExpectedVersion: r.Version, Text: "明天上午由工程师到店检查。", MilestoneAt: s.w.passed.Add(48 * time.Hour), Channel: flow.ChannelPhone,
		})
		if err != nil {
			return err
		}
	}
	var decided []surveys.ProposalInput
	for k, d := range r.Drafts {
		p := surveys.ProposalInput{Index: k, Take: d.Kind != survey.DraftComplaint}
		switch {
		case !p.Take:
			p.Reason = new("已电话沟通，客户同意不作为投诉处理")
		case s.ended() && d.Kind != survey.DraftOpportunity:
			p.Take, p.Reason = false, new("已并入同类需求处理")
		}
		decided = append(decided, p)
	}
	r, err = surveys.Tidy(ctx, tx, surveys.TidyInput{ID: r.ID, ExpectedVersion: r.Version, Proposals: decided})
	if err != nil || i%4 == 1 {
		return err
	}
	_, err = surveys.FollowUp(ctx, tx, surveys.FollowUpInput{ID: r.ID, ExpectedVersion: r.Version, Note: "客户经理本周回访。"})
	return err
}

// voteOn approves what was asked, or sends it back.
func voteOn(ctx context.Context, tx *ent.Tx, t *ent.SurveyTemplate, d flow.Decision) error {
	a, err := tx.Approval.Get(ctx, t.ApprovalID)
	if err == nil {
		_, err = consequences.Vote(ctx, tx, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: d})
	}
	return err
}
