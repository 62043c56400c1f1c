package label

var task = map[string]words{
	"TaskType.COLLECTION":          {"需求收集", "需求收集", "Collect needs"},
	"TaskType.EXEC_VISIT":          {"高层拜访", "高層拜訪", "Visit by an executive"},
	"TaskType.MANAGER_TALK":        {"客户经理沟通", "客戶經理溝通", "Talk by the account manager"},
	"TaskType.NEWS_PUSH":           {"资讯推送", "資訊推送", "Send news"},
	"TaskType.SERVICE_PLAN":        {"定制化服务方案", "定制化服務方案", "Service plan"},
	"TaskType.TRIAL":               {"产品试用", "產品試用", "Trial"},
	"TaskType.RETURN_VISIT":        {"回访", "回訪", "Return visit"},
	"TaskType.FOLLOW_UP":           {"跟进", "跟進", "Follow up"},
	"TaskType.ANSWER_VERIFICATION": {"答卷核实", "答卷核實", "Verify answers"},
	"TaskType.WEEKLY_CHECK":        {"每周检查", "每週檢查", "Weekly check"},
	"TaskType.COORDINATION":        {"协调处理", "協調處理", "Coordinate"},
	"TaskType.TEMPLATE_REVISION":   {"模板修订", "模板修訂", "Revise a template"},
	"TaskType.STANDARD_REVIEW":     {"标准复审", "標準複審", "Review a standard"},
	"TaskType.REPORT_RESPONSE":     {"报告反馈", "報告反饋", "Answer a report"},
	"TaskType.RETRAINING":          {"再培训", "再培訓", "Train again"},
	"TaskType.GENERAL":             {"一般任务", "一般任務", "General"},

	"Priority.HIGH":   {"高", "高", "High"},
	"Priority.NORMAL": {"普通", "普通", "Normal"},
	"Priority.LOW":    {"低", "低", "Low"},

	"TaskState.OPEN":        {"待办", "待辦", "Open"},
	"TaskState.IN_PROGRESS": {"进行中", "進行中", "In progress"},
	"TaskState.DONE":        {"已完成", "已完成", "Done"},
	"TaskState.MISSED":      {"已错过", "已錯過", "Missed"},
	"TaskState.CANCELLED":   {"已取消", "已取消", "Cancelled"},

	"TaskAct.UPDATE": {"修改", "修改", "Change"},
	"TaskAct.START":  {"开始", "開始", "Start"},
	"TaskAct.FINISH": {"完成", "完成", "Finish"},
	"TaskAct.MISS":   {"逾期未办", "逾期未辦", "Miss"},
	"TaskAct.CANCEL": {"取消", "取消", "Cancel"},

	"ApprovalKind.MAJOR_POLICY":    {"重大政策", "重大政策", "Major policy"},
	"ApprovalKind.REPORT":          {"报告", "報告", "Report"},
	"ApprovalKind.STANDARD":        {"接触点标准", "接觸點標準", "Touchpoint standard"},
	"ApprovalKind.TRAINING_PLAN":   {"培训计划", "培訓計劃", "Training plan"},
	"ApprovalKind.EVALUATION":      {"评估考核", "評估考核", "Evaluation"},
	"ApprovalKind.TEMPLATE":        {"问卷模板", "問卷模板", "Questionnaire"},
	"ApprovalKind.SCREENING_MODEL": {"筛选模型", "篩選模型", "Screening model"},
	"ApprovalKind.REJECTION":       {"不予采纳", "不予採納", "Rejection"},
	"ApprovalKind.MERGE":           {"合并", "合併", "Merge"},

	"ApprovalRule.ANY":      {"任一人同意", "任一人同意", "Any one"},
	"ApprovalRule.ALL":      {"全体同意", "全體同意", "All"},
	"ApprovalRule.MAJORITY": {"过半数同意", "過半數同意", "More than half"},

	"Decision.APPROVE": {"同意", "同意", "Approve"},
	"Decision.REJECT":  {"不同意", "不同意", "Reject"},

	"ApprovalState.PENDING":   {"待审批", "待審批", "Pending"},
	"ApprovalState.APPROVED":  {"已通过", "已通過", "Approved"},
	"ApprovalState.REJECTED":  {"未通过", "未通過", "Rejected"},
	"ApprovalState.WITHDRAWN": {"已撤回", "已撤回", "Withdrawn"},
	"ApprovalState.EXPIRED":   {"已过期", "已過期", "Expired"},

	"ApprovalAct.VOTE":     {"表决", "表決", "Vote"},
	"ApprovalAct.APPROVE":  {"通过", "通過", "Approve"},
	"ApprovalAct.REJECT":   {"否决", "否決", "Reject"},
	"ApprovalAct.WITHDRAW": {"撤回", "撤回", "Withdraw"},
	"ApprovalAct.EXPIRE":   {"过期", "過期", "Expire"},

	"RatingMethod.QUESTIONNAIRE": {"问卷", "問卷", "Questionnaire"},
	"RatingMethod.INTERVIEW":     {"访谈", "訪談", "Interview"},
	"RatingMethod.OBSERVATION":   {"观察", "觀察", "Observation"},

	"MailState.NONE":    {"不发邮件", "不發郵件", "No mail"},
	"MailState.PENDING": {"待发送", "待發送", "Waiting"},
	"MailState.SENT":    {"已发送", "已發送", "Sent"},
	"MailState.FAILED":  {"发送失败", "發送失敗", "Failed"},

	"Digest.NONE":   {"不发邮件", "不發郵件", "No mail"},
	"Digest.EACH":   {"逐条发送", "逐條發送", "Each by itself"},
	"Digest.HOURLY": {"每小时汇总", "每小時彙總", "Hourly"},
	"Digest.DAILY":  {"每日汇总", "每日彙總", "Daily"},
}
