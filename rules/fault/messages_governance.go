package fault

// governanceMessages are the refusals of governing documents and of appraisals.
var governanceMessages = map[string]sentence{
	"document.period_ends_before": {"结束日期不能早于开始日期。", "結束日期不能早於開始日期。", "It does not end before it begins."},
	"document.period_over":        {"宣传期间已过，不能发布。", "宣傳期間已過，不能發佈。", "Its period is over; it cannot be published."},
	"document.not_asked":          {"您不在该文件的对象范围内，无需确认。", "您不在該文件的對象範圍內，無需確認。", "You are not among those it is for."},
	"document.acknowledged":       {"您已经确认过了。", "您已經確認過了。", "You have acknowledged it already."},
	"document.not_begun":          {"宣传期间尚未开始。", "宣傳期間尚未開始。", "Its period has not begun."},

	"appraisal.weights":        {"各指标权重之和必须为 100，现为 {n}。", "各指標權重之和必須為 100，現為 {n}。", "The weights must add up to 100; they add up to {n}."},
	"appraisal.target":         {"需求收集指标必须填写目标数，其他指标不填。", "需求收集指標必須填寫目標數，其他指標不填。", "Requirements collected needs a number to reach; the others have none."},
	"appraisal.title":          {"其他指标必须有名称，其余指标不另取名。", "其他指標必須有名稱，其餘指標不另取名。", "An OTHER metric has a name of its own; the rest have none."},
	"appraisal.nobody":         {"没有可考核的成员，或均已生成。", "沒有可考核的成員，或均已生成。", "There is nobody to appraise, or all appraisals are there already."},
	"appraisal.period_open":    {"考核期尚未结束。", "考核期尚未結束。", "The period is not over yet."},
	"appraisal.own":            {"不能考核自己。", "不能考核自己。", "Nobody appraises themselves."},
	"appraisal.same_person":    {"申诉不能由作出评价的人裁定。", "申訴不能由作出評價的人裁定。", "Who commented on it does not decide on the appeal."},
	"appraisal.not_person":     {"只有被考核人本人可以这样做。", "只有被考核人本人可以這樣做。", "Only the person who is appraised does this."},
	"appraisal.no_comment":     {"请先填写评价，再告知本人。", "請先填寫評價，再告知本人。", "It is commented on before it is shown."},
	"appraisal.points":         {"只有“其他指标”由评价人给分。", "只有「其他指標」由評價人給分。", "Points are given to OTHER metrics alone; the rest come from data."},
	"appraisal.points_missing": {"请为所有“其他指标”给分。", "請為所有「其他指標」給分。", "Give points to every OTHER metric."},
	"appraisal.line":           {"考核中没有这一项。", "考核中沒有這一項。", "The appraisal has no such line."},
	"appraisal.appeal_over":    {"申诉期限（{days} 天）已过。", "申訴期限（{days} 天）已過。", "The {days} days to appeal are over."},
}
