package score

import "heed/rules/flow"

var (
	monthly             = []flow.Period{flow.PeriodMonth}
	monthlyAndQuarterly = []flow.Period{flow.PeriodMonth, flow.PeriodQuarter}
)

// definitions are the indicators of requirement management.
var definitions = []Definition{
	{
		Code: ResponseOnTimeRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnRequirements, Clauses: []string{"D0-59"},
		name: sentence{"需求响应及时率", "需求響應及時率", "Responses on time"},
		numerator: sentence{
			"本期到期且在时限内停止的首次响应计时数，加上本期接收并注明及时的历史记录数", "本期到期且在時限內停止的首次響應計時數，加上本期接收並註明及時的歷史記錄數",
			"first-response clocks due in the period that were stopped in time, and imported facts received in it that say so",
		},
		denominator: sentence{
			"本期到期的首次响应计时数（不含已取消、暂停中以及尚未响应也未到期的），加上本期接收并注明是否及时的历史记录数", "本期到期的首次響應計時數（不含已取消、暫停中以及尚未響應也未到期的），加上本期接收並註明是否及時的歷史記錄數",
			"first-response clocks due in the period, but for cancelled and paused ones and those that run and are not due yet, and imported facts received in it that say whether they were answered in time",
		},
	},
	{
		Code: ResponseTimeRatio, Unit: flow.UnitRatio, Better: flow.BetterLower, Periods: monthly, Version: 1,
		Rests: OnRequirements, Clauses: []string{"D0-59"},
		name: sentence{"响应时间比", "響應時間比", "Ratio of response times"},
		numerator: sentence{
			"本期停止的首次响应计时的实际响应时间之和（按时限单位计，扣除暂停；一个工作日计 8 小时）",
			"本期停止的首次響應計時的實際響應時間之和（按時限單位計，扣除暫停；一個工作日計 8 小時）",
			"hours that first responses took whose clocks were stopped in the period, in the units of their deadlines, without pauses; a working day counts as 8",
		},
		denominator: sentence{
			"同一批计时的规定时间之和（小时）", "同一批計時的規定時間之和（小時）",
			"hours that the same clocks allowed",
		},
	},
	{
		Code: CompletionRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnRequirements, Clauses: []string{"D0-60"},
		name: sentence{"需求处理完成率", "需求處理完成率", "Completion"},
		numerator: sentence{
			"本期接收并在期末前关闭的需求数", "本期接收並在期末前關閉的需求數",
			"requirements received in the period and closed by its end",
		},
		denominator: sentence{
			"本期接收的需求数（不含草稿、已合并、不予采纳，以及未注明答复日期的历史记录）",
			"本期接收的需求數（不含草稿、已合併、不予採納，以及未註明答覆日期的歷史記錄）",
			"requirements received in the period, but for drafts, merged and rejected ones, and imported facts that do not say when they were answered",
		},
	},
	{
		Code: CompletionRateTotal, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnRequirements, Clauses: []string{"D0-60"},
		name: sentence{"需求处理完成率（累计）", "需求處理完成率（累計）", "Completion to date"},
		numerator: sentence{
			"截至期末已关闭的需求数", "截至期末已關閉的需求數",
			"requirements closed by the end of the period",
		},
		denominator: sentence{
			"截至期末接收的需求总数（不含草稿、已合并，以及未注明答复日期的历史记录）",
			"截至期末接收的需求總數（不含草稿、已合併，以及未註明答覆日期的歷史記錄）",
			"all requirements received by the end of the period, but for drafts and merged ones, and imported facts that do not say when they were answered",
		},
	},
	{
		Code: RequirementSatisfaction, Unit: flow.UnitScore, Better: flow.BetterHigher, Periods: monthlyAndQuarterly, Version: 1,
		Rests: OnRequirements, Clauses: []string{"D0-01", "D0-61"},
		name: sentence{"需求处理满意度", "需求處理滿意度", "Satisfaction with results"},
		numerator: sentence{
			"本期需求处理评分之和（1 至 5 分）", "本期需求處理評分之和（1 至 5 分）",
			"sum of the scores, 1 to 5, that customers gave to results in the period",
		},
		denominator: sentence{"本期评分数", "本期評分數", "number of those ratings"},
	},
	{
		Code: RequirementSatisfactionTop, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthlyAndQuarterly, Version: 1,
		Rests: OnRequirements, Clauses: []string{"D0-61"},
		name:        sentence{"需求处理满意占比", "需求處理滿意佔比", "Share of satisfied ratings"},
		numerator:   sentence{"本期 4 分和 5 分的评分数", "本期 4 分和 5 分的評分數", "ratings of 4 and 5 in the period"},
		denominator: sentence{"本期评分数", "本期評分數", "number of ratings in the period"},
	},
	{
		// Of the month it is of key customers, of the quarter of the others.
		Code: NeedCollection, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthlyAndQuarterly, ByPeriod: true, Version: 1,
		Rests: OnCustomers, Clauses: []string{"D0-23", "D0-24"},
		name: sentence{"需求收集达标率", "需求收集達標率", "Customers talked with"},
		numerator: sentence{
			"本月至少有一次深入沟通的重点客户数（按季度：至少有一次沟通的一般客户数）", "本月至少有一次深入溝通的重點客戶數（按季度：至少有一次溝通的一般客戶數）",
			"key customers with an in-depth talk in the month (of a quarter: general customers with any interaction)",
		},
		denominator: sentence{
			"期末的重点客户数（按季度：一般客户数）", "期末的重點客戶數（按季度：一般客戶數）",
			"key customers at the end of the period (of a quarter: general customers)",
		},
	},
	{
		Code: EntryTimeliness, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnRequirements, Clauses: []string{"D0-28"},
		name: sentence{"录入及时率", "錄入及時率", "Entries on time"},
		numerator: sentence{
			"本期接收且在收集后规定小时数内录入的需求数", "本期接收且在收集後規定小時數內錄入的需求數",
			"requirements received in the period that were entered within the company's hours after they were collected",
		},
		denominator: sentence{
			"本期接收的需求数（不含草稿、已合并和历史记录）", "本期接收的需求數（不含草稿、已合併和歷史記錄）",
			"requirements received in the period, but for drafts, merged ones and imported facts",
		},
	},
	{
		Code: TouchpointCompliance, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnInspections, Clauses: []string{"D2-53", "D2-69"},
		name:        sentence{"接触点达标率", "接觸點達標率", "Compliance of touchpoints"},
		numerator:   sentence{"本期检查中合格的项数", "本期檢查中合格的項數", "items that passed, of the inspections made in the period"},
		denominator: sentence{"本期检查的项数（不含不适用的项）", "本期檢查的項數（不含不適用的項）", "items looked at in them, but for those that did not apply"},
	},
	{
		Code: InspectionPlanRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnInspections, Clauses: []string{"D2-53", "D2-55"},
		name:      sentence{"检查执行率", "檢查執行率", "Inspections as planned"},
		numerator: sentence{"计划日期在本期且按期完成的检查数", "計劃日期在本期且按期完成的檢查數", "inspections planned for a day of the period that were made by its end"},
		denominator: sentence{
			"计划日期在本期的检查数（不含已取消以及尚未检查也未到期的）", "計劃日期在本期的檢查數（不含已取消以及尚未檢查也未到期的）",
			"inspections planned for a day of the period, but for cancelled ones and those that are to be made and are not due yet",
		},
	},
}
