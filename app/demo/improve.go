package demo

import (
	"context"
	"time"

	"heed/app/findings"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// faults are what was found wrong in the year, with its cause and what is done against it.
var faults = []struct {
	source                 flow.FindingSource
	wrong, cause           string
	class                  flow.RootCauseClass
	corrective, preventive string
	severity               flow.Severity
	state                  flow.FindingState
}{
	{flow.FindingReport, "二季度安装类需求响应超时偏多。", "派单依赖人工，夜间无人值守。", flow.RootCauseProcess, "补充夜间值班", "上线自动派单", flow.SeverityMajor, flow.FindingClosed},
	{flow.FindingSurvey, "回访发现处理结果未完整告知客户。", "缺少告知模板。", flow.RootCauseInformation, "补充告知并致歉", "制定结果告知模板", flow.SeverityGeneral, flow.FindingClosed},
	{flow.FindingReport, "备件缺货导致三项需求延期。", "安全库存设置过低。", flow.RootCauseSupplier, "紧急调拨备件", "提高安全库存", flow.SeverityMajor, flow.FindingVerifying},
	{flow.FindingEvaluation, "客户资料录入延迟。", "离线期间没有补录流程。", flow.RootCauseProcess, "集中补录", "明确补录责任人", flow.SeverityGeneral, flow.FindingVerifying},
	{flow.FindingInspection, "现场服务未按标准着装。", "新员工未培训。", flow.RootCausePeople, "补充培训", "入职培训纳入着装规范", flow.SeverityGeneral, flow.FindingActionsRunning},
	{flow.FindingReport, "价格咨询回复口径不一致。", "价目表多版本并存。", flow.RootCauseInformation, "统一价目表", "建立版本发布制度", flow.SeverityGeneral, flow.FindingActionsRunning},
	{flow.FindingSurvey, "客户反映操作手册难懂。", "手册由研发编写，未经客户试读。", flow.RootCauseProduct, "重写常用章节", "新增客户试读环节", flow.SeverityGeneral, flow.FindingCauseFound},
	{flow.FindingReport, "周末需求响应不及时。", "周末无轮值。", flow.RootCauseProcess, "安排轮值", "轮值纳入考核", flow.SeverityMajor, flow.FindingCauseFound},
	{flow.FindingReport, "跨部门需求交接信息缺失。", "", "", "", "", flow.SeverityGeneral, flow.FindingOpen},
	{flow.FindingInspection, "热线录音抽检发现应答用语不规范。", "", "", "", "", flow.SeverityGeneral, flow.FindingOpen},
	{flow.FindingDelay, "", "接收后未及时派单，承办人休假无人接替。", flow.RootCausePeople, "当日补派并致歉", "休假须指定接替人", flow.SeverityMajor, flow.FindingClosed},
	{flow.FindingDelay, "", "承办人漏看到期提醒。", flow.RootCausePeople, "向客户说明并补答", "到期提醒抄送部门负责人", flow.SeverityMajor, flow.FindingActionsRunning},
	{flow.FindingCheck, "", "客户联系人变动未登记。", flow.RootCauseInformation, "补录联系人", "每季度核对联系人", flow.SeverityGeneral, flow.FindingCauseFound},
	{flow.FindingCheck, "", "", "", "", "", flow.SeverityGeneral, flow.FindingOpen},
	{flow.FindingComplaint, "客户投诉上门时间两次变更未告知。", "", "", "", "", flow.SeverityMajor, flow.FindingOpen},
}

// improve plans the findings of the last weeks and what became of them, and
// improvements that no finding asks for.
func (w *world) improve(stories []*story, now time.Time) []*step {
	var all []*step
	for i, f := range faults {
		begin := w.working(now.AddDate(0, 0, -50+i), 60)
		c := &cure{w: w, at: begin}
		in := findings.CreateInput{Source: f.source, Severity: &f.severity, DepartmentID: new(w.departments[flow.DepartmentService]), OwnerID: new(w.id(headService))}
		switch f.source {
		case flow.FindingDelay:
			c.findLate(in, lastLate(stories, begin, i))
		case flow.FindingCheck:
			c.findChecked(in)
		default:
			in.Description = &f.wrong
			c.find(in)
		}
		if f.state != flow.FindingOpen {
			c.cause(f.cause, f.class)
			if f.source == flow.FindingDelay {
				c.blame()
			}
			state := map[flow.FindingState]flow.ActionState{
				flow.FindingCauseFound: flow.ActionPlanned, flow.FindingActionsRunning: flow.ActionInProgress,
				flow.FindingVerifying: flow.ActionDone, flow.FindingClosed: flow.ActionVerified,
			}[f.state]
			c.action(flow.ActionCorrective, f.corrective, state)
			c.action(flow.ActionPreventive, f.preventive, state)
			c.move(f.state)
		}
		all = append(all, c.steps...)
	}
	for i, measure := range []string{"建立客户需求知识库", "试行需求早会", "引入电子签名", "客户满意度看板上墙"} {
		c := &cure{w: w, at: w.working(now.AddDate(0, 0, -40+i), 30)}
		c.action(flow.ActionImprovement, measure, []flow.ActionState{flow.ActionCancelled, flow.ActionCancelled, flow.ActionIneffective, flow.ActionIneffective}[i])
		all = append(all, c.steps...)
	}
	return all
}

// cure is a finding and its actions, as they go on.
type cure struct {
	w       *world
	at      time.Time
	steps   []*step
	id      typeid.ID
	version int
}

// measure is one action.
type measure struct {
	id      typeid.ID
	version int
}

func (c *cure) add(who, act string, do func(ctx context.Context, tx *ent.Tx) error) {
	c.at = c.w.working(c.at, 40)
	c.steps = append(c.steps, &step{at: c.at, who: who, act: act, do: do})
}

func (c *cure) step(act string, do func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error)) {
	c.stepBy(headService, act, do)
}

