package label

var governance = map[string]words{
	"DocumentKind.PUBLICITY": {"宣传", "宣傳", "Publicity"},

	"PublicityChannel.BULLETIN_BOARD": {"宣传栏", "宣傳欄", "Bulletin board"},
	"PublicityChannel.NEWSLETTER":     {"内部刊物", "內部刊物", "Newsletter"},
	"PublicityChannel.OFFICE_SYSTEM":  {"办公系统", "辦公系統", "Office system"},
	"PublicityChannel.OTHER":          {"其他", "其他", "Other"},

	"DocumentState.DRAFT":     {"草稿", "草稿", "Draft"},
	"DocumentState.EFFECTIVE": {"已发布", "已發佈", "Published"},
	"DocumentState.RETIRED":   {"已下线", "已下線", "Retired"},

	"DocumentAct.UPDATE":      {"修改", "修改", "Edit"},
	"DocumentAct.PUBLISH":     {"发布", "發佈", "Publish"},
	"DocumentAct.ACKNOWLEDGE": {"确认已读", "確認已讀", "Acknowledge"},
	"DocumentAct.RETIRE":      {"下线", "下線", "Retire"},

	"AppraisalMetric.REQUIREMENTS_COLLECTED": {"需求收集", "需求收集", "Requirements collected"},
	"AppraisalMetric.COLLECTION_COMPLIANCE":  {"收集达标率", "收集達標率", "Customers talked with"},
	"AppraisalMetric.RESPONSE_ON_TIME":       {"响应及时率", "響應及時率", "Responses on time"},
	"AppraisalMetric.COMPLETION":             {"处理完成率", "處理完成率", "Completion"},
	"AppraisalMetric.SATISFACTION":           {"客户满意度", "客戶滿意度", "Satisfaction"},
	"AppraisalMetric.ENTRY_TIMELINESS":       {"录入及时率", "錄入及時率", "Entries on time"},
	"AppraisalMetric.TRAINING_PASSED":        {"培训合格率", "培訓合格率", "Trainings passed"},
	"AppraisalMetric.OTHER":                  {"其他指标", "其他指標", "Other"},

	"AppraisalSchemeState.DRAFT":   {"草稿", "草稿", "Draft"},
	"AppraisalSchemeState.ACTIVE":  {"执行中", "執行中", "Active"},
	"AppraisalSchemeState.RETIRED": {"已停用", "已停用", "Retired"},

	"AppraisalSchemeAct.UPDATE":   {"修改", "修改", "Edit"},
	"AppraisalSchemeAct.ACTIVATE": {"启用", "啟用", "Activate"},
	"AppraisalSchemeAct.DRAW":     {"生成考核", "生成考核", "Draw up appraisals"},
	"AppraisalSchemeAct.RETIRE":   {"停用", "停用", "Retire"},

	"AppraisalState.DRAFT":     {"草拟", "草擬", "Draft"},
	"AppraisalState.SHOWN":     {"待本人确认", "待本人確認", "Shown to the person"},
	"AppraisalState.APPEALED":  {"申诉中", "申訴中", "Appealed"},
	"AppraisalState.FINAL":     {"已生效", "已生效", "Final"},
	"AppraisalState.DISCARDED": {"已作废", "已作廢", "Discarded"},

	"AppraisalAct.COMMENT": {"评价", "評價", "Comment"},
	"AppraisalAct.REDRAW":  {"重新取数", "重新取數", "Draw up anew"},
	"AppraisalAct.SHOW":    {"告知本人", "告知本人", "Show to the person"},
	"AppraisalAct.ACCEPT":  {"认可", "認可", "Accept"},
	"AppraisalAct.APPEAL":  {"申诉", "申訴", "Appeal"},
	"AppraisalAct.DECIDE":  {"裁定", "裁定", "Decide"},
	"AppraisalAct.LAPSE":   {"逾期生效", "逾期生效", "Become final"},
	"AppraisalAct.DISCARD": {"作废", "作廢", "Discard"},

	"SubjectType.GOVERNING_DOCUMENT": {"制度文件", "制度文件", "Governing document"},
	"SubjectType.APPRAISAL_SCHEME":   {"考核方案", "考核方案", "Appraisal scheme"},
	"SubjectType.APPRAISAL":          {"工作考核", "工作考核", "Appraisal"},
}
