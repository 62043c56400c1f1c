package survey

import "heed/rules/flow"

// standardHistory is module three: customers of old must fill it in (D3-51). Why
// they have not renewed is for those whom it concerns (D3-50).
func standardHistory() []Question {
	return in(flow.ModuleHistory,
		Question{
			Code: "cooperation_length", Number: 1, Type: flow.QuestionText, Text: Text{"合作时长", "合作時長", "Length of the cooperation"},
			Required: true, MapsTo: to(flow.TargetCooperationLength), Clauses: []string{"D3-47", "D3-51"},
		},
		Question{
			Code: "cooperation_products", Number: 1, Type: flow.QuestionText, Text: Text{"合作产品/服务", "合作產品/服務", "Products/services"},
			Required: true, MapsTo: to(flow.TargetCooperationProducts), Clauses: []string{"D3-47", "D3-51"},
		},
		Question{
			Code: "satisfaction", Number: 2, Type: flow.QuestionRating, Text: Text{"对当前合作的满意度评分", "對當前合作的滿意度評分", "How satisfied are you with the cooperation?"},
			Instruction: Text{"1-5分（1分=非常不满意，5分=非常满意）", "1-5分（1分=非常不滿意，5分=非常滿意）", "1 to 5 (1 = very dissatisfied, 5 = very satisfied)"},
			Scale:       satisfaction(), Required: true, MapsTo: to(flow.TargetSatisfaction), Tags: satisfactionTags(), Clauses: []string{"D3-48", "D3-51"},
		},
		Question{
			Code: "dissatisfaction", Number: 3, Type: flow.QuestionLongText, Text: Text{"不满意或需改进的方面", "不滿意或需改進的方面", "What dissatisfies you, or should be better"},
			Required: true, KeyAnswer: true, MapsTo: to(flow.TargetDissatisfaction), Clauses: []string{"D3-49", "D3-51", "D3-20"},
		},
		Question{
			Code: "non_renew_reason", Number: 4, Type: flow.QuestionSingle, Text: Text{"未续约/未合作的原因（如适用）", "未續約/未合作的原因（如適用）", "Why you did not renew or cooperate (if so)"},
			Options: []Option{
				option(flow.NonRenewPrice, "价格", "價格", "Price"),
				option(flow.NonRenewServiceResponse, "服务响应", "服務響應", "Response of the service"),
				option(flow.NonRenewProductFunction, "产品功能", "產品功能", "Functions of the product"),
				other(flow.NonRenewOther),
			},
			MapsTo: to(flow.TargetCustomerNonRenewReason), Clauses: []string{"D3-50"},
		},
	)
}

// standardRelation is module four. One channel is asked for, as the document has
// it; a company may make it several (D3-53).
func standardRelation() []Question {
	return in(flow.ModuleRelation,
		Question{
			Code: "frequency", Number: 1, Type: flow.QuestionSingle, Text: Text{"您偏好的沟通频率", "您偏好的溝通頻率", "How often would you like to hear from us?"},
			Options: []Option{
				option(flow.ContactWeekly, "每周", "每周", "Every week"),
				option(flow.ContactMonthly, "每月", "每月", "Every month"),
				option(flow.ContactQuarterly, "每季度", "每季度", "Every quarter"),
				option(flow.ContactOnDemand, "有需求时", "有需求時", "When there is a need"),
			},
			MapsTo: to(flow.TargetContactFrequency), Clauses: []string{"D3-52"},
		},
		Question{
			Code: "channel", Number: 2, Type: flow.QuestionSingle, Text: Text{"偏好的沟通方式", "偏好的溝通方式", "How would you like to hear from us?"},
			Options: []Option{
				option(flow.ChannelPhone, "电话", "電話", "Phone"),
				option(flow.ChannelEmail, "邮件", "郵件", "E-mail"),
				option(flow.ChannelOnlineMeeting, "线上会议", "線上會議", "Online meeting"),
				option(flow.ChannelVisit, "线下拜访", "線下拜訪", "Visit"),
			},
			MapsTo: to(flow.TargetContactChannels), Clauses: []string{"D3-53"},
		},
		Question{
			Code: "wanted_content", Number: 3, Type: flow.QuestionMulti, Text: Text{"您希望我们定期提供哪些信息？（可多选）", "您希望我們定期提供哪些信息？（可多選）", "What should we keep you informed about? (several)"},
			Options: []Option{
				option(flow.WantedIndustrySolution, "行业解决方案", "行業解決方案", "Solutions for the industry"),
				option(flow.WantedProductUpdate, "产品更新", "產品更新", "News of products"),
				option(flow.WantedCase, "客户案例", "客戶案例", "Cases of customers"),
				option(flow.WantedPolicy, "政策解读", "政策解讀", "Policies explained"),
				other(flow.WantedOther),
			},
			MapsTo: to(flow.TargetContactWantedContent), Clauses: []string{"D3-54"},
		},
		Question{
			Code: "relation_suggestion", Number: 4, Type: flow.QuestionLongText, Text: Text{"其他维护建议", "其他維護建議", "Other suggestions"},
			MapsTo: to(flow.TargetSuggestion), Clauses: []string{"D3-55"},
		},
	)
}

// standardExpansion is module five.
func standardExpansion() []Question {
	return in(flow.ModuleExpansion,
		Question{
			Code: "expansion_plans", Number: 1, Type: flow.QuestionMulti, Text: Text{"未来6-12个月，您是否有以下业务拓展计划？（可多选）", "未來6-12個月，您是否有以下業務拓展計劃？（可多選）", "Do you plan any of these in the next 6 to 12 months? (several)"},
			Options: []Option{
				option(flow.ExpansionNewLine, "新产品线引入", "新產品線引入", "New line of products"),
				option(flow.ExpansionNewMarket, "新市场布局", "新市場布局", "New markets"),
				option(flow.ExpansionTechCoop, "技术合作", "技術合作", "Technical cooperation"),
				other(flow.ExpansionOther),
			},
			MapsTo: to(flow.TargetOpportunityKinds), Clauses: []string{"D3-57", "D3-60"},
		},
		Question{
			Code: "expansion_support", Number: 2, Type: flow.QuestionLongText, Text: Text{"在拓展过程中，需要我们提供哪些支持？", "在拓展過程中，需要我們提供哪些支持？", "What support would you need from us?"},
			MapsTo: to(flow.TargetOpportunitySupport, flow.TargetRequirement), Clauses: []string{"D3-58"},
		},
		Question{
			Code: "expectation", Number: 3, Type: flow.QuestionLongText, Text: Text{"对我们的产品/服务有哪些新的期待？", "對我們的產品/服務有哪些新的期待？", "What new do you expect of our products and services?"},
			MapsTo: to(flow.TargetRequirement), Clauses: []string{"D3-59"},
		},
	)
}

// standardSupplement is what stands outside the five modules (D3-61).
func standardSupplement() []Question {
	return in(flow.ModuleSupplement, Question{
		Code: "anything_else", Number: 1, Type: flow.QuestionLongText, Text: Text{"您有任何其他建议或需求，请在此处填写", "您有任何其他建議或需求，請在此處填寫", "Please write here whatever else you suggest or need"},
		MapsTo: to(flow.TargetSuggestion), Clauses: []string{"D3-61", "D3-62"},
	})
}
