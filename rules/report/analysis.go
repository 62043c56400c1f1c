package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"heed/rules/flow"
	"heed/rules/label"
)

// Cell is how many requirements of a kind were received.
type Cell struct {
	Category, Nature, Urgency, Source, State string
	Count                                    int
}

// Pair is a value of an enum, and how many have it.
type Pair struct {
	Value string
	Count int
}

// Need is a requirement that stands out.
type Need struct {
	Number, Title string
	Times         int     // it was asked for, merged ones counted
	Value         float64 // of its assessment
}

// Set is a set of requirements.
type Set struct {
	Theme, State string
	Items        int
}

// Analysis is the figures of a period, and of the one before for comparison.
type Analysis struct {
	From, To              string // days
	Cells, Before         []Cell
	Due, Met              int // first answers due in the period, and those in time
	DueBefore, MetBefore  int
	Repeated              []Need // those that others were merged into
	Common                []Need // marked as needs of many
	CommonCount           int
	Values, Feasibilities []Pair
	Highest               []Need // by value
	Sets                  []Pair // by state
	Newest                []Set
}

// The keys of an analysis's sections (D0-41).
const (
	Overview    = "OVERVIEW"
	Details     = "ANALYSIS"
	Value       = "VALUE"
	Feasibility = "FEASIBILITY"
	Integration = "INTEGRATION"
	Indicators  = "INDICATORS"
)

// most is how many kinds the table of all dimensions lists.
const most = 50

// Compose writes the five sections of an analysis of requirements.
func (a Analysis) Compose(l label.Locale) []flow.ReportSection {
	return []flow.ReportSection{a.overview(l), a.details(l), a.value(l), a.feasibility(l), a.integration(l)}
}

func (a Analysis) overview(l label.Locale) flow.ReportSection {
	n, before := sum(a.Cells, nil), sum(a.Before, nil)
	closed, rejected, merged := inState(a.Cells, flow.RequirementClosed), inState(a.Cells, flow.RequirementRejected), inState(a.Cells, flow.RequirementMerged)
	lines := []string{
		words{"%s 至 %s 共收到客户需求 %d 项，上期 %d 项（%+d）。", "%s 至 %s 共收到客戶需求 %d 項，上期 %d 項（%+d）。", "From %s to %s %d requirements were received, %d in the period before (%+d)."}.
			in(l, a.From, a.To, n, before, n-before),
		words{"其中已关闭 %d 项，不予采纳 %d 项，合并 %d 项。", "其中已關閉 %d 項，不予採納 %d 項，合併 %d 項。", "Of them %d are closed, %d were not taken up, and %d were merged."}.
			in(l, closed, rejected, merged),
		words{"到期的首次答复 %d 项，按时 %d 项，及时率 %s（上期 %s）。", "到期的首次答覆 %d 項，按時 %d 項，及時率 %s（上期 %s）。", "%d first answers were due, %d came in time: %s (%s before)."}.
			in(l, a.Due, a.Met, percent(a.Met, a.Due), percent(a.MetBefore, a.DueBefore)),
	}
	return section(l, Overview, words{"概述", "概述", "Overview"}, lines, Data{Figures: []Figure{
		{words{"本期需求", "本期需求", "Received"}.in(l), strconv.Itoa(n)},
		{words{"上期需求", "上期需求", "Received in the period before"}.in(l), strconv.Itoa(before)},
		{words{"已关闭", "已關閉", "Closed"}.in(l), strconv.Itoa(closed)},
		{words{"不予采纳", "不予採納", "Not taken up"}.in(l), strconv.Itoa(rejected)},
		{words{"处理完成率", "處理完成率", "Completed"}.in(l), percent(closed, n-rejected-merged)},
		{words{"首次答复及时率", "首次答覆及時率", "First answers in time"}.in(l), percent(a.Met, a.Due)},
	}})
}

// dimension is a way to tell requirements apart.
type dimension struct {
	title words
	enum  string
	of    func(Cell) string
	all   []string
}

var dimensions = []dimension{
	{words{"类别", "類別", "Category"}, "RequirementCategory", func(c Cell) string { return c.Category }, flow.RequirementCategory("").Values()},
	{words{"性质", "性質", "Nature"}, "Nature", func(c Cell) string { return c.Nature }, flow.Nature("").Values()},
	{words{"紧急程度", "緊急程度", "Urgency"}, "Urgency", func(c Cell) string { return c.Urgency }, flow.Urgency("").Values()},
	{words{"来源", "來源", "Source"}, "RequirementSource", func(c Cell) string { return c.Source }, flow.RequirementSource("").Values()},
}

