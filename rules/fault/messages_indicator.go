package fault

// indicatorMessages are about indicators and cross queries.
var indicatorMessages = map[string]sentence{
	"indicator.touchpoint": {
		"该指标不按接触点计算。",
		"該指標不按接觸點計算。",
		"This indicator is not counted by touchpoint.",
	},
	"indicator.period": {
		"该指标不按此周期计算，可用周期：{periods}。",
		"該指標不按此週期計算，可用週期：{periods}。",
		"This indicator is not computed for such periods; it is for {periods}.",
	},
	"cross.same_dimension": {
		"行与列不能是同一维度。",
		"行與列不能是同一維度。",
		"Rows and columns must be of different dimensions.",
	},
	"cross.filter_needs_all": {
		"只有可查看全部需求的人员才能按维度筛选交叉统计。",
		"只有可查看全部需求的人員才能按維度篩選交叉統計。",
		"Only who reads all requirements can filter a cross query by dimensions.",
	},
	"cross.too_many": {
		"结果超过 {max} 个单元格，请换一个维度或缩短期间。",
		"結果超過 {max} 個單元格，請換一個維度或縮短期間。",
		"There are more than {max} cells; take another dimension or a shorter period.",
	},
}
