package survey

import "heed/rules/flow"

// scene is as long as the description of a case is at least, in characters: a hint (D3-46).
const scene = 15

// standardNeed is module two. From its end new customers go on to module five, or
// to module four when the company asks that of them (D3-51, A6). Who ticks "new" though
// there is cooperation, for less than a year, is asked about it (A7).
func standardNeed() []Question {
	concerns := []Option{
		option(flow.ConcernCostEfficiency, "降本增效", "降本增效", "Lower costs, more effect"),
		option(flow.ConcernTechUpgrade, "技术升级", "技術升級", "Upgrade of technology"),
		option(flow.ConcernMarketExpansion, "市场拓展", "市場拓展", "Expansion of markets"),
		option(flow.ConcernCompliance, "合规管理", "合規管理", "Compliance"),
		other(flow.ConcernOther),
	}
	isNew := Condition{All: []Condition{
		oneOf(cooperationBand, flow.CooperationNew),
		{Not: &Condition{Fact: flow.FactCooperationExists}},
	}}
	isAsked := Condition{All: append(isNew.All[:2:2], Condition{Fact: flow.FactAskRelationOfNew})}
	return in(flow.ModuleNeed,
		Question{
			Code: "core_concerns", Number: 1, Type: flow.QuestionMulti, Text: Text{"您当前最关注的核心问题是？（可多选）", "您當前最關注的核心問題是？（可多選）", "What do you look at most at present? (several)"},
			Options: concerns, MapsTo: to(flow.TargetCoreConcerns), Tags: tagged(flow.TagGroupNeed, concerns), Clauses: []string{"D3-42"},
		},
		Question{
			Code: "pain_point", Number: 2, Type: flow.QuestionLongText, Text: Text{"您期望通过我们的产品/服务解决的具体痛点是？", "您期望通過我們的產品/服務解決的具體痛點是？", "What exactly shall our product or service solve for you?"},
			MinLengthHint: scene, KeyAnswer: true, MapsTo: to(flow.TargetRequirement), Clauses: []string{"D3-43", "D3-46", "D3-20"},
		},
		Question{
			Code: "budget", Number: 3, Type: flow.QuestionSingle, Text: Text{"预算范围", "預算範圍", "Budget (CNY)"},
			Options: []Option{
				option(flow.BudgetLT5W, "5万以下", "5萬以下", "Less than 50,000"),
				option(flow.BudgetW5To20, "5-20万", "5-20萬", "50,000 to 200,000"),
				option(flow.BudgetW20To50, "20-50万", "20-50萬", "200,000 to 500,000"),
				option(flow.BudgetGT50W, "50万以上", "50萬以上", "More than 500,000"),
			},
			MapsTo: to(flow.TargetOpportunityBudget), Clauses: []string{"D3-44"},
		},
		Question{
			Code: "decision", Number: 4, Type: flow.QuestionSingle, Text: Text{"决策周期", "決策周期", "Time to decide"},
			Options: []Option{
				option(flow.DecideLE1M, "1个月内", "1個月內", "Within a month"),
				option(flow.DecideM1To3, "1-3个月", "1-3個月", "1 to 3 months"),
				option(flow.DecideM3To6, "3-6个月", "3-6個月", "3 to 6 months"),
				option(flow.DecideGT6M, "6个月以上", "6個月以上", "More than 6 months"),
			},
			Jumps:  []Jump{{If: &isAsked, To: "frequency"}, {If: &isNew, To: "expansion_plans"}},
			MapsTo: to(flow.TargetOpportunityDecision), Clauses: []string{"D3-45", "D3-51"},
		},
	)
}