func (a Analysis) details(l label.Locale) flow.ReportSection {
	var lines []string
	var d Data
	count := words{"本期", "本期", "Now"}.in(l)
	total := sum(a.Cells, nil)
	for _, dim := range dimensions {
		t := Table{Title: dim.title.in(l), Columns: []string{
			dim.title.in(l), count, words{"上期", "上期", "Before"}.in(l), words{"变化", "變化", "Change"}.in(l), words{"占比", "佔比", "Share"}.in(l),
		}}
		var top string
		most := 0
		for _, value := range dim.all {
			is := func(c Cell) bool { return dim.of(c) == value }
			n, before := sum(a.Cells, is), sum(a.Before, is)
			t.Rows = append(t.Rows, []string{label.Of(l, dim.enum, value), strconv.Itoa(n), strconv.Itoa(before), fmt.Sprintf("%+d", n-before), percent(n, total)})
			if n > most {
				top, most = label.Of(l, dim.enum, value), n
			}
		}
		d.Tables = append(d.Tables, t)
		if most > 0 {
			lines = append(lines, words{"按%s，以“%s”最多（%d 项，%s）。", "按%s，以「%s」最多（%d 項，%s）。", "%s: most are %q (%d, %s)."}.
				in(l, dim.title.in(l), top, most, percent(most, total)))
		}
	}
	if total == 0 {
		lines = append(lines, words{"本期没有收到需求。", "本期沒有收到需求。", "Nothing was received."}.in(l))
	}
	d.Tables = append(d.Tables, a.crossed(l, count))
	if len(a.Repeated) > 0 {
		lines = append(lines, words{"重复最多的需求为 %s。", "重複最多的需求為 %s。", "Asked for most often: %s."}.in(l, a.Repeated[0].Title))
	}
	lines = append(lines, words{"共性需求 %d 项。", "共性需求 %d 項。", "%d are needs of many."}.in(l, a.CommonCount))
	d.Tables = append(d.Tables, needs(l, words{"重复需求", "重複需求", "Repeated needs"}, a.Repeated), needs(l, words{"共性需求", "共性需求", "Needs of many"}, a.Common))
	return section(l, Details, words{"详细分析", "詳細分析", "Analysis"}, lines, d)
}

// crossed is the table of all dimensions together, the most frequent kinds first.
func (a Analysis) crossed(l label.Locale, count string) Table {
	t := Table{Title: words{"交叉统计", "交叉統計", "All together"}.in(l)}
	for _, dim := range dimensions {
		t.Columns = append(t.Columns, dim.title.in(l))
	}
	t.Columns = append(t.Columns, count)
	kinds := merge(a.Cells)
	for _, c := range kinds[:min(most, len(kinds))] {
		var row []string
		for _, dim := range dimensions {
			row = append(row, label.Of(l, dim.enum, dim.of(c)))
		}
		t.Rows = append(t.Rows, append(row, strconv.Itoa(c.Count)))
	}
	return t
}

// merge leaves the state aside.
func merge(all []Cell) []Cell {
	counts := map[Cell]int{}
	for _, c := range all {
		n := c.Count
		c.State, c.Count = "", 0
		counts[c] += n
	}
	var kinds []Cell
	for c, n := range counts {
		c.Count = n
		kinds = append(kinds, c)
	}
	slices.SortFunc(kinds, func(a, b Cell) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Category+a.Nature+a.Urgency+a.Source, b.Category+b.Nature+b.Urgency+b.Source)
	})
	return kinds
}

