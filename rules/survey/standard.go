package survey

import (
	"slices"

	"heed/rules/flow"
)

// Standard is the company's standard questionnaire for collecting information on
// customers (D3-01): five modules and one of what is left (D3-09, A5), in the
// words of the document.
func Standard() Questionnaire {
	return Questionnaire{
		Code:     "standard",
		Scenario: flow.ScenarioNewCustomer,
		Title:    Text{"客户信息收集问卷", "客戶信息收集問卷", "Questionnaire on our customers"},
		Purpose: Text{
			"本问卷用于了解您的基本情况、业务需求和对合作的评价，以便为您提供更合适的产品与服务。填写约需 8 分钟。",
			"本問卷用於了解您的基本情況、業務需求和對合作的評價，以便為您提供更合適的產品與服務。填寫約需 8 分鐘。",
			"With this questionnaire we learn about you, your needs and how you see our cooperation, so that we can serve you better. It takes about 8 minutes.",
		},
		Confidentiality: Text{
			"收集的信息仅用于内部服务优化，严禁向第三方泄露。",
			"收集的信息僅用於內部服務優化，嚴禁向第三方洩露。",
			"What you tell us is used to improve our service only, inside the company. It is never given to third parties.",
		},
		Minutes:   8,
		Goals:     []flow.SurveyGoal{flow.GoalProfile, flow.GoalNeed, flow.GoalSatisfaction, flow.GoalExpansion},
		Sections:  standardSections(),
		Questions: slices.Concat(standardBasic(), standardNeed(), standardHistory(), standardRelation(), standardExpansion(), standardSupplement()),
	}
}

func standardSections() []Section {
	return []Section{
		{flow.ModuleBasic, Text{"客户基本信息", "客戶基本信息", "About the customer"}, Text{"个人客户可简化企业相关信息", "個人客戶可簡化企業相關信息", "Persons may leave out what is about companies"}, []string{"D3-41"}, false},
		{flow.ModuleNeed, Text{"当前业务需求", "當前業務需求", "Present needs"}, Text{"引导客户描述具体场景，避免笼统", "引導客戶描述具體場景，避免籠統", "Lead the customer to describe a case, not generalities"}, []string{"D3-46"}, true},
		{flow.ModuleHistory, Text{"历史合作情况", "歷史合作情況", "Cooperation so far"}, Text{"老客户必填，新客户跳转至模块五", "老客戶必填，新客戶跳轉至模塊五", "Customers of old must fill it in, new customers go on to module five"}, []string{"D3-51"}, true},
		{flow.ModuleRelation, Text{"客户关系维护需求", "客戶關係維護需求", "Keeping in touch"}, Text{"体现客户关怀，提升服务体验", "體現客戶關懷，提升服務體驗", "Shows that we care, and makes the service better"}, []string{"D3-56"}, true},
		{flow.ModuleExpansion, Text{"潜在拓展需求", "潛在拓展需求", "Possible expansion"}, Text{"挖掘二次合作机会，支持业务增长", "挖掘二次合作機會，支持業務增長", "Finds more chances to work together, and supports growth"}, []string{"D3-60"}, true},
		{flow.ModuleSupplement, Text{"其他补充", "其他補充", "Anything else"}, Text{"开放性问题，收集客户隐性反馈", "開放性問題，收集客戶隱性反饋", "An open question, for what is not said otherwise"}, []string{"D3-62"}, true},
	}
}

// option is a choice that is a constant of ours.
func option[T ~string](c T, hans, hant, en string) Option {
	return Option{Code: string(c), Text: Text{hans, hant, en}}
}

// other is the choice that asks which (D3-12).
func other[T ~string](c T) Option {
	return Option{Code: string(c), Text: Text{"其他", "其他", "Other"}, OtherText: true}
}

// oneOf is the test of one option.
func oneOf[T ~string](question string, options ...T) Condition {
	codes := make([]string, len(options))
	for i, o := range options {
		codes[i] = string(o)
	}
	return Condition{Question: question, Is: flow.TestOneOf, Options: codes}
}

// tagged gives each option its own code as a tag, but those that ask which: what
// is written there is tagged by hand.
func tagged(group flow.TagGroup, options []Option) []TagRule {
	var rules []TagRule
	for _, o := range options {
		if !o.OtherText {
			rules = append(rules, TagRule{Group: group, Option: o.Code, Tag: o.Code})
		}
	}
	return rules
}

// satisfactionTags are those of ratings of 1 to 5 (D3-21, A11).
func satisfactionTags() []TagRule {
	band := func(least, most float64, t flow.SatisfactionTag) TagRule {
		return TagRule{Group: flow.TagGroupSatisfaction, AtLeast: &least, AtMost: &most, Tag: string(t)}
	}
	return []TagRule{band(4, 5, flow.TagSatisfied), band(3, 3, flow.TagNeutral), band(1, 2, flow.TagToImprove)}
}

// satisfaction is the scale of the document (D3-48).
func satisfaction() *Scale {
	return &Scale{
		Min: 1, Max: 5,
		MinSay: Text{"非常不满意", "非常不滿意", "Very dissatisfied"}, MaxSay: Text{"非常满意", "非常滿意", "Very satisfied"},
	}
}

// Shipped are the questionnaires that every company starts with (D3-01, D2-36).
func Shipped() []Questionnaire { return []Questionnaire{Standard(), Experience()} }
