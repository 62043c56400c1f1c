package demo

import (
	"context"
	"slices"
	"time"

	"heed/app/complaints"
	"heed/app/groups"
	"heed/app/progress"
	"heed/app/requirements"
	"heed/ent"
	"heed/rules/flow"
)

// grievance is a complaint of the demo company, and how far its handling came.
type grievance struct {
	days     int // before now
	channel  flow.Channel
	name     string
	product  string
	words    string
	nature   flow.ComplaintNature
	cause    flow.RootCauseClass
	why      string
	severity flow.Severity
	becomes  flow.ComplaintState
	outcome  flow.ComplaintOutcome // of one that was closed
	score    int                   // 0 for none
	page     int                   // of the page that it came by, from 1; 0 for one that a member wrote down
	cross    bool
	again    bool // taken up again once
	up       bool // brought up to the committee
}

var grievances = []grievance{
	{170, flow.ChannelPhone, "马女士", "智能门锁", "三楼的门锁一周里两次打不开，客人进不了房间。", flow.ComplaintOfQuality, flow.RootCauseProduct, "锁舌弹簧偏软", flow.SeverityGeneral, flow.ComplaintClosed, flow.OutcomeAccepted, 4, 0, false, false, false},
	{152, flow.ChannelEmail, "赵先生", "冷柜温控器", "温控器报警没有人回电，冷柜里的货坏了一半。", flow.ComplaintOfAfterSale, flow.RootCauseProcess, "夜间报警没有值班", flow.SeverityMajor, flow.ComplaintClosed, flow.OutcomeAccepted, 3, 0, false, false, true},
	{139, flow.ChannelWeb, "孙先生", "收银终端", "送来的终端外壳裂了，说好的当天换货拖了四天。", flow.ComplaintOfDelivery, flow.RootCauseSupplier, "承运方装卸不当", flow.SeverityGeneral, flow.ComplaintClosed, flow.OutcomeAccepted, 5, 1, false, true, false},
	{121, flow.ChannelFaceToFace, "钱女士", "门店网关", "销售说可以接旧系统，装完才说要另外付费。", flow.ComplaintOfSales, flow.RootCausePeople, "售前未核对接口清单", flow.SeverityGeneral, flow.ComplaintClosed, flow.OutcomeDispute, 0, 0, true, false, false},
	{104, flow.ChannelPhone, "李女士", "标签打印机", "客服电话转了四次，最后挂断了。", flow.ComplaintOfAttitude, flow.RootCausePeople, "新员工不熟悉转接", flow.SeverityGeneral, flow.ComplaintClosed, flow.OutcomeNoReply, 0, 0, false, false, false},
	{93, flow.ChannelThirdParty, "周先生", "离线收款模块", "说是断网也能收款，断网半天一笔也没收到。", flow.ComplaintOfPromotion, flow.RootCauseInformation, "宣传页未写明额度限制", flow.SeverityMajor, flow.ComplaintClosed, flow.OutcomeAccepted, 2, 0, true, false, false},
	{88, flow.ChannelPost, "吴女士", "", "发票抬头两次开错，来信两封没有回复。", flow.ComplaintOfOther, flow.RootCauseProcess, "信件没有登记", flow.SeverityGeneral, flow.ComplaintClosed, flow.OutcomeUnfound, 0, 0, false, false, false},
	{82, flow.ChannelPhone, "马女士", "智能门锁", "换过锁舌的门锁又卡住了。", flow.ComplaintOfQuality, flow.RootCauseProduct, "同批次弹簧", flow.SeverityGeneral, flow.ComplaintClosed, flow.OutcomeAccepted, 4, 0, false, false, false},
	{64, flow.ChannelApp, "郑先生", "手持扫码枪", "扫码枪寄丢了，承诺的退款还没到账。", flow.ComplaintOfDelivery, flow.RootCauseSupplier, "退款未随理赔走", flow.SeverityGeneral, flow.ComplaintWithdrawn, "", 0, 0, false, false, false},
	{41, flow.ChannelWeb, "王小姐", "温度记录仪", "价格比上个月的报价高了两成。", flow.ComplaintOfPrice, flow.RootCauseInformation, "报价单未注明有效期", flow.SeverityGeneral, flow.ComplaintWithdrawn, "", 0, 2, false, false, false},
	{12, flow.ChannelPhone, "冯先生", "冷链监测套件", "装了三天没有一条数据，问谁都说不归他管。", flow.ComplaintOfAfterSale, flow.RootCauseProcess, "开通没有人负责", flow.SeverityGeneral, flow.ComplaintFeedback, "", 0, 0, false, false, false},
	{10, flow.ChannelEmail, "陈女士", "收银终端", "重复扣款三笔，客人当场投诉到我们这里。", flow.ComplaintOfQuality, flow.RootCauseProduct, "断网补传没有去重", flow.SeverityMajor, flow.ComplaintFeedback, "", 0, 0, true, false, true},
	{6, flow.ChannelPhone, "褚先生", "智能门锁", "夜里报修没有人接电话。", flow.ComplaintOfAfterSale, flow.RootCauseProcess, "夜班排班空缺", flow.SeverityGeneral, flow.ComplaintProcessing, "", 0, 0, false, false, false},
	{5, flow.ChannelVisit, "卫女士", "冷柜温控器", "同一台冷柜修了三次。", flow.ComplaintOfQuality, flow.RootCauseProduct, "主板受潮", flow.SeverityMajor, flow.ComplaintProcessing, "", 0, 0, true, false, false},
	{4, flow.ChannelPhone, "蒋先生", "门店网关", "网关掉线，三家店一上午不能收银。", flow.ComplaintOfQuality, flow.RootCauseEquipment, "", flow.SeverityMajor, flow.ComplaintInvestigating, "", 0, 0, true, false, false},
	{3, flow.ChannelOnlineChat, "沈小姐", "标签纸", "标签纸胶太弱，贴上就掉。", flow.ComplaintOfQuality, flow.RootCauseSupplier, "", flow.SeverityGeneral, flow.ComplaintInvestigating, "", 0, 0, false, false, false},
	{2, flow.ChannelPhone, "韩先生", "备用电池", "新电池充不进电。", flow.ComplaintOfQuality, flow.RootCauseProduct, "", flow.SeverityGeneral, flow.ComplaintTriaged, "", 0, 0, false, false, false},
	{2, flow.ChannelWeb, "杨女士", "智能门锁", "客人被锁在屋里一个小时，请尽快给说法。", flow.ComplaintOfQuality, flow.RootCauseProduct, "", flow.SeverityMajor, flow.ComplaintTriaged, "", 0, 1, false, false, false},
	{1, flow.ChannelWeb, "Mr Brown", "Smart lock", "The lock on room 12 does not open in the cold.", "", "", "", "", flow.ComplaintReceived, "", 0, 3, false, false, false},
	{1, flow.ChannelEmail, "朱先生", "收银终端", "换货的终端还是旧型号。", "", "", "", "", flow.ComplaintReceived, "", 0, 0, false, false, false},
}

