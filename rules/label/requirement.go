package label

var requirement = map[string]words{
	"RequirementState.DRAFT":      {"草稿", "草稿", "Draft"},
	"RequirementState.RECEIVED":   {"已接收", "已接收", "Received"},
	"RequirementState.ANALYZING":  {"分析中", "分析中", "In analysis"},
	"RequirementState.PLANNED":    {"方案已定", "方案已定", "Planned"},
	"RequirementState.PROCESSING": {"处理中", "處理中", "In progress"},
	"RequirementState.FEEDBACK":   {"待客户确认", "待客戶確認", "Awaiting customer"},
	"RequirementState.CLOSED":     {"已关闭", "已關閉", "Closed"},
	"RequirementState.REJECTED":   {"不予采纳", "不予採納", "Rejected"},
	"RequirementState.MERGED":     {"已合并", "已合併", "Merged"},

	"RequirementAct.RECEIVE":         {"接收", "接收", "Receive"},
	"RequirementAct.ANALYZE":         {"开始分析", "開始分析", "Analyse"},
	"RequirementAct.PLAN":            {"制定方案", "制定方案", "Plan"},
	"RequirementAct.START":           {"开始处理", "開始處理", "Start"},
	"RequirementAct.REVISE":          {"调整方案", "調整方案", "Revise plan"},
	"RequirementAct.DELIVER":         {"反馈结果", "反饋結果", "Deliver result"},
	"RequirementAct.CLOSE":           {"关闭", "關閉", "Close"},
	"RequirementAct.REOPEN":          {"重新处理", "重新處理", "Reopen"},
	"RequirementAct.REJECT":          {"不予采纳", "不予採納", "Reject"},
	"RequirementAct.TELL":            {"告知客户", "告知客戶", "Tell customer"},
	"RequirementAct.MERGE":           {"合并", "合併", "Merge"},
	"RequirementAct.UPDATE":          {"修改", "修改", "Edit"},
	"RequirementAct.ASSESS":          {"提交部门评估", "提交部門評估", "Assess"},
	"RequirementAct.ASSIGN":          {"分派", "分派", "Assign"},
	"RequirementAct.RECORD_RESPONSE": {"登记首次响应", "登記首次響應", "Record first response"},
	"RequirementAct.PAUSE":           {"暂停计时", "暫停計時", "Pause clock"},
	"RequirementAct.RESUME":          {"恢复计时", "恢復計時", "Resume clock"},
	"RequirementAct.UNMERGE":         {"撤销合并", "撤銷合併", "Undo merge"},

	"Urgency.URGENT":    {"紧急", "緊急", "Urgent"},
	"Urgency.IMPORTANT": {"重要", "重要", "Important"},
	"Urgency.GENERAL":   {"一般", "一般", "General"},

	"Nature.FUNCTIONAL":     {"功能性", "功能性", "Functional"},
	"Nature.NON_FUNCTIONAL": {"非功能性", "非功能性", "Non-functional"},

	"RequirementCategory.PRODUCT": {"产品", "產品", "Product"},
	"RequirementCategory.SERVICE": {"服务", "服務", "Service"},
	"RequirementCategory.PRICE":   {"价格", "價格", "Price"},
	"RequirementCategory.OTHER":   {"其他", "其他", "Other"},

	"RequirementSource.VISIT":               {"拜访", "拜訪", "Visit"},
	"RequirementSource.CALL_EMAIL":          {"电话邮件", "電話郵件", "Call or e-mail"},
	"RequirementSource.OUTSOURCED_RESEARCH": {"委托调研", "委託調研", "Commissioned research"},
	"RequirementSource.SELF_RESEARCH":       {"自行调研", "自行調研", "Own research"},
	"RequirementSource.SURVEY":              {"问卷", "問卷", "Survey"},
	"RequirementSource.COMPLAINT":           {"投诉", "投訴", "Complaint"},
	"RequirementSource.CUSTOMER_FEEDBACK":   {"客户主动反馈", "客戶主動反饋", "Customer feedback"},
	"RequirementSource.EMPLOYEE":            {"员工反馈", "員工反饋", "Employee"},
	"RequirementSource.DATA_ANALYSIS":       {"数据分析", "數據分析", "Data analysis"},
	"RequirementSource.INTEGRATION":         {"系统接入", "系統接入", "Integration"},

	"LinkType.DUPLICATE": {"重复", "重複", "Duplicate"},
	"LinkType.CONFLICT":  {"矛盾", "矛盾", "Conflict"},
	"LinkType.RELATED":   {"相关", "相關", "Related"},

	"AssessmentKind.FEASIBILITY": {"可行性评估", "可行性評估", "Feasibility"},
	"AssessmentKind.VALUE":       {"价值评估", "價值評估", "Value"},

	"Feasibility.FEASIBLE":     {"可行", "可行", "Feasible"},
	"Feasibility.PARTLY":       {"部分可行", "部分可行", "Partly feasible"},
	"Feasibility.NOT_FEASIBLE": {"不可行", "不可行", "Not feasible"},

	"ValueLevel.HIGH":   {"高", "高", "High"},
	"ValueLevel.MEDIUM": {"中", "中", "Medium"},
	"ValueLevel.LOW":    {"低", "低", "Low"},

	"ResponseKind.SOLUTION": {"解决方案和时间节点", "解決方案和時間節點", "Solution and milestone"},
	"ResponseKind.PLAN":     {"详细响应方案", "詳細響應方案", "Detailed plan"},
	"ResponseKind.CONTACT":  {"取得联系", "取得聯繫", "Contact made"},
}