func (c *cure) stepBy(who, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error)) {
	c.add(who, act, func(ctx context.Context, tx *ent.Tx) error {
		f, err := do(ctx, tx)
		if err == nil {
			c.id, c.version = f.ID, f.Version
		}
		return err
	})
}

func (c *cure) find(in findings.CreateInput) {
	c.step("find", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) { return findings.Create(ctx, tx, in) })
}

func (c *cure) cause(cause string, class flow.RootCauseClass) {
	c.step("find the cause", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
		return findings.FindCause(ctx, tx, findings.FindCauseInput{
			ID: c.id, ExpectedVersion: c.version, Cause: cause, RootCauseClass: class, DueToError: new(class == flow.RootCausePeople),
		})
	})
}

// move brings the finding to the state, once its actions are where they are to be.
func (c *cure) move(state flow.FindingState) {
	if state == flow.FindingCauseFound {
		return
	}
	c.step("begin actions", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
		return findings.Act(ctx, tx, findings.ActInput{ID: c.id, ExpectedVersion: c.version})
	})
	if state == flow.FindingActionsRunning {
		return
	}
	c.step("verify actions", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
		return findings.Verify(ctx, tx, findings.VerifyInput{ID: c.id, ExpectedVersion: c.version})
	})
	if state == flow.FindingClosed {
		c.step("close", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
			return findings.Close(ctx, tx, findings.CloseInput{ID: c.id, ExpectedVersion: c.version})
		})
	}
}

// action plans a measure and brings it to the state.
func (c *cure) action(kind flow.ActionKind, text string, state flow.ActionState) {
	m := &measure{}
	planned := c.w.working(c.at, 40)
	due, check := planned.AddDate(0, 0, 3), planned.AddDate(0, 0, 5)
	if state == flow.ActionPlanned || state == flow.ActionInProgress {
		due, check = planned.AddDate(0, 0, 60), planned.AddDate(0, 0, 90)
	}
	add := func(who, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error)) {
		c.add(who, act, func(ctx context.Context, tx *ent.Tx) error {
			a, err := do(ctx, tx)
			if err == nil {
				m.id, m.version = a.ID, a.Version
			}
			return err
		})
	}
	add(headService, "plan an action", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		in := findings.ActionCreateInput{
			Kind: kind, Measure: text, OwnerID: c.w.id(memberService), DueAt: due, CheckOn: check, Criterion: "连续一个月没有同类问题。",
		}
		if kind != flow.ActionImprovement {
			in.FindingID = &c.id
		}
		return findings.CreateAction(ctx, tx, in)
	})
	if state == flow.ActionPlanned {
		return
	}
	if state == flow.ActionCancelled {
		add(headService, "give up an action", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
			return findings.CancelAction(ctx, tx, findings.ActionCancelInput{ID: m.id, ExpectedVersion: m.version, Reason: "与现有流程重复，暂不实施。"})
		})
		return
	}
	add(memberService, "begin an action", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		return findings.StartAction(ctx, tx, findings.ActionStartInput{ID: m.id, ExpectedVersion: m.version})
	})
	add(memberService, "report an action", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		return findings.ReportAction(ctx, tx, findings.ActionReportInput{ID: m.id, ExpectedVersion: m.version, ProgressPercent: 60, Text: new("已完成现状梳理，正在落实。")})
	})
	if state == flow.ActionInProgress {
		return
	}
	add(memberService, "finish an action", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		return findings.FinishAction(ctx, tx, findings.ActionFinishInput{ID: m.id, ExpectedVersion: m.version})
	})
	if state == flow.ActionDone {
		return
	}
	if c.at.Before(check) {
		c.at = check
	}
	add(management, "look at an effect", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		if state == flow.ActionIneffective {
			return findings.FailAction(ctx, tx, findings.ActionFailInput{ID: m.id, ExpectedVersion: m.version, Effect: "效果不明显，仍有同类问题。"})
		}
		return findings.VerifyAction(ctx, tx, findings.ActionVerifyInput{ID: m.id, ExpectedVersion: m.version, Effect: "一个月内没有再发生。"})
	})
}
