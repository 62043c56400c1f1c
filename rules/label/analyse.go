package label

var analyse = map[string]words{
	"RequirementSetState.DRAFT":       {"草稿", "草稿", "Draft"},
	"RequirementSetState.CONFIRMED":   {"已确认", "已確認", "Confirmed"},
	"RequirementSetState.HANDED_OVER": {"已移交", "已移交", "Handed over"},
	"RequirementSetState.ARCHIVED":    {"已归档", "已歸檔", "Archived"},

	"RequirementSetAct.UPDATE":    {"修改", "修改", "Edit"},
	"RequirementSetAct.CONFIRM":   {"确认", "確認", "Confirm"},
	"RequirementSetAct.HAND_OVER": {"移交", "移交", "Hand over"},
	"RequirementSetAct.ANSWER":    {"答复", "答覆", "Answer"},
	"RequirementSetAct.ARCHIVE":   {"归档", "歸檔", "Archive"},

	"WorkGroupAct.UPDATE": {"修改", "修改", "Update"},
	"WorkGroupAct.RETIRE": {"停用", "停用", "Retire"},

	"ChannelReason.URGENT_AT_ONCE":      {"紧急事项需即时沟通", "緊急事項需即時溝通", "Urgent matters are said at once"},
	"ChannelReason.PLAN_IN_WRITING":     {"详细方案需书面", "詳細方案需書面", "A detailed plan is put in writing"},
	"ChannelReason.SHORT_WORD":          {"简单联系即可", "簡單聯繫即可", "A short word will do"},
	"ChannelReason.FUNCTIONAL_EXACT":    {"功能需求需明确", "功能需求需明確", "Functions are stated exactly"},
	"ChannelReason.NON_FUNCTIONAL_TALK": {"体验类需求宜面谈", "體驗類需求宜面談", "What is felt is better talked about"},
	"ChannelReason.PREFERRED":           {"客户偏好", "客戶偏好", "Preferred by the customer"},
	"ChannelReason.CAME_BY":             {"客户来时的渠道", "客戶來時的渠道", "The way the customer came"},

	"EscalationTarget.HEAD":       {"部门负责人", "部門負責人", "Head of the department"},
	"EscalationTarget.MANAGEMENT": {"管理部门", "管理部門", "Management department"},
	"EscalationTarget.COMMITTEE":  {"委员会", "委員會", "Committee"},

	"WorkGroupKind.COMMITTEE":      {"委员会", "委員會", "Committee"},
	"WorkGroupKind.RESPONSE_TEAM":  {"快速响应团队", "快速響應團隊", "Response team"},
	"WorkGroupKind.JOINT_HANDLING": {"联合处理小组", "聯合處理小組", "Joint handling group"},

	"GroupCapacity.HEAD":        {"部门负责人", "部門負責人", "Head"},
	"GroupCapacity.SPECIALIST":  {"专业人员", "專業人員", "Specialist"},
	"GroupCapacity.COORDINATOR": {"协调人", "協調人", "Coordinator"},

	"ProgressKind.NOTE":            {"进展", "進展", "Note"},
	"ProgressKind.CUSTOMER_NOTICE": {"告知客户", "告知客戶", "Customer notice"},
	"ProgressKind.WEEKLY_CHECK":    {"每周检查", "每週檢查", "Weekly check"},
	"ProgressKind.COORDINATION":    {"协调", "協調", "Coordination"},
	"ProgressKind.SUPERVISION":     {"督办", "督辦", "Supervision"},

	"ReportType.REQUIREMENT_ANALYSIS": {"客户需求分析报告", "客戶需求分析報告", "Requirement analysis"},
	"ReportType.MONTHLY_INDICATORS":   {"月度指标报告", "月度指標報告", "Monthly indicators"},
	"ReportType.EXPERIENCE_ANALYSIS":  {"购买体验分析报告", "購買體驗分析報告", "Analysis of the purchase experience"},
	"ReportType.SURVEY_EFFECT":        {"问卷效果评估报告", "問卷效果評估報告", "Effect of surveys"},

	"ReportState.GENERATED": {"已生成", "已生成", "Generated"},
	"ReportState.EDITED":    {"编辑中", "編輯中", "Edited"},
	"ReportState.IN_REVIEW": {"审核中", "審核中", "In review"},
	"ReportState.PUBLISHED": {"已发布", "已發佈", "Published"},
	"ReportState.RESPONDED": {"已反馈", "已反饋", "Responded"},

	"ReportAct.EDIT":      {"编辑", "編輯", "Edit"},
	"ReportAct.SUBMIT":    {"提交审核", "提交審核", "Submit"},
	"ReportAct.APPROVE":   {"审核通过", "審核通過", "Approve"},
	"ReportAct.SEND_BACK": {"退回", "退回", "Send back"},
	"ReportAct.ANSWER":    {"反馈措施", "反饋措施", "Answer"},
	"ReportAct.COMPLETE":  {"全部反馈", "全部反饋", "Complete"},

	"MeetingType.INTERNAL_SHARING":     {"内部沟通会议", "內部溝通會議", "Internal sharing"},
	"MeetingType.REQUIREMENT_ANALYSIS": {"需求分析会议", "需求分析會議", "Requirement analysis"},
	"MeetingType.MONITORING_REVIEW":    {"跟踪监控总结会议", "跟蹤監控總結會議", "Monitoring review"},
	"MeetingType.COMMITTEE":            {"委员会会议", "委員會會議", "Committee"},
	"MeetingType.OTHER":                {"其他会议", "其他會議", "Other"},

	"MeetingState.PLANNED":   {"已安排", "已安排", "Planned"},
	"MeetingState.HELD":      {"已召开", "已召開", "Held"},
	"MeetingState.CANCELLED": {"已取消", "已取消", "Cancelled"},

	"MeetingAct.UPDATE": {"修改", "修改", "Edit"},
	"MeetingAct.HOLD":   {"召开", "召開", "Hold"},
	"MeetingAct.MINUTE": {"记录纪要", "記錄紀要", "Write minutes"},
	"MeetingAct.CANCEL": {"取消", "取消", "Cancel"},

	"Dimension.PERIOD":     {"月份", "月份", "Month"},
	"Dimension.CATEGORY":   {"类别", "類別", "Category"},
	"Dimension.URGENCY":    {"紧急程度", "緊急程度", "Urgency"},
	"Dimension.NATURE":     {"性质", "性質", "Nature"},
	"Dimension.TIER":       {"客户等级", "客戶等級", "Tier"},
	"Dimension.INDUSTRY":   {"行业", "行業", "Industry"},
	"Dimension.DEPARTMENT": {"责任部门", "責任部門", "Department"},
	"Dimension.SOURCE":     {"来源", "來源", "Source"},
}