// pages are those on which people complain, by their names; the last are out of use.
var pages = []struct {
	name    string
	channel flow.Channel
	active  bool
}{
	{"官网投诉", flow.ChannelWeb, true},
	{"小程序投诉", flow.ChannelApp, true},
	{"Website", flow.ChannelWeb, true},
	{"旧官网投诉", flow.ChannelWeb, false},
	{"展会投诉", flow.ChannelFaceToFace, false},
}

// complaints opens the pages and writes the complaints of the last months down, with what
// became of them.
func (w *world) complaints(clients []*client, now time.Time) []*step {
	ours := slices.DeleteFunc(slices.Clone(clients), func(c *client) bool { return c.team != "service" })
	forms := make([]*ent.ComplaintForm, len(pages))
	var steps []*step
	for i, p := range pages {
		at := now.AddDate(0, 0, -200).Add(time.Duration(i) * time.Minute)
		steps = append(steps, &step{at: at, who: management, act: "open a page", do: func(ctx context.Context, tx *ent.Tx) error {
			f, err := complaints.CreateForm(ctx, tx, complaints.FormInput{Name: &p.name, Channel: &p.channel, DepartmentID: new(w.departments[flow.DepartmentService]), Active: &p.active})
			if err == nil {
				forms[i] = f.Unwrap()
			}
			return err
		}})
	}
	for i, g := range grievances {
		s := &suit{w: w, grievance: g, is: new(ent.Complaint), at: now.AddDate(0, 0, -g.days).Add(-3 * time.Hour)}
		if g.page > 0 {
			s.submitted(&forms[g.page-1])
		} else {
			s.heard(ours[i%min(len(ours), 7)])
		}
		s.handled()
		steps = append(steps, until(s.steps, now)...)
	}
	return steps
}

