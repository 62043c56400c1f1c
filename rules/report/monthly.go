package report

import (
	"heed/rules/flow"
	"heed/rules/label"
)

// Indicator is a figure of a month with its value in the month before.
type Indicator struct {
	Name          words
	Value, Before string
}

// Share is an indicator that is a part of a whole.
func Share(hans, hant, en string, part, whole, partBefore, wholeBefore int) Indicator {
	return Indicator{Name: words{hans, hant, en}, Value: percent(part, whole), Before: percent(partBefore, wholeBefore)}
}

// Plain is an indicator whose name and values are texts already.
func Plain(name, value, before string) Indicator {
	return Indicator{Name: words{name, name, name}, Value: value, Before: before}
}

// Monthly writes the two sections of a month's indicators (D0-63).
func Monthly(l label.Locale, a Analysis, all []Indicator) []flow.ReportSection {
	t := Table{Title: words{"指标", "指標", "Indicators"}.in(l), Columns: []string{
		words{"指标", "指標", "Indicator"}.in(l), words{"本月", "本月", "This month"}.in(l), words{"上月", "上月", "The month before"}.in(l),
	}, Rows: [][]string{}}
	var lines []string
	for _, i := range all {
		name := i.Name[l.Index()]
		t.Rows = append(t.Rows, []string{name, i.Value, i.Before})
		lines = append(lines, words{"%s %s（上月 %s）。", "%s %s（上月 %s）。", "%s %s (%s the month before)."}.in(l, name, i.Value, i.Before))
	}
	return []flow.ReportSection{a.overview(l), section(l, Indicators, words{"指标", "指標", "Indicators"}, lines, Data{Tables: []Table{t}})}
}
