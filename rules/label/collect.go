package label

var collect = map[string]words{
	"InteractionType.VISIT":          {"拜访", "拜訪", "Visit"},
	"InteractionType.PHONE":          {"电话", "電話", "Phone call"},
	"InteractionType.EMAIL":          {"邮件", "郵件", "E-mail"},
	"InteractionType.ONLINE_MEETING": {"线上会议", "線上會議", "Online meeting"},
	"InteractionType.ONLINE_CHAT":    {"在线沟通", "在線溝通", "Online chat"},
	"InteractionType.RETURN_VISIT":   {"回访", "回訪", "Return visit"},
	"InteractionType.OBSERVATION":    {"观察", "觀察", "Observation"},
	"InteractionType.INQUIRY":        {"咨询", "諮詢", "Inquiry"},
	"InteractionType.SUGGESTION":     {"建议", "建議", "Suggestion"},
	"InteractionType.EXEC_VISIT":     {"高层拜访", "高層拜訪", "Executive visit"},

	"Direction.INBOUND":  {"客户主动", "客戶主動", "Inbound"},
	"Direction.OUTBOUND": {"我方主动", "我方主動", "Outbound"},

	"ServicePhase.PRE_SALE":   {"售前", "售前", "Before the sale"},
	"ServicePhase.IN_SALE":    {"售中", "售中", "During the sale"},
	"ServicePhase.AFTER_SALE": {"售后", "售後", "After the sale"},

	"InteractionState.RECORDED": {"已记录", "已記錄", "Recorded"},
	"InteractionState.OPEN":     {"待回复", "待回覆", "Awaiting reply"},
	"InteractionState.REPLIED":  {"已回复", "已回覆", "Replied"},

	"InteractionAct.UPDATE":            {"修改", "修改", "Edit"},
	"InteractionAct.REPLY":             {"回复", "回覆", "Reply"},
	"InteractionAct.DRAFT_REQUIREMENT": {"生成需求", "生成需求", "Draft requirement"},

	"EngagementKind.NEED_COLLECTION": {"需求收集", "需求收集", "Need collection"},
	"EngagementKind.MAINTENANCE":     {"关系维护", "關係維護", "Maintenance"},

	"Period.WEEK":      {"周", "週", "Week"},
	"Period.MONTH":     {"月", "月", "Month"},
	"Period.QUARTER":   {"季度", "季度", "Quarter"},
	"Period.HALF_YEAR": {"半年", "半年", "Half-year"},
	"Period.YEAR":      {"年", "年", "Year"},

	"EngagementContent.NEEDS":        {"需求", "需求", "Needs"},
	"EngagementContent.EXPECTATIONS": {"期望", "期望", "Expectations"},
	"EngagementContent.OPINIONS":     {"意见", "意見", "Opinions"},

	"ResearchMethod.MARKET_RESEARCH":    {"市场调研", "市場調研", "Market research"},
	"ResearchMethod.IN_DEPTH_INTERVIEW": {"深度访谈", "深度訪談", "In-depth interview"},
	"ResearchMethod.FOCUS_GROUP":        {"焦点小组", "焦點小組", "Focus group"},
	"ResearchMethod.MYSTERY_SHOPPER":    {"神秘顾客", "神秘顧客", "Mystery shopper"},
	"ResearchMethod.OBSERVATION":        {"观察法", "觀察法", "Observation"},
	"ResearchMethod.DATA_ANALYSIS":      {"数据分析", "數據分析", "Data analysis"},
	"ResearchMethod.SURVEY":             {"问卷调查", "問卷調查", "Survey"},

	"ResearchMode.SELF":       {"自行开展", "自行開展", "Own"},
	"ResearchMode.OUTSOURCED": {"委托机构", "委託機構", "Outsourced"},

	"ResearchForm.ONE_ON_ONE": {"一对一", "一對一", "One on one"},
	"ResearchForm.GROUP":      {"小组", "小組", "Group"},

	"InsightKind.MARKET":      {"市场情况", "市場情況", "Market"},
	"InsightKind.COMPETITOR":  {"竞争对手", "競爭對手", "Competitor"},
	"InsightKind.NEED_CHANGE": {"需求变化", "需求變化", "Change of needs"},
	"InsightKind.PAIN_POINT":  {"痛点", "痛點", "Pain point"},
	"InsightKind.PROBLEM":     {"问题", "問題", "Problem"},

	"ResearchState.PLANNED":   {"计划中", "計劃中", "Planned"},
	"ResearchState.RUNNING":   {"进行中", "進行中", "Running"},
	"ResearchState.DONE":      {"已完成", "已完成", "Done"},
	"ResearchState.CANCELLED": {"已取消", "已取消", "Cancelled"},

	"ResearchAct.UPDATE": {"修改", "修改", "Edit"},
	"ResearchAct.START":  {"开始", "開始", "Start"},
	"ResearchAct.FINISH": {"完成", "完成", "Finish"},
	"ResearchAct.CANCEL": {"取消", "取消", "Cancel"},

	"ResearchAct.PUBLISH": {"公布", "公佈", "Publish"},

	"AttachmentAct.OPEN":   {"打开", "打開", "Open"},
	"AttachmentAct.REMOVE": {"删除", "刪除", "Remove"},

	"AttachmentKind.AUDIO": {"录音", "錄音", "Audio"},
	"AttachmentKind.VIDEO": {"录像", "錄像", "Video"},
	"AttachmentKind.TEXT":  {"文字", "文字", "Text"},
	"AttachmentKind.IMAGE": {"图片", "圖片", "Image"},
	"AttachmentKind.FILE":  {"文件", "文件", "File"},

	"FormState.DRAFT":      {"草稿", "草稿", "Draft"},
	"FormState.EFFECTIVE":  {"生效", "生效", "In force"},
	"FormState.SUPERSEDED": {"已被取代", "已被取代", "Superseded"},

	"FormAct.UPDATE":  {"修改", "修改", "Edit"},
	"FormAct.PUBLISH": {"发布", "發佈", "Publish"},

	"FieldType.TEXT":      {"单行文字", "單行文字", "Text"},
	"FieldType.LONG_TEXT": {"多行文字", "多行文字", "Long text"},
	"FieldType.NUMBER":    {"数字", "數字", "Number"},
	"FieldType.DATE":      {"日期", "日期", "Date"},
	"FieldType.BOOLEAN":   {"是否", "是否", "Yes or no"},
	"FieldType.SINGLE":    {"单选", "單選", "One choice"},
	"FieldType.MULTI":     {"多选", "多選", "Several choices"},

	"Aspect.FUNCTION":        {"功能", "功能", "Function"},
	"Aspect.PERFORMANCE":     {"性能", "性能", "Performance"},
	"Aspect.QUALITY":         {"质量", "質量", "Quality"},
	"Aspect.APPEARANCE":      {"外观", "外觀", "Appearance"},
	"Aspect.USABILITY":       {"易用性", "易用性", "Usability"},
	"Aspect.IMPROVEMENT":     {"改进意见", "改進意見", "Improvement"},
	"Aspect.UPGRADE":         {"升级", "升級", "Upgrade"},
	"Aspect.CONSULTING":      {"咨询", "諮詢", "Consulting"},
	"Aspect.TRAINING":        {"培训", "培訓", "Training"},
	"Aspect.REPAIR":          {"维修", "維修", "Repair"},
	"Aspect.SPEED":           {"响应速度", "響應速度", "Speed"},
	"Aspect.ATTITUDE":        {"服务态度", "服務態度", "Attitude"},
	"Aspect.SERVICE_QUALITY": {"服务质量", "服務質量", "Quality of service"},
	"Aspect.PRICE_RANGE":     {"价格范围", "價格範圍", "Price range"},
	"Aspect.PRICE_CHANGE":    {"价格调整", "價格調整", "Price change"},
	"Aspect.CUSTOMIZATION":   {"定制化", "定制化", "Customization"},
	"Aspect.PERSONALIZED":    {"个性化", "個性化", "Personalized service"},
	"Aspect.BRAND":           {"品牌形象", "品牌形象", "Brand"},
	"Aspect.CULTURE":         {"企业文化", "企業文化", "Culture"},

	"PriceSensitivity.HIGH":   {"高", "高", "High"},
	"PriceSensitivity.MEDIUM": {"中", "中", "Medium"},
	"PriceSensitivity.LOW":    {"低", "低", "Low"},
}
