package label

var company = map[string]words{
	"TenantState.ONBOARDING": {"开通中", "開通中", "Being set up"},
	"TenantState.ACTIVE":     {"正常", "正常", "Active"},
	"TenantState.SUSPENDED":  {"已暂停", "已暫停", "Suspended"},
	"TenantState.CLOSED":     {"已注销", "已註銷", "Closed"},

	"MemberState.INVITED": {"已邀请", "已邀請", "Invited"},
	"MemberState.ACTIVE":  {"在职", "在職", "Active"},
	"MemberState.LEFT":    {"已离开", "已離開", "Left"},

	"MemberAct.INVITE": {"再次邀请", "再次邀請", "Invite again"},
	"MemberAct.ACCEPT": {"接受邀请", "接受邀請", "Accept the invitation"},
	"MemberAct.LEAVE":  {"办理离开", "辦理離開", "Let leave"},
	"MemberAct.RETURN": {"恢复在职", "恢復在職", "Take back"},

	"DepartmentType.MARKETING":             {"市场营销", "市場營銷", "Marketing"},
	"DepartmentType.SALES":                 {"销售", "銷售", "Sales"},
	"DepartmentType.SERVICE":               {"客户服务", "客戶服務", "Customer service"},
	"DepartmentType.RND":                   {"产品研发", "產品研發", "Product development"},
	"DepartmentType.LOGISTICS":             {"物流配送", "物流配送", "Logistics"},
	"DepartmentType.HR":                    {"人力资源", "人力資源", "Human resources"},
	"DepartmentType.EXPERIENCE_MANAGEMENT": {"体验管理", "體驗管理", "Experience management"},
	"DepartmentType.OTHER":                 {"其他", "其他", "Other"},

	"EventKind.DOMAIN": {"业务", "業務", "Work"},
	"EventKind.ACCESS": {"敏感访问", "敏感訪問", "Sensitive read"},
	"EventKind.ADMIN":  {"管理", "管理", "Administration"},

	"SubjectType.CUSTOMER":    {"客户", "客戶", "Customer"},
	"SubjectType.CONTACT":     {"联系人", "聯繫人", "Contact"},
	"SubjectType.REQUIREMENT": {"需求", "需求", "Requirement"},
	"SubjectType.MEMBER":      {"成员", "成員", "Member"},
	"SubjectType.ROLE":        {"角色", "角色", "Role"},
	"SubjectType.DEPARTMENT":  {"部门", "部門", "Department"},
	"SubjectType.TENANT":      {"公司", "公司", "Company"},
	"SubjectType.SESSION":     {"登录会话", "登錄會話", "Session"},
	"SubjectType.IMPORT":      {"导入", "導入", "Import"},
	"SubjectType.TIER":        {"客户等级", "客戶等級", "Customer tier"},
	"SubjectType.CALENDAR":    {"工作日历", "工作日曆", "Working calendar"},
	"SubjectType.SLA_POLICY":  {"时限规则", "時限規則", "Deadline rule"},
	"SubjectType.CLOCK":       {"时限计时", "時限計時", "Clock"},
	"SubjectType.TASK":        {"任务", "任務", "Task"},
	"SubjectType.APPROVAL":    {"审批", "審批", "Approval"},

	"Plan.FREE":       {"免费版", "免費版", "Free"},
	"Plan.STANDARD":   {"标准版", "標準版", "Standard"},
	"Plan.ENTERPRISE": {"企业版", "企業版", "Enterprise"},

	"TokenKind.INVITATION":         {"成员邀请", "成員邀請", "Invitation"},
	"TokenKind.EMAIL_VERIFICATION": {"邮箱验证", "郵箱驗證", "Verification of an e-mail address"},
	"TokenKind.PASSWORD_RESET":     {"重设密码", "重設密碼", "New password"},
	"TokenKind.RATING":             {"满意度评分", "滿意度評分", "Rating"},
	"TokenKind.EXPORT":             {"数据导出", "數據導出", "Export"},

	"Scope.ALL":        {"全公司", "全公司", "Whole company"},
	"Scope.DEPARTMENT": {"本部门", "本部門", "Own department"},
	"Scope.OWN":        {"本人", "本人", "Own records"},

	"Locale.zh_Hans": {"简体中文", "簡體中文", "Simplified Chinese"},
	"Locale.zh_Hant": {"繁体中文", "繁體中文", "Traditional Chinese"},
	"Locale.en":      {"英语", "英語", "English"},
}
