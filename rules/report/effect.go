package report

import (
	"strconv"

	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/score"
)

// The keys of the sections of a report on what surveys have come to (D3-31).
const (
	EffectSection = "EFFECT"
	Campaigns     = "CAMPAIGNS"
)

// Reviewed is a campaign that was looked at in the period; its mean is nil where too few
// answered for nobody to be told by it.
type Reviewed struct {
	Name, Program, Conclusion string
	Sent, Completed           int
	Mean, Before              *float64
}

// Effect is what surveys of a period have come to.
type Effect struct {
	From, To   string // days
	Indicators []Indicator
	Campaigns  []Reviewed
}

// ofEffect are the indicators that such a report shows; the first three are those that
// D3-31 names.
var ofEffect = []string{score.SurveyResponseRate, score.NeedConversionRate, score.SatisfactionChange, score.Tidy48hRate, score.WarnFollowUp24h}

// Compose writes the two sections.
func (e Effect) Compose(l label.Locale) []flow.ReportSection {
	all := Only(e.Indicators, ofEffect)
	lines := append([]string{words{"%s 至 %s 的问卷效果。", "%s 至 %s 的問卷效果。", "What surveys have come to from %s to %s."}.in(l, e.From, e.To)}, spoken(l, all)...)
	t := Table{Title: words{"问卷活动", "問卷活動", "Campaigns"}.in(l), Columns: []string{
		words{"名称", "名稱", "Name"}.in(l), words{"类别", "類別", "Program"}.in(l), words{"发出", "發出", "Sent"}.in(l), words{"答复", "答覆", "Answered"}.in(l),
		words{"平均评分", "平均評分", "Mean score"}.in(l), words{"上次", "上次", "Before"}.in(l),
	}, Rows: [][]string{}}
	var said []string
	for _, c := range e.Campaigns {
		t.Rows = append(t.Rows, []string{c.Name, label.Of(l, "SurveyProgram", c.Program), strconv.Itoa(c.Sent), strconv.Itoa(c.Completed), mean(c.Mean), mean(c.Before)})
		said = append(said, words{"%s：%s", "%s：%s", "%s: %s"}.in(l, c.Name, c.Conclusion))
	}
	if len(said) == 0 {
		said = []string{words{"本期没有评估过的问卷活动。", "本期沒有評估過的問卷活動。", "No campaign was looked at in this period."}.in(l)}
	}
	return []flow.ReportSection{
		section(l, EffectSection, words{"效果", "效果", "Effect"}, lines, Data{Tables: []Table{indicatorTable(l, all)}}),
		section(l, Campaigns, words{"问卷活动", "問卷活動", "Campaigns"}, said, Data{Tables: []Table{t}}),
	}
}

func mean(v *float64) string {
	if v == nil {
		return "—"
	}
	return strconv.FormatFloat(*v, 'f', 2, 64)
}

// spoken are indicators as sentences.
func spoken(l label.Locale, all []Indicator) []string {
	var lines []string
	for _, i := range all {
		lines = append(lines, words{"%s %s（上期 %s）。", "%s %s（上期 %s）。", "%s %s (%s in the period before)."}.in(l, i.Name, i.Value, i.Before))
	}
	return lines
}

// indicatorTable has indicators with their targets.
func indicatorTable(l label.Locale, all []Indicator) Table {
	t := Table{Title: words{"指标", "指標", "Indicators"}.in(l), Columns: []string{
		words{"指标", "指標", "Indicator"}.in(l), words{"本期", "本期", "This period"}.in(l), words{"上期", "上期", "The period before"}.in(l), words{"目标", "目標", "Target"}.in(l),
	}, Rows: [][]string{}}
	for _, i := range all {
		target := i.Target
		if target == "" {
			target = "—"
		}
		t.Rows = append(t.Rows, []string{i.Name, i.Value, i.Before, target})
	}
	return t
}

// counts has how many there are of each value of an enum, or of each name.
func counts(l label.Locale, title words, enum string, all []Pair) Table {
	t := Table{Title: title.in(l), Columns: []string{title.in(l), words{"数量", "數量", "Count"}.in(l)}, Rows: [][]string{}}
	for _, p := range all {
		name := p.Value
		if enum != "" {
			name = label.Of(l, enum, p.Value)
		}
		t.Rows = append(t.Rows, []string{name, strconv.Itoa(p.Count)})
	}
	return t
}
