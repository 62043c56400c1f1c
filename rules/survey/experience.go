package survey

import "heed/rules/flow"

// Experience is the standard questionnaire on how customers have experienced a
// purchase (D2-35, D2-36): the stages of their journey, quality, price, attitude
// and time of delivery, each rated 1 to 5; the whole; whether they would recommend
// us (A15); and what to improve, which must be said where something was rated low.
func Experience() Questionnaire {
	questions, low := []Question{}, Condition{Any: []Condition{}}
	two := 2.0
	for _, r := range rated {
		q := Question{
			Code: r.code, Number: len(questions) + 1, Module: flow.ModuleHistory, Type: flow.QuestionRating, Text: r.text,
			Scale: satisfaction(), Goals: []flow.SurveyGoal{flow.GoalSatisfaction}, MapsTo: to(flow.TargetAspectSatisfaction), Clauses: []string{r.clause},
		}
		if r.code == "overall" {
			q.Required, q.MapsTo, q.Tags = true, to(flow.TargetSatisfaction), satisfactionTags()
		}
		questions = append(questions, q)
		low.Any = append(low.Any, Condition{Question: r.code, Is: flow.TestAtMost, Number: &two})
	}
	n := len(questions)
	questions = append(
		questions,
		Question{
			Code: "recommend", Number: n + 1, Module: flow.ModuleHistory, Type: flow.QuestionNPS, Text: Text{"您向他人推荐我们的可能性有多大？", "您向他人推薦我們的可能性有多大？", "How likely are you to recommend us to others?"},
			Scale:    &Scale{Min: 0, Max: 10, MinSay: Text{"完全不可能", "完全不可能", "Not at all"}, MaxSay: Text{"非常可能", "非常可能", "Very likely"}},
			Required: true, Goals: []flow.SurveyGoal{flow.GoalSatisfaction}, MapsTo: to(flow.TargetRecommend), Clauses: []string{"D2-36"},
		},
		Question{
			Code: "improve", Number: n + 2, Module: flow.ModuleSupplement, Type: flow.QuestionLongText, Text: Text{"您认为最需要改进的是什么？", "您認為最需要改進的是什麼？", "What should be improved first?"},
			Instruction: Text{"请描述具体场景", "請描述具體場景", "Please describe what happened"},
			RequiredIf:  &low, MinLengthHint: scene, KeyAnswer: true, Goals: []flow.SurveyGoal{flow.GoalSatisfaction}, MapsTo: to(flow.TargetDissatisfaction), Clauses: []string{"D2-36", "D2-37"},
		},
	)
	return Questionnaire{
		Code:     "experience",
		Scenario: flow.ScenarioReturnVisit,
		Title:    Text{"客户购买体验满意度问卷", "客戶購買體驗滿意度問卷", "Questionnaire on your purchase"},
		Purpose: Text{
			"本问卷用于了解您对我们产品或服务的评价和意见，以改进购买体验。填写约需 5 分钟。",
			"本問卷用於了解您對我們產品或服務的評價和意見，以改進購買體驗。填寫約需 5 分鐘。",
			"With this questionnaire we learn what you think of our products and services, so that buying from us becomes better. It takes about 5 minutes.",
		},
		Confidentiality: Standard().Confidentiality,
		Minutes:         LeastMinutes,
		Goals:           []flow.SurveyGoal{flow.GoalSatisfaction},
		Sections: []Section{
			{Module: flow.ModuleHistory, Title: Text{"购买体验", "購買體驗", "Your purchase"}, Instruction: Text{"1分=非常不满意，5分=非常满意", "1分=非常不滿意，5分=非常滿意", "1 = very dissatisfied, 5 = very satisfied"}, Clauses: []string{"D2-36"}},
			{Module: flow.ModuleSupplement, Title: Text{"改进意见", "改進意見", "What to improve"}},
		},
		Questions: questions,
	}
}

// rated is what is rated: the stages of a journey, then what a purchase is judged by.
var rated = []struct {
	code, clause string
	text         Text
}{
	{"stage_information", "D2-03", Text{"信息获取：了解产品和服务的过程", "信息獲取：了解產品和服務的過程", "Finding out about products and services"}},
	{"stage_selection", "D2-03", Text{"产品选择：比较和选定产品的过程", "產品選擇：比較和選定產品的過程", "Comparing and choosing a product"}},
	{"stage_transaction", "D2-03", Text{"交易过程：下单和付款的过程", "交易過程：下單和付款的過程", "Ordering and paying"}},
	{"stage_delivery", "D2-03", Text{"交付：收货和验收的过程", "交付：收貨和驗收的過程", "Delivery and acceptance"}},
	{"stage_use", "D2-03", Text{"使用：使用产品或服务的过程", "使用：使用產品或服務的過程", "Using the product or service"}},
	{"stage_after_sales", "D2-04", Text{"售后服务：获得帮助的过程", "售後服務：獲得幫助的過程", "After sales: getting help"}},
	{"quality", "D2-36", Text{"产品质量", "產品質量", "Quality of the product"}},
	{"price", "D2-36", Text{"价格", "價格", "Price"}},
	{"attitude", "D2-36", Text{"服务态度", "服務態度", "Attitude of the service"}},
	{"delivery_time", "D2-36", Text{"交付时间", "交付時間", "Time of delivery"}},
	{"overall", "D2-36", Text{"总体满意度", "總體滿意度", "Satisfaction on the whole"}},
}
