package label

var touchpoints = map[string]words{
	"SubjectType.IDENTIFICATION_ROUND": {"接触点识别轮次", "接觸點識別輪次", "Round of identification"},
	"SubjectType.TOUCHPOINT_STANDARD":  {"接触点标准", "接觸點標準", "Standard of a touchpoint"},

	"Task.SCORE_TOUCHPOINTS": {"为接触点评分：", "為接觸點評分：", "Score touchpoints:"},

	"JourneyStage.INFORMATION": {"信息获取", "信息獲取", "Information"},
	"JourneyStage.SELECTION":   {"产品选择", "產品選擇", "Selection"},
	"JourneyStage.TRANSACTION": {"交易过程", "交易過程", "Transaction"},
	"JourneyStage.DELIVERY":    {"交付", "交付", "Delivery"},
	"JourneyStage.USE":         {"使用", "使用", "Use"},
	"JourneyStage.AFTER_SALES": {"售后服务", "售後服務", "After sales"},

	"TouchpointState.CANDIDATE": {"候选", "候選", "Candidate"},
	"TouchpointState.CONFIRMED": {"已确认", "已確認", "Confirmed"},
	"TouchpointState.RETIRED":   {"已停用", "已停用", "Retired"},

	"TouchpointAct.UPDATE":  {"修改", "修改", "Edit"},
	"TouchpointAct.CONFIRM": {"确认", "確認", "Confirm"},
	"TouchpointAct.RETIRE":  {"停用", "停用", "Retire"},

	"RoundState.OPEN":      {"评分中", "評分中", "Open"},
	"RoundState.CLOSED":    {"已结束", "已結束", "Closed"},
	"RoundState.CANCELLED": {"已取消", "已取消", "Cancelled"},

	"RoundAct.SCORE":  {"评分", "評分", "Score"},
	"RoundAct.CLOSE":  {"结束", "結束", "Close"},
	"RoundAct.CANCEL": {"取消", "取消", "Cancel"},

	"StandardState.DRAFT":      {"草稿", "草稿", "Draft"},
	"StandardState.IN_REVIEW":  {"审核中", "審核中", "In review"},
	"StandardState.EFFECTIVE":  {"生效", "生效", "Effective"},
	"StandardState.SUPERSEDED": {"已被替代", "已被替代", "Superseded"},
	"StandardState.RETIRED":    {"已停用", "已停用", "Retired"},

	"StandardAct.UPDATE":    {"修改", "修改", "Edit"},
	"StandardAct.SUBMIT":    {"提交审核", "提交審核", "Submit"},
	"StandardAct.APPROVE":   {"通过", "通過", "Approve"},
	"StandardAct.SEND_BACK": {"退回", "退回", "Send back"},
	"StandardAct.REVIEW":    {"复审", "複審", "Review"},
	"StandardAct.SUPERSEDE": {"替代", "替代", "Supersede"},
	"StandardAct.RETIRE":    {"停用", "停用", "Retire"},

	"StandardOperator.AT_LEAST": {"不低于", "不低於", "At least"},
	"StandardOperator.AT_MOST":  {"不高于", "不高於", "At most"},
	"StandardOperator.ABOVE":    {"高于", "高於", "Above"},
	"StandardOperator.BELOW":    {"低于", "低於", "Below"},
	"StandardOperator.EQUAL":    {"等于", "等於", "Equal to"},
}
