package demo

import (
	"context"
	"fmt"
	"time"

	"heed/app/appraisals"
	"heed/app/governance"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/appraisal"
	"heed/rules/appraise"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// bulletin is what the demo company tells its people, and how far it came.
type bulletin struct {
	title, body, who string
	channel          flow.PublicityChannel
	days, long       int // from now, when its period begins, and for how many days
	end              flow.DocumentState
	published        bool
	read             []string // by whom
}

var bulletins = []bulletin{
	{
		"客户体验月：先听后答", "本月主题是倾听。接待客户时先复述对方的需求，再给出答复；每条需求当天录入。", management, flow.ChannelNewsletter, -12, 40, flow.DocumentEffective, true,
		[]string{memberService, staff, headSales, headService, headHR},
	},
	{"首问负责制说明", "谁先接到客户的问题，谁负责到底：答复、转交或请示，都要让客户知道下一步。", management, flow.ChannelBulletinBoard, -1, 30, flow.DocumentEffective, true, nil},
	{"服务用语手册宣传", "手册第三章新增投诉安抚用语，请各班组组织学习。", headService, flow.ChannelOfficeSystem, 3, 30, flow.DocumentDraft, false, nil},
	{"年终客户走访安排", "走访重点客户的路线和注意事项。", headSales, flow.ChannelOtherMeans, 20, 40, flow.DocumentDraft, false, nil},
	{"投诉时限调整通知", "重大投诉须在两小时内首次答复。", management, flow.ChannelBulletinBoard, -80, 60, flow.DocumentRetired, true, []string{memberService, headService}},
	{"展会期间值班公告", "展会改期，值班另行安排。", management, flow.ChannelOfficeSystem, -30, 20, flow.DocumentRetired, false, nil},
}

// publicise tells the company's people what it wants them to know.
func (w *world) publicise(now time.Time) []*step {
	var all []*step
	add := func(at time.Time, who, act string, do func(ctx context.Context, tx *ent.Tx) error) {
		all = append(all, &step{at: at, who: who, act: act, do: do})
	}
	for i, b := range bulletins {
		w.tellAll(b, now, now.AddDate(0, 0, -4).Add(time.Duration(i)*time.Minute), add)
	}
	return until(all, now)
}

// tellAll takes a document as far as it came; what begins later was written the other day.
func (w *world) tellAll(b bulletin, now, lately time.Time, add doing) {
	day := func(at time.Time) string { return at.In(w.config.Zone).Format(time.DateOnly) }
	begins := now.AddDate(0, 0, b.days)
	written := begins.AddDate(0, 0, -2)
	if written.After(lately) {
		written = lately
	}
	id := new(typeid.ID)
	act := func(at time.Time, who, what string, do func(ctx context.Context, tx *ent.Tx, is tenants.Versioned) error) {
		add(at, who, what, func(ctx context.Context, tx *ent.Tx) error {
			d, err := tx.GoverningDocument.Get(ctx, *id)
			if err != nil {
				return err
			}
			return do(ctx, tx, tenants.Versioned{ID: d.ID, ExpectedVersion: d.Version})
		})
	}
	add(written, b.who, "write what people are told", func(ctx context.Context, tx *ent.Tx) error {
		d, err := governance.Create(ctx, tx, governance.CreateInput{Kind: flow.DocumentPublicity, Fields: governance.Fields{
			Title: &b.title, Body: &b.body, Channel: &b.channel, PeriodStart: new(day(begins)), PeriodEnd: new(day(begins.AddDate(0, 0, b.long))),
		}})
		if err == nil {
			*id = d.ID
		}
		return err
	})
	if b.published {
		act(written.Add(3*time.Hour), management, "tell people", func(ctx context.Context, tx *ent.Tx, is tenants.Versioned) error {
			_, err := governance.Publish(ctx, tx, is)
			return err
		})
	}
	for i, who := range b.read {
		act(begins.AddDate(0, 0, 1).Add(time.Duration(i)*time.Hour), who, "read what one is told", func(ctx context.Context, tx *ent.Tx, is tenants.Versioned) error {
			_, err := governance.Acknowledge(ctx, tx, is)
			return err
		})
	}
	if b.end == flow.DocumentRetired {
		act(begins.AddDate(0, 0, 10), management, "take back what people were told", func(ctx context.Context, tx *ent.Tx, is tenants.Versioned) error {
			_, err := governance.Retire(ctx, tx, tenants.Reasoned{ID: is.ID, ExpectedVersion: is.ExpectedVersion, Reason: "已有新的安排"})
			return err
		})
	}
}

// yardstick is a scheme of appraisals of the demo company, and how far it came.
type yardstick struct {
	title  string
	period flow.Period
	of     []flow.DepartmentType // all when empty
	end    flow.AppraisalSchemeState
}

// yardsticks are by what people are appraised: all each month, the service department each
// quarter.
var yardsticks = []yardstick{
	{"月度工作考核", flow.PeriodMonth, nil, flow.SchemeActive},
	{"服务部季度考核", flow.PeriodQuarter, []flow.DepartmentType{flow.DepartmentService}, flow.SchemeActive},
	{"销售部半年考核", flow.PeriodHalfYear, []flow.DepartmentType{flow.DepartmentSales}, flow.SchemeDraft},
	{"年度综合考核", flow.PeriodYear, nil, flow.SchemeDraft},
	{"试行考核（旧）", flow.PeriodMonth, nil, flow.SchemeRetired},
	{"配送季度考核（旧）", flow.PeriodQuarter, []flow.DepartmentType{flow.DepartmentLogistics}, flow.SchemeRetired},
}

// teamwork is what heads give points for themselves.
const teamwork = "团队协作"

// appraise looks at how people worked in the month that was over ten days ago: it was drawn
// up nine days ago, and shown five days ago.
func (w *world) appraise(now time.Time) []*step {
	var all []*step
	add := func(at time.Time, who, act string, do func(ctx context.Context, tx *ent.Tx) error) {
		all = append(all, &step{at: at, who: who, act: act, do: do})
	}
	ids := make([]typeid.ID, len(yardsticks))
	for i, y := range yardsticks {
		at := now.AddDate(0, 0, -20).Add(time.Duration(i) * time.Hour)
		add(at, management, "make a scheme of appraisals", func(ctx context.Context, tx *ent.Tx) error {
			s, err := w.scheme(ctx, tx, y)
			if err == nil {
				ids[i] = s.ID
			}
			return err
		})
		if y.end == flow.SchemeDraft {
			continue
		}
		move := func(at time.Time, verb func(context.Context, *ent.Tx, tenants.Versioned) (*ent.AppraisalScheme, error)) {
			add(at, management, "move a scheme of appraisals", func(ctx context.Context, tx *ent.Tx) error {
				s, err := tx.AppraisalScheme.Get(ctx, ids[i])
				if err == nil {
					_, err = verb(ctx, tx, tenants.Versioned{ID: s.ID, ExpectedVersion: s.Version})
				}
				return err
			})
		}
		move(at.AddDate(0, 0, 1), appraisals.ActivateScheme)
		if y.end == flow.SchemeRetired {
			move(at.AddDate(0, 0, 3), appraisals.RetireScheme)
		}
	}
	draw := func(of int, who string, day time.Time) {
		add(now.AddDate(0, 0, -9).Add(time.Duration(of)*time.Hour), who, "draw up appraisals", func(ctx context.Context, tx *ent.Tx) error {
			_, err := appraisals.Draw(ctx, tx, appraisals.DrawInput{SchemeID: ids[of], Start: day.Format(time.DateOnly)})
			return err
		})
	}
	over := now.AddDate(0, 0, -10).In(w.config.Zone)
	begin := time.Date(over.Year(), over.Month(), 1, 0, 0, 0, 0, w.config.Zone)
	draw(0, management, begin.AddDate(0, -1, 0))
	draw(1, headService, begin.AddDate(0, -3, 0))
	for i, who := range []string{memberService, staff, headSales, headHR, headService, committee, auditor, admin} {
		w.judge(who, &ids[0], now.Add(time.Duration(i)*time.Minute), add)
	}
	return until(all, now)
}

func (w *world) scheme(ctx context.Context, tx *ent.Tx, y yardstick) (*ent.AppraisalScheme, error) {
	var departments []typeid.ID
	for _, of := range y.of {
		for id, d := range w.config.Departments {
			if d.Type == of {
				departments = append(departments, id)
			}
		}
	}
	return appraisals.CreateScheme(ctx, tx, appraisals.SchemeFields{Title: &y.title, Period: &y.period, DepartmentIDs: typeid.Unique(departments), Metrics: []appraise.Weight{
		{Metric: flow.MetricCollected, Weight: 20, Target: 5},
		{Metric: flow.MetricOnTime, Weight: 20},
		{Metric: flow.MetricCompletion, Weight: 15},
		{Metric: flow.MetricSatisfaction, Weight: 15},
		{Metric: flow.MetricEntry, Weight: 10},
		{Metric: flow.MetricTraining, Weight: 10},
		{Metric: flow.MetricOther, Title: teamwork, Weight: 10},
	}})
}

// judge takes the appraisal of somebody as far as it came.
func (w *world) judge(who string, scheme *typeid.ID, now time.Time, add doing) {
	head := management
	if who == memberService {
		head = headService
	}
	act := func(days int, by, what string, do func(ctx context.Context, tx *ent.Tx, a *ent.Appraisal) error) {
		add(now.AddDate(0, 0, days), by, what, func(ctx context.Context, tx *ent.Tx) error {
			a, err := tx.Appraisal.Query().Where(appraisal.SchemeID(*scheme), appraisal.MemberID(w.id(who))).Only(ctx)
			if err != nil {
				return fmt.Errorf("the appraisal of %s: %w", who, err)
			}
			return do(ctx, tx, a)
		})
	}
	if who == auditor || who == admin { // they do not meet customers
		act(-8, head, "discard an appraisal", func(ctx context.Context, tx *ent.Tx, a *ent.Appraisal) error {
			_, err := appraisals.Discard(ctx, tx, tenants.Versioned{ID: a.ID, ExpectedVersion: a.Version})
			return err
		})
		return
	}
	act(-8, head, "comment on an appraisal", func(ctx context.Context, tx *ent.Tx, a *ent.Appraisal) error {
		_, err := appraisals.Comment(ctx, tx, appraisals.CommentInput{
			ID: a.ID, ExpectedVersion: a.Version, Comment: "响应客户及时，记录完整；复杂需求的跟进还可以更主动。", Points: []appraisals.PointsInput{{Title: teamwork, Points: 85}},
		})
		return err
	})
	act(-5, head, "show an appraisal", func(ctx context.Context, tx *ent.Tx, a *ent.Appraisal) error {
		_, err := appraisals.Show(ctx, tx, tenants.Versioned{ID: a.ID, ExpectedVersion: a.Version})
		return err
	})
	switch who {
	case headService:
		act(-4, who, "accept an appraisal", func(ctx context.Context, tx *ent.Tx, a *ent.Appraisal) error {
			_, err := appraisals.Accept(ctx, tx, tenants.Versioned{ID: a.ID, ExpectedVersion: a.Version})
			return err
		})
	case staff, headSales, headHR:
		act(-4, who, "appeal against an appraisal", func(ctx context.Context, tx *ent.Tx, a *ent.Appraisal) error {
			_, err := appraisals.Appeal(ctx, tx, tenants.Reasoned{ID: a.ID, ExpectedVersion: a.Version, Reason: "跨部门项目的协作没有计入，请核对。"})
			return err
		})
	}
	if who == staff {
		act(-2, headHR, "decide on an appeal", func(ctx context.Context, tx *ent.Tx, a *ent.Appraisal) error {
			_, err := appraisals.Decide(ctx, tx, appraisals.DecideInput{
				ID: a.ID, ExpectedVersion: a.Version, Decision: "核对项目记录属实，调整团队协作得分。", Points: []appraisals.PointsInput{{Title: teamwork, Points: 95}},
			})
			return err
		})
	}
}
