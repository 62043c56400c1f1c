package report

import (
	"slices"
	"strconv"
	"strings"

	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/score"
)

// The keys of the sections of an analysis of the purchase experience (D2-44).
const (
	Status      = "STATUS"
	Problems    = "PROBLEMS"
	Suggestions = "SUGGESTIONS"
)

// Visits are pieces of research by one method, and the mean of how content they found
// customers; nil where none says so.
type Visits struct {
	Method string
	Count  int
	Mean   *float64
}

// Experience is what is known of a period of how customers experience purchases: joined from
// satisfaction, orders, complaints and research (D2-39).
type Experience struct {
	From, To          string // days
	Indicators        []Indicator
	Orders, Flawed    int    // placed in the period, and those of them that were late, damaged or wrong
	Natures           []Pair // of complaints
	Products          []Pair // that most complaints are about
	Visits            []Visits
	Pains             []string // what research found to hurt
	Findings, Actions int      // that are open
}

// ofExperience are the indicators that such an analysis shows.
var ofExperience = []string{
	score.ExperienceSatisfaction, score.SatisfactionChange, score.Loyalty, score.RepurchaseRate, score.DeliveryPerfectRate, score.SurveyResponseRate,
	score.ComplaintRate, score.ComplaintOnTimeRate, score.ComplaintAcceptanceRate, score.ComplaintRecurrenceRate, score.TouchpointCompliance, score.ResponseOnTimeRate,
}

// Only are the indicators of the codes, in the order of these.
func Only(all []Indicator, codes []string) []Indicator {
	var some []Indicator
	for _, code := range codes {
		if i := slices.IndexFunc(all, func(one Indicator) bool { return one.Code == code }); i >= 0 {
			some = append(some, all[i])
		}
	}
	return some
}

// Compose writes the three sections: how it stands, what is wrong, what is to be done (D2-44).
func (e Experience) Compose(l label.Locale) []flow.ReportSection {
	e.Indicators = Only(e.Indicators, ofExperience)
	return []flow.ReportSection{e.status(l), e.problems(l), e.suggestions(l)}
}

func (e Experience) status(l label.Locale) flow.ReportSection {
	lines := []string{words{
		"%s 至 %s：订单 %d 笔，其中交付异常 %d 笔；投诉 %d 起。", "%s 至 %s：訂單 %d 筆，其中交付異常 %d 筆；投訴 %d 起。", "From %s to %s: %d orders, %d of them late, damaged or wrong, and %d complaints.",
	}.in(l, e.From, e.To, e.Orders, e.Flawed, total(e.Natures))}
	table := Table{Title: words{"调研", "調研", "Research"}.in(l), Columns: []string{
		words{"方法", "方法", "Method"}.in(l), words{"次数", "次數", "Times"}.in(l), words{"平均评分", "平均評分", "Mean score"}.in(l),
	}, Rows: [][]string{}}
	for _, v := range e.Visits {
		table.Rows = append(table.Rows, []string{label.Of(l, "ResearchMethod", v.Method), strconv.Itoa(v.Count), mean(v.Mean)})
	}
	lines = append(lines, spoken(l, e.Indicators)...)
	return section(l, Status, words{"现状", "現狀", "How it stands"}, lines, Data{Tables: []Table{indicatorTable(l, e.Indicators), table}})
}

func (e Experience) problems(l label.Locale) flow.ReportSection {
	var lines []string
	for _, i := range e.Indicators {
		switch {
		case i.Short:
			lines = append(lines, words{"%s 为 %s，未达到目标 %s。", "%s 為 %s，未達到目標 %s。", "%s is %s, short of %s."}.in(l, i.Name, i.Value, i.Target))
		case i.Worse:
			lines = append(lines, words{"%s 由 %s 变为 %s。", "%s 由 %s 變為 %s。", "%s went from %s to %s."}.in(l, i.Name, i.Before, i.Value))
		}
	}
	if len(e.Pains) > 0 {
		lines = append(lines, words{"调研发现的痛点：%s。", "調研發現的痛點：%s。", "Research found to hurt: %s."}.in(l, strings.Join(e.Pains, words{"；", "；", "; "}.in(l))))
	}
	if len(lines) == 0 {
		lines = []string{words{"各项指标没有未达目标或变差的。", "各項指標沒有未達目標或變差的。", "No indicator is short of its target or has become worse."}.in(l)}
	}
	return section(l, Problems, words{"存在的问题", "存在的問題", "Problems"}, lines, Data{Tables: []Table{
		counts(l, words{"投诉性质", "投訴性質", "Complaints by nature"}, "ComplaintNature", e.Natures),
		counts(l, words{"投诉较多的产品", "投訴較多的產品", "Products most complained of"}, "", e.Products),
	}})
}

// suggestions name what is to be mended first; what is done about it the departments answer
// (D2-46).
func (e Experience) suggestions(l label.Locale) flow.ReportSection {
	var lines []string
	for _, i := range e.Indicators {
		if i.Short || i.Worse {
			lines = append(lines, words{"针对“%s”提出措施，写明责任人与期限。", "針對「%s」提出措施，寫明責任人與期限。", "Plan measures for %s, with who does them and by when."}.in(l, i.Name))
		}
	}
	if len(e.Natures) > 0 {
		lines = append(lines, words{"优先解决“%s”类投诉（%d 起）。", "優先解決「%s」類投訴（%d 起）。", "Look at complaints about %s first (%d)."}.in(l, label.Of(l, "ComplaintNature", e.Natures[0].Value), e.Natures[0].Count))
	}
	lines = append(lines, words{"尚有未关闭的问题 %d 项、未完成的改进措施 %d 项。", "尚有未關閉的問題 %d 項、未完成的改進措施 %d 項。", "%d findings and %d measures are still open."}.in(l, e.Findings, e.Actions))
	return section(l, Suggestions, words{"改进建议", "改進建議", "What to do"}, lines, Data{})
}