// suit is a complaint of the demo on its way.
type suit struct {
	w *world
	grievance
	is    *ent.Complaint
	at    time.Time
	steps []*step
}

// add does something with the complaint so long after it came in.
func (s *suit) add(after time.Duration, who, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error)) {
	s.steps = append(s.steps, &step{at: s.at.Add(after), who: who, act: act + " a complaint", do: func(ctx context.Context, tx *ent.Tx) error {
		c, err := do(ctx, tx)
		if err == nil && c != nil {
			*s.is = *c.Unwrap()
		}
		return err
	}})
}

func (s *suit) heard(of *client) {
	s.add(0, memberService, "write down", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
		return complaints.Create(ctx, tx, complaints.CreateInput{
			Links: complaints.Links{CustomerID: &of.id}, ComplainantName: &s.name, Phone: new("13900139000"), Content: s.words, Product: &s.product,
			ComplainedAt: s.at, Channel: s.channel, PromisedAt: s.at.AddDate(0, 0, 7), AssigneeID: new(s.w.viewers[memberService].Member),
		})
	})
}

func (s *suit) submitted(form **ent.ComplaintForm) {
	s.add(0, customer, "send", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
		sent, err := complaints.Submit(ctx, tx, complaints.SubmitInput{
			Form: *form, Intake: flow.IntakePage, ComplainantName: s.name, Reach: complaints.Reach{Email: "guest@inn.example"},
			Content: s.words, Product: s.product,
		})
		if err != nil {
			return nil, err
		}
		return sent.Complaint, nil
	})
}

// handled takes the complaint as far as it came.
func (s *suit) handled() {
	joint := flow.PathOf(s.severity, s.cross) == flow.PathJoint
	if s.becomes == flow.ComplaintReceived {
		return
	}
	order := []flow.ComplaintState{flow.ComplaintTriaged, flow.ComplaintInvestigating, flow.ComplaintProcessing, flow.ComplaintFeedback, flow.ComplaintClosed}
	far := slices.Index(order, s.becomes)
	s.add(time.Hour, headService, "assess", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
		return complaints.Triage(ctx, tx, complaints.TriageInput{ID: s.is.ID, ExpectedVersion: s.is.Version, Nature: s.nature, Severity: s.severity, CrossDepartment: s.cross})
	})
	if s.page > 0 {
		s.add(2*time.Hour, headService, "assign", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
			return complaints.Assign(ctx, tx, complaints.AssignInput{ID: s.is.ID, ExpectedVersion: s.is.Version, AssigneeID: new(s.w.viewers[memberService].Member)})
		})
	}
	if s.becomes == flow.ComplaintWithdrawn {
		s.add(26*time.Hour, memberService, "withdraw", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
			return complaints.Withdraw(ctx, tx, complaints.WithdrawInput{ID: s.is.ID, ExpectedVersion: s.is.Version, Statement: "客户来电：问题已解决，不再追究"})
		})
		return
	}
	who, starts := memberService, memberService
	if joint {
		who, starts = headSales, management
	}
	if far >= 1 {
		if joint {
			s.add(3*time.Hour, management, "form the group of", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
				return complaints.FormGroup(ctx, tx, complaints.GroupInput{ID: s.is.ID, ExpectedVersion: s.is.Version, LeaderID: s.w.viewers[headSales].Member, Members: s.group()})
			})
		}
		s.add(4*time.Hour, starts, "investigate", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
			return complaints.Investigate(ctx, tx, complaints.InvestigateInput{ID: s.is.ID, ExpectedVersion: s.is.Version})
		})
	}
	if far >= 2 {
		s.add(24*time.Hour, who, "handle", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) { return s.process(ctx, tx, joint) })
		s.add(26*time.Hour, memberService, "tell of", s.notice)
	}
	if s.up {
		s.add(30*time.Hour, management, "escalate", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
			return complaints.Escalate(ctx, tx, complaints.EscalateInput{ID: s.is.ID, ExpectedVersion: s.is.Version, Reason: "赔付金额超出部门权限"})
		})
		s.add(36*time.Hour, committee, "decide on", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
			return complaints.Decide(ctx, tx, complaints.DecideInput{ID: s.is.ID, ExpectedVersion: s.is.Version, Decision: "按实际损失赔付，并公开致歉"})
		})
	}
	if far >= 3 {
		if joint {
			s.add(40*time.Hour, memberService, "do a step of", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
				return complaints.StepDone(ctx, tx, complaints.StepDoneInput{ID: s.is.ID, ExpectedVersion: s.is.Version, Step: 1})
			})
		}
		s.add(48*time.Hour, who, "reply to", s.reply)
	}
	if far >= 4 {
		s.ended(who)
	}
}

