package survey

import "heed/rules/flow"

// Codes of the standard questionnaire that others look at.
const (
	customerKind    = "customer_kind"
	cooperationBand = "cooperation_band"
)

// standardBasic is module one. The document asks for name and kind, for name and
// title, for two ways to reach a person and for address and size in one line each
// (D3-35, D3-38, D3-39, D3-40). What is about companies is required of companies
// only (D3-41).
func standardBasic() []Question {
	industries := []Option{
		option(flow.IndustryManufacturing, "制造业", "製造業", "Manufacturing"),
		option(flow.IndustryRetail, "零售业", "零售業", "Retail"),
		option(flow.IndustryService, "服务业", "服務業", "Services"),
		other(flow.IndustryOther),
	}
	company := func() *Condition { c := oneOf(customerKind, flow.CustomerCompany); return &c }
	return in(flow.ModuleBasic, []Question{
		{
			Code: "customer_name", Number: 1, Type: flow.QuestionText, Text: Text{"客户名称（公司/个人）", "客戶名稱（公司/個人）", "Name of the customer (company/person)"},
			Required: true, MapsTo: to(flow.TargetCustomerName), Clauses: []string{"D3-35"},
		},
		{
			Code: customerKind, Number: 1, Type: flow.QuestionSingle, Text: Text{"公司/个人", "公司/個人", "Company/person"},
			Options:  []Option{option(flow.CustomerCompany, "公司", "公司", "Company"), option(flow.CustomerIndividual, "个人", "個人", "Person")},
			Required: true, MapsTo: to(flow.TargetCustomerKind), Clauses: []string{"D3-35"},
		},
		{
			Code: "industry", Number: 2, Type: flow.QuestionSingle, Text: Text{"所属行业", "所屬行業", "Industry"}, Options: industries,
			RequiredIf: company(), MapsTo: to(flow.TargetCustomerIndustry), Tags: tagged(flow.TagGroupIndustry, industries), Clauses: []string{"D3-36", "D3-41"},
		},
		{
			Code: cooperationBand, Number: 3, Type: flow.QuestionSingle, Text: Text{"客户类型", "客戶類型", "Type of customer"},
			Options: []Option{
				option(flow.CooperationNew, "新客户", "新客戶", "New customer"),
				option(flow.CooperationY1To3, "合作1-3年", "合作1-3年", "Customer for 1 to 3 years"),
				option(flow.CooperationY3Plus, "合作3年以上", "合作3年以上", "Customer for more than 3 years"),
			},
			Required: true, MapsTo: to(flow.TargetCustomerCooperationBand), Clauses: []string{"D3-37"},
		},
		{
			Code: "contact_name", Number: 4, Type: flow.QuestionText, Text: Text{"联系人姓名", "聯繫人姓名", "Name of the contact"},
			Required: true, MapsTo: to(flow.TargetContactName), Clauses: []string{"D3-38"},
		},
		{
			Code: "contact_title", Number: 4, Type: flow.QuestionText, Text: Text{"职位", "職位", "Title"},
			RequiredIf: company(), MapsTo: to(flow.TargetContactTitle), Clauses: []string{"D3-38", "D3-41"},
		},
		{
			Code: "contact_phone", Number: 5, Type: flow.QuestionContact, Text: Text{"联系方式", "聯繫方式", "Phone"},
			Required: true, KeyAnswer: true, MapsTo: to(flow.TargetContactPhone), Clauses: []string{"D3-39", "D3-20"},
		},
		{
			Code: "contact_email", Number: 5, Type: flow.QuestionContact, Text: Text{"邮箱", "郵箱", "E-mail"},
			KeyAnswer: true, MapsTo: to(flow.TargetContactEmail), Clauses: []string{"D3-39", "D3-20"},
		},
		{
			Code: "address", Number: 6, Type: flow.QuestionText, Text: Text{"公司地址", "公司地址", "Address of the company"},
			RequiredIf: company(), MapsTo: to(flow.TargetCustomerAddress), Clauses: []string{"D3-40", "D3-41"},
		},
		{
			Code: "size", Number: 6, Type: flow.QuestionSingle, Text: Text{"企业规模（员工数）", "企業規模（員工數）", "Size of the company (people)"},
			Options: []Option{
				option(flow.SizeLT50, "50人以下", "50人以下", "Fewer than 50"),
				option(flow.SizeB50To200, "50-200人", "50-200人", "50 to 200"),
				option(flow.SizeGT200, "200人以上", "200人以上", "More than 200"),
			},
			RequiredIf: company(), MapsTo: to(flow.TargetCustomerSizeBand), Clauses: []string{"D3-40", "D3-41"},
		},
	}...)
}

func to(targets ...flow.SurveyTarget) []flow.SurveyTarget { return targets }

// in puts questions into their module.
func in(m flow.SurveyModule, questions ...Question) []Question {
	for i := range questions {
		questions[i].Module = m
	}
	return questions
}
