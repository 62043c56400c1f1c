package score

import "heed/rules/flow"

// LeastAnswers is how many answers of customers a figure about what they think rests on at
// least: of fewer it would tell what one of them said.
const LeastAnswers = 5

// ofSurveys are the indicators of surveys, of satisfaction, and of how customers are looked
// after.
var ofSurveys = []Definition{
	{
		Code: SurveyResponseRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: quarterly, Version: 1,
		Rests: OnInvitations, Clauses: []string{"D3-31"},
		name:        sentence{"问卷反馈率", "問卷反饋率", "Surveys answered"},
		numerator:   sentence{"其中已提交的邀请数", "其中已提交的邀請數", "those of them that were answered"},
		denominator: sentence{"本期发出的问卷邀请数（不含退回的）", "本期發出的問卷邀請數（不含退回的）", "invitations sent in the period, but for those that came back"},
	},
	{
		Code: NeedConversionRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: quarterly, Version: 1,
		Rests: OnRequirements, Also: OnOpportunities, Clauses: []string{"D3-31", "D3-60"},
		name: sentence{"需求转化率", "需求轉化率", "Needs that came to something"},
		numerator: sentence{
			"其中 90 天内列入计划的需求和进入试用或成交的商机数", "其中 90 天內列入計劃的需求和進入試用或成交的商機數",
			"those of them that were planned, tried or won within 90 days",
		},
		denominator: sentence{
			"本期从答卷整理出的需求和商机数", "本期從答卷整理出的需求和商機數",
			"requirements and opportunities that were drawn from answers in the period",
		},
	},
	{
		Code: SatisfactionChange, Unit: flow.UnitChange, Better: flow.BetterHigher, Periods: quarterly, Version: 1, ByPeriod: true, Least: LeastAnswers,
		Rests: OnCustomers, Clauses: []string{"D3-31"},
		name: sentence{"满意度变化", "滿意度變化", "Change of satisfaction"},
		numerator: sentence{
			"各客户本期平均评分与上一期平均评分之差的总和", "各客戶本期平均評分與上一期平均評分之差的總和",
			"by how much each customer's mean score lies above that of the period before, all together",
		},
		denominator: sentence{"两期都评过分的客户数", "兩期都評過分的客戶數", "customers who rated in both periods"},
	},
	{
		Code: Tidy48hRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnResponses, Clauses: []string{"D3-65"},
		name: sentence{"48 小时整理率", "48 小時整理率", "Answers put in order within 48 hours"},
		numerator: sentence{
			"其中 48 小时内完成整理并启动跟进的答卷数", "其中 48 小時內完成整理並啟動跟進的答卷數",
			"those of them that were put in order and followed up in time",
		},
		denominator: sentence{
			"48 小时期限在本期的答卷数（不含期限未到且尚未跟进的）", "48 小時期限在本期的答卷數（不含期限未到且尚未跟進的）",
			"answers whose 48 hours end in the period, but for those that have time left",
		},
	},
	{
		Code: WarnFollowUp24h, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnResponses, Clauses: []string{"D3-25"},
		name:      sentence{"24 小时响应率", "24 小時響應率", "Urgent answers replied to within 24 hours"},
		numerator: sentence{"其中 24 小时内回应的答卷数", "其中 24 小時內回應的答卷數", "those of them that were replied to in time"},
		denominator: sentence{
			"24 小时期限在本期的紧急答卷数（不含期限未到且尚未回应的）", "24 小時期限在本期的緊急答卷數（不含期限未到且尚未回應的）",
			"urgent answers whose 24 hours end in the period, but for those that have time left",
		},
	},
	{
		Code: MaintenancePlanRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthlyAndQuarterly, Version: 1,
		Rests: OnTasks, Clauses: []string{"D3-26", "D3-27", "D3-28", "D3-29"},
		name:      sentence{"分层维护完成率", "分層維護完成率", "Maintenance as planned"},
		numerator: sentence{"其中已按期完成的任务数", "其中已按期完成的任務數", "those of them that were done in their period"},
		denominator: sentence{
			"到期日在本期的关系维护任务数（不含已取消以及尚未到期也未完成的）", "到期日在本期的關係維護任務數（不含已取消以及尚未到期也未完成的）",
			"tasks of maintenance plans due in the period, but for cancelled ones and those that have time left",
		},
	},
	{
		Code: ExperienceSatisfaction, Unit: flow.UnitScore, Better: flow.BetterHigher, Periods: halfYearly, Version: 1, ByPeriod: true, Least: LeastAnswers,
		Rests: OnResponses, Also: OnResearch, Clauses: []string{"D1-35", "D1-37", "D1-38", "D2-41", "D2-68"},
		name: sentence{"客户满意度", "客戶滿意度", "Satisfaction of customers"},
		numerator: sentence{
			"各方法的平均分乘以其权重之和（问卷、访谈、观察与神秘顾客）", "各方法的平均分乘以其權重之和（問卷、訪談、觀察與神秘顧客）",
			"mean score of each method times its weight: questionnaires, interviews, observation and mystery visits",
		},
		denominator: sentence{"本期有评分的方法的权重之和", "本期有評分的方法的權重之和", "weights of the methods that have scores in the period"},
	},
	{
		Code: Loyalty, Unit: flow.UnitChange, Better: flow.BetterHigher, Periods: halfYearly, Version: 1, ByPeriod: true, Least: LeastAnswers,
		Rests: OnResponses, Also: OnCustomers, Clauses: []string{"D2-68"},
		name: sentence{"客户忠诚度", "客戶忠誠度", "Loyalty"},
		numerator: sentence{
			"推荐意愿 9 分以上的答卷数减去 6 分以下的答卷数；本期没有此类回答时为有两笔以上订单的客户数",
			"推薦意願 9 分以上的答卷數減去 6 分以下的答卷數；本期沒有此類回答時為有兩筆以上訂單的客戶數",
			"answers that would recommend the company with 9 or more, less those with 6 or fewer; where nobody was asked, customers with two orders or more",
		},
		denominator: sentence{
			"本期回答推荐意愿的答卷数；没有时为本期有订单的客户数", "本期回答推薦意願的答卷數；沒有時為本期有訂單的客戶數",
			"answers of the period that say so; where there are none, customers with an order in the period",
		},
	},
}
