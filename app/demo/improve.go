package demo

import (
	"time"

	"heed/app/findings"
	"heed/rules/flow"
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
	{flow.FindingReport, "上季度安装类需求响应超时偏多。", "派单依赖人工，夜间无人值守。", flow.RootCauseProcess, "补充夜间值班", "上线自动派单", flow.SeverityMajor, flow.FindingClosed},
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
		if f.source == flow.FindingCheck { // checks are younger
			begin = w.working(now.AddDate(0, 0, -26+i), 60)
		}
		c := &cure{w: w, at: begin}
		in := findings.CreateInput{Source: f.source, Severity: &f.severity, DepartmentID: new(w.departments[flow.DepartmentService]), OwnerID: new(w.id(headService))}
		switch f.source {
		case flow.FindingDelay:
			c.findLate(in, lastLate(stories, begin, i))
		case flow.FindingCheck:
			c.findChecked(in)
		default:
			in.Description = &f.wrong
			if f.state == flow.FindingOpen && i%2 == 0 {
				in.DepartmentID, in.OwnerID = new(w.departments[bySales]), new(w.id(headSales))
				c.findBy(headSales, in)
				break
			}
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