func (a Analysis) value(l label.Locale) flow.ReportSection {
	lines := []string{words{"已评估价值的需求 %d 项：%s。", "已評估價值的需求 %d 項：%s。", "%d requirements were assessed: %s."}.in(l, total(a.Values), list(l, "ValueLevel", flow.ValueLevel("").Values(), a.Values))}
	if len(a.Highest) > 0 {
		lines = append(lines, words{"价值最高的是 %s（%.1f 分）。", "價值最高的是 %s（%.1f 分）。", "The most valued is %s (%.1f)."}.in(l, a.Highest[0].Title, a.Highest[0].Value))
	}
	t := Table{Title: words{"价值最高的需求", "價值最高的需求", "The most valued"}.in(l), Columns: []string{
		words{"编号", "編號", "Number"}.in(l), words{"标题", "標題", "Title"}.in(l), words{"得分", "得分", "Score"}.in(l),
	}, Rows: [][]string{}}
	for _, n := range a.Highest {
		t.Rows = append(t.Rows, []string{n.Number, n.Title, fmt.Sprintf("%.1f", n.Value)})
	}
	return section(l, Value, words{"价值评估", "價值評估", "Value"}, lines, Data{Figures: figures(l, "ValueLevel", flow.ValueLevel("").Values(), a.Values), Tables: []Table{t}})
}

func (a Analysis) feasibility(l label.Locale) flow.ReportSection {
	all := flow.Feasibility("").Values()
	lines := []string{words{"已评估可行性的需求 %d 项：%s。", "已評估可行性的需求 %d 項：%s。", "%d requirements were assessed: %s."}.in(l, total(a.Feasibilities), list(l, "Feasibility", all, a.Feasibilities))}
	return section(l, Feasibility, words{"可行性分析", "可行性分析", "Feasibility"}, lines, Data{Figures: figures(l, "Feasibility", all, a.Feasibilities)})
}

func (a Analysis) integration(l label.Locale) flow.ReportSection {
	all, merged := flow.RequirementSetState("").Values(), inState(a.Cells, flow.RequirementMerged)
	lines := []string{
		words{"合并重复需求 %d 项。", "合併重複需求 %d 項。", "%d requirements were merged."}.in(l, merged),
		words{"形成需求集合 %d 个：%s。", "形成需求集合 %d 個：%s。", "%d sets were made: %s."}.in(l, total(a.Sets), list(l, "RequirementSetState", all, a.Sets)),
	}
	t := Table{Title: words{"需求集合", "需求集合", "Sets"}.in(l), Columns: []string{
		words{"主题", "主題", "Theme"}.in(l), words{"状态", "狀態", "State"}.in(l), words{"需求数", "需求數", "Requirements"}.in(l),
	}, Rows: [][]string{}}
	for _, s := range a.Newest {
		t.Rows = append(t.Rows, []string{s.Theme, label.Of(l, "RequirementSetState", s.State), strconv.Itoa(s.Items)})
	}
	figs := append([]Figure{{words{"合并", "合併", "Merged"}.in(l), strconv.Itoa(merged)}}, figures(l, "RequirementSetState", all, a.Sets)...)
	return section(l, Integration, words{"整合情况", "整合情況", "Integration"}, lines, Data{Figures: figs, Tables: []Table{t}})
}

func needs(l label.Locale, title words, all []Need) Table {
	t := Table{Title: title.in(l), Columns: []string{
		words{"编号", "編號", "Number"}.in(l), words{"标题", "標題", "Title"}.in(l), words{"次数", "次數", "Times"}.in(l),
	}, Rows: [][]string{}}
	for _, n := range all {
		t.Rows = append(t.Rows, []string{n.Number, n.Title, strconv.Itoa(n.Times)})
	}
	return t
}

func sum(all []Cell, is func(Cell) bool) int {
	n := 0
	for _, c := range all {
		if is == nil || is(c) {
			n += c.Count
		}
	}
	return n
}

func inState(all []Cell, s flow.RequirementState) int {
	return sum(all, func(c Cell) bool { return c.State == string(s) })
}

func total(all []Pair) int {
	n := 0
	for _, p := range all {
		n += p.Count
	}
	return n
}

func of(all []Pair, value string) int {
	for _, p := range all {
		if p.Value == value {
			return p.Count
		}
	}
	return 0
}

func figures(l label.Locale, enum string, values []string, all []Pair) []Figure {
	var figs []Figure
	for _, v := range values {
		figs = append(figs, Figure{label.Of(l, enum, v), strconv.Itoa(of(all, v))})
	}
	return figs
}

func list(l label.Locale, enum string, values []string, all []Pair) string {
	var parts []string
	for _, f := range figures(l, enum, values, all) {
		parts = append(parts, f.Label+" "+f.Value)
	}
	return strings.Join(parts, words{"，", "，", ", "}.in(l))
}
