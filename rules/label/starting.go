package label

// starting names what a new company begins with. Companies may rename it all;
// the names are written into the company's records in its own language.
var starting = map[string]words{
	"Role.TENANT_ADMIN":      {"租户管理员", "租戶管理員", "Administrator"},
	"Role.COMMITTEE":         {"委员会", "委員會", "Committee"},
	"Role.MANAGEMENT":        {"管理部门", "管理部門", "Management department"},
	"Role.DEPARTMENT_HEAD":   {"部门负责人", "部門負責人", "Department head"},
	"Role.DEPARTMENT_MEMBER": {"部门成员", "部門成員", "Department member"},
	"Role.STAFF":             {"员工", "員工", "Staff"},
	"Role.AUDITOR":           {"审计", "審計", "Auditor"},
	"Role.INTEGRATION":       {"集成账号", "集成帳號", "Integration account"},

	"CustomerTier.STRATEGIC": {"战略", "戰略", "Strategic"},
	"CustomerTier.KEY":       {"重点", "重點", "Key"},
	"CustomerTier.ORDINARY":  {"普通", "普通", "Ordinary"},

	"Department.MARKETING":             {"市场营销部", "市場營銷部", "Marketing"},
	"Department.SALES":                 {"销售部", "銷售部", "Sales"},
	"Department.SERVICE":               {"客户服务部", "客戶服務部", "Customer Service"},
	"Department.RND":                   {"产品研发部", "產品研發部", "Product Development"},
	"Department.LOGISTICS":             {"物流配送部", "物流配送部", "Logistics"},
	"Department.HR":                    {"人力资源部", "人力資源部", "Human Resources"},
	"Department.EXPERIENCE_MANAGEMENT": {"体验管理部", "體驗管理部", "Experience Management"},
	"Department.OTHER":                 {"其他部门", "其他部門", "Other"},

	"Contact.ERASED": {"已删除的联系人", "已刪除的聯繫人", "Erased contact"},

	"Task.TELL_DELIVERY":  {"告知客户交付异常：", "告知客戶交付異常：", "Tell the customer what goes wrong with the delivery:"},
	"Task.TELL_REJECTION": {"告知客户：需求不予采纳", "告知客戶：需求不予採納", "Tell the customer that it is not taken up:"},
	"Task.TELL_CUSTOMER":  {"告知并入需求的客户", "告知併入需求的客戶", "Tell the customer whose requirement was merged into"},

	"Task.TELL_MORE_CUSTOMERS": {"告知并入需求的其余 %d 位客户", "告知併入需求的其餘 %d 位客戶", "Tell the other %d customers whose requirements were merged into"},

	"Task.NO_LONGER_MERGED": {"合并已撤销", "合併已撤銷", "The merge was undone"},
	"Task.MERGED_ON":        {"该需求已并入其他需求", "該需求已併入其他需求", "The requirement was merged into another"},
	"Task.NEWER_TO_TELL":    {"已有结果需要告知", "已有結果需要告知", "There is an outcome to be told"},

	"WorkingCalendar.DEFAULT": {"标准工作日历", "標準工作日曆", "Standard working calendar"},

	"ResponseTemplate.URGENT":    {"紧急需求回复", "緊急需求回覆", "Answer to urgent requirements"},
	"ResponseTemplate.IMPORTANT": {"重要需求方案", "重要需求方案", "Plan for important requirements"},
	"ResponseTemplate.GENERAL":   {"一般需求受理", "一般需求受理", "Receipt of general requirements"},
	"ResponseTemplate.PRODUCT":   {"产品需求邮件", "產品需求郵件", "Mail about products"},
	"ResponseTemplate.SERVICE":   {"服务需求电话", "服務需求電話", "Call about services"},
	"ResponseTemplate.PRICE":     {"价格需求回复", "價格需求回覆", "Answer about prices"},
	"EngagementPlan.KEY":         {"重点客户每月深入沟通", "重點客戶每月深入溝通", "Monthly in-depth talk with key customers"},
	"EngagementPlan.GENERAL":     {"一般客户每季度需求收集", "一般客戶每季度需求收集", "Quarterly collection from general customers"},
	"EngagementPlan.HIGH":        {"高价值客户维护：每季度高层拜访与定制化服务方案", "高價值客戶維護：每季度高層拜訪與定制化服務方案", "High value: executive visit and service plan each quarter"},
	"EngagementPlan.MEDIUM":      {"中等价值客户维护：每月沟通与行业动态", "中等價值客戶維護：每月溝通與行業動態", "Medium value: talk and industry news each month"},
	"EngagementPlan.POTENTIAL":   {"潜力客户维护：试用与体验服务", "潛力客戶維護：試用與體驗服務", "Potential: trials"},

	"ResearchSample.IN_DEPTH_INTERVIEW": {"选取有代表性的客户：各等级、各行业至少一位，含近期评分低于 3 分的客户", "選取有代表性的客戶：各等級、各行業至少一位，含近期評分低於 3 分的客戶", "Customers who stand for the others: at least one of each tier and industry, and some who rated below 3 lately"},
	"ResearchSample.MYSTERY_SHOPPER":    {"每个重要接触点至少一次，含售前、售中、售后各阶段", "每個重要接觸點至少一次，含售前、售中、售後各階段", "Each important touchpoint once at least, before, during and after a purchase"},

	"SlaPolicy.URGENT":               {"紧急需求首次响应", "緊急需求首次響應", "First response to urgent requirements"},
	"SlaPolicy.IMPORTANT":            {"重要需求首次响应", "重要需求首次響應", "First response to important requirements"},
	"SlaPolicy.GENERAL":              {"一般需求首次响应", "一般需求首次響應", "First response to general requirements"},
	"SlaPolicy.INQUIRY_REPLY":        {"咨询回复", "諮詢回覆", "Reply to inquiries"},
	"SlaPolicy.COMPLAINT_GENERAL":    {"一般投诉处理", "一般投訴處理", "Resolution of general complaints"},
	"SlaPolicy.COMPLAINT_MAJOR":      {"重大投诉处理", "重大投訴處理", "Resolution of major complaints"},
	"SlaPolicy.SURVEY_INITIAL_REPLY": {"问卷紧急事项初步回复", "問卷緊急事項初步回覆", "First reply to a survey"},
	"SlaPolicy.SURVEY_TIDY":          {"问卷信息整理", "問卷信息整理", "Tidying of survey answers"},
	"SlaPolicy.COMPLAINT_ACK":        {"投诉受理确认", "投訴受理確認", "Acknowledgement of complaints"},
}
