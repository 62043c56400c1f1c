package label

var complaint = map[string]words{
	"ComplaintState.RECEIVED":      {"已受理", "已受理", "Received"},
	"ComplaintState.TRIAGED":       {"已评估", "已評估", "Assessed"},
	"ComplaintState.INVESTIGATING": {"调查中", "調查中", "Under investigation"},
	"ComplaintState.PROCESSING":    {"处理中", "處理中", "Being handled"},
	"ComplaintState.FEEDBACK":      {"已反馈待认可", "已反饋待認可", "Replied to, to be accepted"},
	"ComplaintState.CLOSED":        {"已结案", "已結案", "Closed"},
	"ComplaintState.WITHDRAWN":     {"已撤回", "已撤回", "Withdrawn"},

	"ComplaintNature.PRODUCT_QUALITY":      {"产品质量", "產品質量", "Product quality"},
	"ComplaintNature.PRICE":                {"价格", "價格", "Price"},
	"ComplaintNature.ATTITUDE":             {"服务态度", "服務態度", "Attitude"},
	"ComplaintNature.DELIVERY":             {"交付", "交付", "Delivery"},
	"ComplaintNature.SALES_CONDUCT":        {"销售行为", "銷售行為", "Sales conduct"},
	"ComplaintNature.AFTER_SALE":           {"售后", "售後", "After-sales service"},
	"ComplaintNature.MISLEADING_PROMOTION": {"宣传误导", "宣傳誤導", "Misleading promotion"},
	"ComplaintNature.OTHER":                {"其他", "其他", "Other"},

	"HandlingPath.DIRECT": {"直接处理", "直接處理", "Direct"},
	"HandlingPath.JOINT":  {"联合处理", "聯合處理", "Joint"},

	"ComplaintIntake.MEMBER": {"员工录入", "員工錄入", "By a member"},
	"ComplaintIntake.PAGE":   {"公开页面", "公開頁面", "On the page"},
	"ComplaintIntake.API":    {"其他系统", "其他系統", "Through another system"},
	"ComplaintIntake.IMPORT": {"历史导入", "歷史導入", "Imported"},

	"ComplaintLevel.DEPARTMENT": {"责任部门", "責任部門", "Department"},
	"ComplaintLevel.MANAGEMENT": {"管理部门", "管理部門", "Management department"},
	"ComplaintLevel.COMMITTEE":  {"委员会", "委員會", "Committee"},

	"ComplaintOutcome.ACCEPTED":         {"客户认可", "客戶認可", "Accepted"},
	"ComplaintOutcome.NO_REPLY_CLOSED":  {"逾期未回复", "逾期未回覆", "Closed without an answer"},
	"ComplaintOutcome.EXTERNAL_DISPUTE": {"转外部争议", "轉外部爭議", "External dispute"},
	"ComplaintOutcome.UNFOUNDED":        {"不成立", "不成立", "Unfounded"},

	"Acceptance.YES":      {"认可", "認可", "Accepted"},
	"Acceptance.NO":       {"不认可", "不認可", "Not accepted"},
	"Acceptance.NO_REPLY": {"未回复", "未回覆", "No answer"},

	"ComplaintAct.TRIAGE":      {"评估", "評估", "Assess"},
	"ComplaintAct.INVESTIGATE": {"调查", "調查", "Investigate"},
	"ComplaintAct.PROCESS":     {"处理", "處理", "Handle"},
	"ComplaintAct.REPLY":       {"回复客户", "回覆客戶", "Reply"},
	"ComplaintAct.CLOSE":       {"结案", "結案", "Close"},
	"ComplaintAct.REOPEN":      {"重新处理", "重新處理", "Take up again"},
	"ComplaintAct.WITHDRAW":    {"撤回", "撤回", "Withdraw"},
	"ComplaintAct.UPDATE":      {"修改", "修改", "Edit"},
	"ComplaintAct.ACKNOWLEDGE": {"确认受理", "確認受理", "Acknowledge"},
	"ComplaintAct.ASSIGN":      {"分派", "分派", "Assign"},
	"ComplaintAct.FORM_GROUP":  {"组建小组", "組建小組", "Form a group"},
	"ComplaintAct.PLAN":        {"制定方案", "制定方案", "Plan"},
	"ComplaintAct.ESCALATE":    {"上报委员会", "上報委員會", "Escalate"},
	"ComplaintAct.DECIDE":      {"委员会决定", "委員會決定", "Decide"},
	"ComplaintAct.PAUSE":       {"暂停计时", "暫停計時", "Pause the clock"},
	"ComplaintAct.RESUME":      {"恢复计时", "恢復計時", "Resume the clock"},

	"ComplaintDimension.CAUSE":      {"原因类别", "原因類別", "Class of cause"},
	"ComplaintDimension.NATURE":     {"性质", "性質", "Nature"},
	"ComplaintDimension.PRODUCT":    {"产品", "產品", "Product"},
	"ComplaintDimension.CHANNEL":    {"渠道", "渠道", "Channel"},
	"ComplaintDimension.DEPARTMENT": {"责任部门", "責任部門", "Department"},
	"ComplaintDimension.TOUCHPOINT": {"接触点", "接觸點", "Touchpoint"},

	"ComplaintBasis.ORDERS":    {"订单数", "訂單數", "Orders"},
	"ComplaintBasis.CUSTOMERS": {"客户数", "客戶數", "Customers"},
}
