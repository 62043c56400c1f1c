package score

import "heed/rules/flow"

var (
	quarterly          = []flow.Period{flow.PeriodQuarter}
	monthlyAndHalfYear = []flow.Period{flow.PeriodMonth, flow.PeriodHalfYear}
	halfYearly         = []flow.Period{flow.PeriodHalfYear}
)

// ofComplaints are the indicators of complaints, purchases and deliveries.
var ofComplaints = []Definition{
	{
		Code: ComplaintRate, Unit: flow.UnitRatio, Better: flow.BetterLower, Periods: monthlyAndHalfYear, Version: 1,
		Rests: OnComplaints, Clauses: []string{"D2-68"},
		name: sentence{"投诉率", "投訴率", "Complaints"},
		numerator: sentence{
			"本期受理的投诉数（不含已撤回和不成立的）", "本期受理的投訴數（不含已撤回和不成立的）",
			"complaints received in the period, but for withdrawn and unfounded ones",
		},
		denominator: sentence{
			"本期的订单数（不含已取消）；本期没有订单时为期末的客户数", "本期的訂單數（不含已取消）；本期沒有訂單時為期末的客戶數",
			"orders of the period, but for cancelled ones; where there are none, customers at its end",
		},
	},
	{
		Code: ComplaintOnTimeRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnComplaints, Clauses: []string{"D1-43", "D2-60"},
		name: sentence{"投诉及时处理率", "投訴及時處理率", "Complaints handled on time"},
		numerator: sentence{
			"本期到期且在时限内停止的投诉处理计时数，加上本期受理并注明及时的历史记录数", "本期到期且在時限內停止的投訴處理計時數，加上本期受理並註明及時的歷史記錄數",
			"resolution clocks due in the period that were stopped in time, and imported facts received in it that say so",
		},
		denominator: sentence{
			"本期到期的投诉处理计时数（不含已取消、暂停中以及尚未答复也未到期的），加上本期受理并注明是否及时的历史记录数", "本期到期的投訴處理計時數（不含已取消、暫停中以及尚未答覆也未到期的），加上本期受理並註明是否及時的歷史記錄數",
			"resolution clocks due in the period, but for cancelled and paused ones and those that run and are not due yet, and imported facts received in it that say whether they were answered in time",
		},
	},
	{
		Code: ComplaintAcceptanceRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnComplaints, Clauses: []string{"D1-43", "D2-61"},
		name:      sentence{"投诉认可率", "投訴認可率", "Complaints accepted"},
		numerator: sentence{"本期结案且客户认可的投诉数", "本期結案且客戶認可的投訴數", "complaints closed in the period whose customers accepted"},
		denominator: sentence{
			"本期结案且结果已知的投诉数", "本期結案且結果已知的投訴數",
			"complaints closed in the period of which it is known how they ended",
		},
	},
	{
		Code: ComplaintRecurrenceRate, Unit: flow.UnitShare, Better: flow.BetterLower, Periods: quarterly, Version: 1,
		Rests: OnComplaints, Clauses: []string{"D1-43", "D2-67"},
		name: sentence{"投诉复发率", "投訴復發率", "Complaints that recur"},
		numerator: sentence{
			"其中 90 天内同一客户因同一类原因再次投诉的投诉数", "其中 90 天內同一客戶因同一類原因再次投訴的投訴數",
			"those of them after which the same customer complained for the same class of cause within 90 days",
		},
		denominator: sentence{
			"提前 90 天的同等期间内结案、客户和原因类别已知的投诉数（不含不成立的）", "提前 90 天的同等期間內結案、客戶和原因類別已知的投訴數（不含不成立的）",
			"complaints closed in the period moved back by 90 days whose customer and class of cause are known, but for unfounded ones",
		},
	},
	{
		Code: RepurchaseRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: halfYearly, Version: 1,
		Rests: OnCustomers, Clauses: []string{"D2-68"},
		name: sentence{"重复购买率", "重複購買率", "Customers who order again"},
		numerator: sentence{
			"其中截至期末至少有两笔订单的客户数", "其中截至期末至少有兩筆訂單的客戶數",
			"those of them with two orders or more by the end of the period",
		},
		denominator: sentence{
			"本期至少有一笔订单的客户数（不含已取消的订单）", "本期至少有一筆訂單的客戶數（不含已取消的訂單）",
			"customers with an order in the period that was not cancelled",
		},
	},
	{
		Code: DeliveryPerfectRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: monthly, Version: 1,
		Rests: OnPurchases, Clauses: []string{"D2-32", "D2-68"},
		name: sentence{"完好准时交付率", "完好準時交付率", "Perfect deliveries"},
		numerator: sentence{
			"其中不晚于承诺时间且没有异常的交付数", "其中不晚於承諾時間且沒有異常的交付數",
			"those of them no later than promised and without an exception",
		},
		denominator: sentence{"本期完成的交付数", "本期完成的交付數", "deliveries of the period"},
	},
}
