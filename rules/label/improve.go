package label

var improve = map[string]words{
	"ExportFormat.XLSX": {"Excel 工作簿", "Excel 工作簿", "Excel workbook"},
	"ExportFormat.CSV":  {"CSV 文件", "CSV 文件", "CSV file"},

	"ExportState.PENDING": {"待下载", "待下載", "To be fetched"},
	"ExportState.RUNNING": {"导出中", "導出中", "Being written"},
	"ExportState.DONE":    {"已完成", "已完成", "Done"},
	"ExportState.FAILED":  {"已中断", "已中斷", "Broken off"},

	"FindingSource.INSPECTION":        {"检查", "檢查", "Inspection"},
	"FindingSource.CHECK":             {"跟踪检查", "跟蹤檢查", "Check"},
	"FindingSource.SURVEY":            {"问卷", "問卷", "Survey"},
	"FindingSource.COMPLAINT":         {"投诉", "投訴", "Complaint"},
	"FindingSource.REPORT":            {"报告", "報告", "Report"},
	"FindingSource.EVALUATION":        {"评估", "評估", "Evaluation"},
	"FindingSource.DELAY":             {"延误", "延誤", "Delay"},
	"SubjectType.IMPROVEMENT_PROJECT": {"改进项目", "改進項目", "Improvement project"},

	"ProjectState.RUNNING":   {"进行中", "進行中", "Running"},
	"ProjectState.CLOSED":    {"已结项", "已結項", "Closed"},
	"ProjectState.CANCELLED": {"已取消", "已取消", "Cancelled"},

	"ProjectAct.UPDATE": {"修改", "修改", "Edit"},
	"ProjectAct.CLOSE":  {"结项", "結項", "Close"},
	"ProjectAct.CANCEL": {"取消", "取消", "Cancel"},

	"FindingSource.SALES_NORM": {"违反销售规范", "違反銷售規範", "Violation of a sales norm"},

	"Severity.GENERAL": {"一般", "一般", "General"},
	"Severity.MAJOR":   {"重大", "重大", "Major"},

	"RootCauseClass.PEOPLE":      {"人员", "人員", "People"},
	"RootCauseClass.PROCESS":     {"流程", "流程", "Process"},
	"RootCauseClass.PRODUCT":     {"产品", "產品", "Product"},
	"RootCauseClass.EQUIPMENT":   {"设备", "設備", "Equipment"},
	"RootCauseClass.INFORMATION": {"信息", "信息", "Information"},
	"RootCauseClass.SUPPLIER":    {"供应商", "供應商", "Supplier"},
	"RootCauseClass.ENVIRONMENT": {"环境", "環境", "Environment"},
	"RootCauseClass.OTHER":       {"其他", "其他", "Other"},

	"FindingState.OPEN":            {"待分析", "待分析", "Open"},
	"FindingState.CAUSE_FOUND":     {"原因已明", "原因已明", "Cause found"},
	"FindingState.ACTIONS_RUNNING": {"整改中", "整改中", "Actions running"},
	"FindingState.VERIFYING":       {"验证中", "驗證中", "Verifying"},
	"FindingState.CLOSED":          {"已关闭", "已關閉", "Closed"},

	"FindingAct.UPDATE":     {"修改", "修改", "Edit"},
	"FindingAct.FIND_CAUSE": {"查明原因", "查明原因", "Find cause"},
	"FindingAct.ACT":        {"开始整改", "開始整改", "Start actions"},
	"FindingAct.VERIFY":     {"提交验证", "提交驗證", "Verify"},
	"FindingAct.RETRY":      {"重新整改", "重新整改", "Try again"},
	"FindingAct.CLOSE":      {"关闭", "關閉", "Close"},

	"ActionKind.CORRECTIVE":  {"纠正措施", "糾正措施", "Corrective"},
	"ActionKind.PREVENTIVE":  {"预防措施", "預防措施", "Preventive"},
	"ActionKind.IMPROVEMENT": {"改进措施", "改進措施", "Improvement"},

	"ActionState.PLANNED":     {"计划中", "計劃中", "Planned"},
	"ActionState.IN_PROGRESS": {"实施中", "實施中", "In progress"},
	"ActionState.DONE":        {"已完成", "已完成", "Done"},
	"ActionState.VERIFIED":    {"验证有效", "驗證有效", "Verified"},
	"ActionState.INEFFECTIVE": {"无效", "無效", "Ineffective"},
	"ActionState.CANCELLED":   {"已取消", "已取消", "Cancelled"},

	"ActionAct.UPDATE": {"修改", "修改", "Edit"},
	"ActionAct.START":  {"开始", "開始", "Start"},
	"ActionAct.REPORT": {"报告进度", "報告進度", "Report progress"},
	"ActionAct.FINISH": {"完成", "完成", "Finish"},
	"ActionAct.VERIFY": {"验证有效", "驗證有效", "Verify"},
	"ActionAct.FAIL":   {"判定无效", "判定無效", "Find ineffective"},
	"ActionAct.CANCEL": {"取消", "取消", "Cancel"},

	"RecognitionKind.COMMEND":        {"表扬", "表揚", "Commendation"},
	"RecognitionKind.REWARD":         {"奖励", "獎勵", "Reward"},
	"RecognitionKind.URGE":           {"督促", "督促", "Urging"},
	"RecognitionKind.ACCOUNTABILITY": {"责任追究", "責任追究", "Accountability"},

	"RecognitionState.PROPOSED":  {"已提议", "已提議", "Proposed"},
	"RecognitionState.DECIDED":   {"已决定", "已決定", "Decided"},
	"RecognitionState.DONE":      {"已执行", "已執行", "Done"},
	"RecognitionState.CANCELLED": {"已取消", "已取消", "Cancelled"},

	"RecognitionAct.UPDATE": {"修改", "修改", "Edit"},
	"RecognitionAct.DECIDE": {"决定", "決定", "Decide"},
	"RecognitionAct.FINISH": {"执行", "執行", "Carry out"},
	"RecognitionAct.CANCEL": {"取消", "取消", "Cancel"},

	"IndicatorUnit.SHARE": {"比率", "比率", "Share"},
	"IndicatorUnit.RATIO": {"比值", "比值", "Ratio"},
	"IndicatorUnit.SCORE": {"分数", "分數", "Score"},

	"IndicatorUnit.CHANGE": {"差值", "差值", "Change"},

	"Better.HIGHER": {"越高越好", "越高越好", "Higher"},
	"Better.LOWER":  {"越低越好", "越低越好", "Lower"},
}
