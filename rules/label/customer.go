package label

var customer = map[string]words{
	"CustomerKind.COMPANY":    {"企业", "企業", "Company"},
	"CustomerKind.INDIVIDUAL": {"个人", "個人", "Individual"},

	"Industry.MANUFACTURING": {"制造业", "製造業", "Manufacturing"},
	"Industry.RETAIL":        {"零售业", "零售業", "Retail"},
	"Industry.SERVICE":       {"服务业", "服務業", "Services"},
	"Industry.OTHER":         {"其他", "其他", "Other"},

	"SizeBand.LT50":    {"50人以下", "50人以下", "Fewer than 50 people"},
	"SizeBand.B50_200": {"50-200人", "50-200人", "50 to 200 people"},
	"SizeBand.GT200":   {"200人以上", "200人以上", "More than 200 people"},

	"CooperationBand.NEW":     {"新客户", "新客戶", "New customer"},
	"CooperationBand.Y1_3":    {"合作1-3年", "合作1-3年", "Customer for 1 to 3 years"},
	"CooperationBand.Y3_PLUS": {"合作3年以上", "合作3年以上", "Customer for more than 3 years"},

	"CollectionClass.KEY":     {"重点客户", "重點客戶", "Key customer"},
	"CollectionClass.GENERAL": {"一般客户", "一般客戶", "General customer"},

	"MaintenanceClass.HIGH":      {"高价值", "高價值", "High value"},
	"MaintenanceClass.MEDIUM":    {"中等价值", "中等價值", "Medium value"},
	"MaintenanceClass.POTENTIAL": {"潜力", "潛力", "Potential"},
	"MaintenanceClass.NONE":      {"未分类", "未分類", "Not classified"},

	"RelationshipStage.ESTABLISHING": {"建立", "建立", "Establishing"},
	"RelationshipStage.MAINTAINING":  {"维护", "維護", "Maintaining"},
	"RelationshipStage.DEVELOPING":   {"发展", "發展", "Developing"},

	"NonRenewReason.PRICE":            {"价格", "價格", "Price"},
	"NonRenewReason.SERVICE_RESPONSE": {"服务响应", "服務響應", "Response of the service"},
	"NonRenewReason.PRODUCT_FUNCTION": {"产品功能", "產品功能", "Functions of the product"},
	"NonRenewReason.OTHER":            {"其他", "其他", "Other"},

	"ContactFrequency.WEEKLY":    {"每周", "每週", "Weekly"},
	"ContactFrequency.MONTHLY":   {"每月", "每月", "Monthly"},
	"ContactFrequency.QUARTERLY": {"每季度", "每季度", "Quarterly"},
	"ContactFrequency.ON_DEMAND": {"有需求时", "有需求時", "When there is a need"},

	"WantedContent.INDUSTRY_SOLUTION": {"行业解决方案", "行業解決方案", "Solutions for the industry"},
	"WantedContent.PRODUCT_UPDATE":    {"产品更新", "產品更新", "News of products"},
	"WantedContent.CASE":              {"客户案例", "客戶案例", "Cases of customers"},
	"WantedContent.POLICY":            {"政策解读", "政策解讀", "Policies explained"},
	"WantedContent.OTHER":             {"其他", "其他", "Other"},

	"Channel.WEB":            {"网页", "網頁", "Web"},
	"Channel.POST":           {"邮寄", "郵寄", "Post"},
	"Channel.FAX":            {"传真", "傳真", "Fax"},
	"Channel.PHONE":          {"电话", "電話", "Phone"},
	"Channel.EMAIL":          {"邮件", "郵件", "E-mail"},
	"Channel.ONLINE_CHAT":    {"在线客服", "在線客服", "Online chat"},
	"Channel.ONLINE_MEETING": {"线上会议", "線上會議", "Online meeting"},
	"Channel.VISIT":          {"线下拜访", "線下拜訪", "Visit"},
	"Channel.FACE_TO_FACE":   {"面对面", "面對面", "Face to face"},
	"Channel.APP":            {"App", "小程序", "App"},
	"Channel.THIRD_PARTY":    {"第三方", "第三方", "Third party"},
}