func (s *suit) group() []groups.MemberInput {
	return []groups.MemberInput{
		{MemberID: s.w.viewers[headSales].Member, Capacity: flow.CapacityHead}, {MemberID: s.w.viewers[memberService].Member, Capacity: flow.CapacitySpecialist},
	}
}

func (s *suit) process(ctx context.Context, tx *ent.Tx, joint bool) (*ent.Complaint, error) {
	in := complaints.ProcessInput{
		ID: s.is.ID, ExpectedVersion: s.is.Version, Background: s.words, Cause: s.why, RootCause: s.cause,
		Measures: []complaints.MeasureInput{{Text: "上门处理并当面致歉"}, {Text: "排查同类情况", DepartmentID: new(s.w.departments[flow.DepartmentService])}},
	}
	if joint {
		in.Steps = []requirements.PlanStepInput{{Text: "上门检查并更换", OwnerID: s.w.viewers[memberService].Member, DueAt: s.at.Add(70 * time.Hour)}}
	}
	return complaints.Process(ctx, tx, in)
}

func (s *suit) reply(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
	return complaints.Reply(ctx, tx, complaints.ReplyInput{ID: s.is.ID, ExpectedVersion: s.is.Version, Decision: "已查明原因并处理：" + s.why + "。向您致歉。", Channel: flow.ChannelPhone})
}

// notice tells the customer how it gets on.
func (s *suit) notice(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
	_, err := complaints.AddProgress(ctx, tx, progress.AddInput{
		ComplaintID: new(s.is.ID), Kind: flow.ProgressCustomerNotice, Text: "告知客户处理进展", Channel: new(flow.ChannelPhone),
	})
	if err != nil {
		return nil, err
	}
	return tx.Complaint.Get(ctx, s.is.ID)
}

// ended is how it ended, and that it was taken up again before.
func (s *suit) ended(who string) {
	after := 72 * time.Hour
	if s.again {
		s.add(after, customer, "not accept", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
			return complaints.Answer(ctx, tx, complaints.AnswerInput{ID: s.is.ID, Comment: "换来的还是有划痕"})
		})
		s.add(after+24*time.Hour, who, "reply again to", s.reply)
		after += 48 * time.Hour
	}
	in := complaints.CloseInput{Outcome: s.outcome}
	if s.score > 0 {
		in.Score = &s.score
	}
	switch s.outcome {
	case flow.OutcomeDispute, flow.OutcomeUnfound:
		who, in.Note = management, new("经核实并与客户说明")
	case flow.OutcomeNoReply:
		s.add(after, memberService, "ask about", s.notice)
		s.add(after+48*time.Hour, memberService, "ask again about", s.notice)
		after = 24 * 24 * time.Hour
	case flow.OutcomeAccepted:
	}
	s.add(after, who, "close", func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) {
		in.ID, in.ExpectedVersion = s.is.ID, s.is.Version
		return complaints.Close(ctx, tx, in)
	})
}
