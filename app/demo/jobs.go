package demo

import "heed/rules/flow"

// job is a task about nothing in particular: how many days ago it was asked for, and
// what became of it.
type job struct {
	*chore
	days, end int
}

// jobs are those of the last weeks.
func jobs() []job {
	one := func(by, of string, typ flow.TaskType, title string, days, end int, result string) job {
		return job{&chore{by: by, of: of, typ: typ, title: title, result: result}, days, end}
	}
	return []job{
		one(management, staff, flow.TaskCollection, "收集本周配送环节的客户意见", 0, choreLeft, ""),
		one(management, headSales, flow.TaskManagerTalk, "与重点客户沟通下季度需求", 0, choreLeft, ""),
		one(headService, memberService, flow.TaskFollowUp, "跟进未解决的安装问题", 0, choreLeft, ""),
		one(headService, headService, flow.TaskCoordination, "协调研发与物流的处理进度", 0, choreLeft, ""),
		one(management, headSales, flow.TaskNewsPush, "向零售客户推送冷柜新品资讯", 12, choreDone, "已向二十六家客户发送，七家回复感兴趣。"),
		one(management, headSales, flow.TaskNewsPush, "推送订货平台升级说明", 0, choreBegun, ""),
		one(management, headSales, flow.TaskTrial, "安排两家门店试用离线收款", 15, choreDone, "试用一周，断网期间收款正常。"),
		one(management, headSales, flow.TaskTrial, "安排新扫码枪试用", 5, choreCancelled, ""),
		one(management, memberService, flow.TaskAnswerVerification, "核实上月答复内容是否兑现", 9, choreDone, "抽查十二项，十一项已兑现，一项已补办。"),
		one(management, headService, flow.TaskAnswerVerification, "核实紧急需求的完成时间", 0, choreLeft, ""),
		one(management, headService, flow.TaskTemplateRevision, "修订结果告知模板", 20, choreDone, "增加处理过程说明，已启用。"),
		one(management, management, flow.TaskStandardReview, "复核上门服务标准", 0, choreBegun, ""),
		one(headService, memberService, flow.TaskRetraining, "补训：电话应答用语", 10, choreMissed, ""),
		one(headService, memberService, flow.TaskRetraining, "补训：备件申领流程", 18, choreDone, "已完成，考核合格。"),
		one(management, headSales, flow.TaskExecVisit, "陪同副总经理拜访战略客户", 14, choreDone, "客户提出两项新需求，已登记。"),
		one(management, management, flow.TaskGeneral, "整理年度客户需求分析资料", 8, choreCancelled, ""),
		one(management, staff, flow.TaskGeneral, "更新配送客户联系人名单", 0, choreBegun, ""),
	}
}
