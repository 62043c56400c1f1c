package report

import (
	"time"

	"heed/rules/flow"
	"heed/rules/label"
)

// Indicator is a figure of a period with its value in the period before.
type Indicator struct {
	Code                string
	Name, Value, Before string
	Target              string // "" for none
	Short               bool   // of its target
	Worse               bool   // than in the period before
}

// Monthly writes the two sections of the indicators of a month, or of another period
// (D0-63).
func Monthly(l label.Locale, a Analysis, all []Indicator) []flow.ReportSection {
	now, before := words{"本期", "本期", "This period"}, words{"上期", "上期", "The period before"}
	line := words{"%s %s（上期 %s）。", "%s %s（上期 %s）。", "%s %s (%s in the period before)."}
	if a.ofMonth() {
		now, before = words{"本月", "本月", "This month"}, words{"上月", "上月", "The month before"}
		line = words{"%s %s（上月 %s）。", "%s %s（上月 %s）。", "%s %s (%s the month before)."}
	}
	t := Table{Title: words{"指标", "指標", "Indicators"}.in(l), Columns: []string{
		words{"指标", "指標", "Indicator"}.in(l), now.in(l), before.in(l),
	}, Rows: [][]string{}}
	var lines []string
	for _, i := range all {
		t.Rows = append(t.Rows, []string{i.Name, i.Value, i.Before})
		lines = append(lines, line.in(l, i.Name, i.Value, i.Before))
	}
	return []flow.ReportSection{a.overview(l), section(l, Indicators, words{"指标", "指標", "Indicators"}, lines, Data{Tables: []Table{t}})}
}

// ofMonth tells whether the period is a month of the calendar.
func (a Analysis) ofMonth() bool {
	first, err := time.Parse(time.DateOnly, a.From)
	return err == nil && first.Day() == 1 && a.To == first.AddDate(0, 1, -1).Format(time.DateOnly)
}
