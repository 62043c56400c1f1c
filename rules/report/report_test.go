package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"heed/rules/flow"
	"heed/rules/label"
)

func figuresOfTest() Analysis {
	return Analysis{
		From: "2026-08-01", To: "2026-08-31",
		Cells: []Cell{
			{"PRODUCT", "FUNCTIONAL", "URGENT", "VISIT", "CLOSED", 3},
			{"PRODUCT", "FUNCTIONAL", "URGENT", "VISIT", "MERGED", 1},
			{"SERVICE", "", "GENERAL", "SURVEY", "REJECTED", 2},
		},
		Before: []Cell{{"SERVICE", "FUNCTIONAL", "GENERAL", "VISIT", "CLOSED", 4}},
		Due:    5, Met: 4, DueBefore: 2, MetBefore: 1, CommonCount: 2,
		Repeated: []Need{{Number: "REQ-2026-00001", Title: "停电时能开门", Times: 4}},
		Values:   []Pair{{"HIGH", 2}}, Highest: []Need{{Number: "REQ-2026-00002", Title: "夜间维修", Value: 4.7}},
		Feasibilities: []Pair{{"PARTLY", 1}}, Sets: []Pair{{"DRAFT", 1}}, Newest: []Set{{"门锁", "DRAFT", 3}},
	}
}

// The five sections are there, say something and have their figures, in each language.
func TestCompose(t *testing.T) {
	a := figuresOfTest()
	for l, want := range map[label.Locale][]string{
		label.ZhHans: {"共收到客户需求 6 项，上期 4 项（+2）", "及时率 80.0%（上期 50.0%）", "以“产品”最多（4 项，66.7%）", "重复最多的需求为 停电时能开门", "夜间维修（4.7 分）", "部分可行 1", "合并重复需求 1 项", "形成需求集合 1 个：草稿 1"},
		label.ZhHant: {"共收到客戶需求 6 項", "形成需求集合 1 個"},
		label.En:     {"6 requirements were received, 4 in the period before (+2).", `Category: most are "Product" (4, 66.7%)`},
	} {
		all := a.Compose(l)
		var keys []string
		text := ""
		for _, s := range all {
			keys = append(keys, s.Key)
			text += s.Text
			if d, err := Read(s); err != nil || len(d.Figures)+len(d.Tables) == 0 || !s.Required || s.Title == "" {
				t.Errorf("%s in %s: %+v, %v", s.Key, l, d, err)
			}
		}
		if !slices.Equal(keys, []string{Overview, Details, Value, Feasibility, Integration}) || Missing(all) != nil {
			t.Errorf("sections: %v", keys)
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %q:\n%s", l, w, text)
			}
		}
		if strings.Contains(text, "%!") {
			t.Errorf("%s: %s", l, text)
		}
	}
	d, err := Read(a.Compose(label.ZhHans)[1])
	if err != nil || len(d.Tables) != 7 || d.Tables[4].Rows[0][4] != "4" || len(d.Tables[4].Rows) != 2 {
		t.Errorf("tables: %+v, %v", d.Tables, err)
	}
	if got := d.Tables[0].Rows[0]; !slices.Equal(got, []string{"产品", "4", "0", "+4", "66.7%"}) {
		t.Errorf("a row: %v", got)
	}
}

// The indicators of a month are beside those of the month before, those of any other period
// beside the period before.
func TestMonthly(t *testing.T) {
	all := []Indicator{{Name: "及时率", Value: "80.0%", Before: "50.0%"}, {Name: "满意度", Value: "4.20", Before: "—"}}
	for _, test := range []struct {
		from, to string
		l        label.Locale
		columns  []string
		text     string
	}{
		{"2026-08-01", "2026-08-31", label.ZhHans, []string{"指标", "本月", "上月"}, "及时率 80.0%（上月 50.0%）。满意度 4.20（上月 —）。"},
		{"2026-02-01", "2026-02-28", label.En, []string{"Indicator", "This month", "The month before"}, "及时率 80.0% (50.0% the month before). 满意度 4.20 (— the month before)."},
		{"2026-02-01", "2026-02-27", label.ZhHant, []string{"指標", "本期", "上期"}, "及时率 80.0%（上期 50.0%）。满意度 4.20（上期 —）。"},
		{"2026-07-02", "2026-08-01", label.ZhHans, []string{"指标", "本期", "上期"}, "及时率 80.0%（上期 50.0%）。满意度 4.20（上期 —）。"},
		{"2026-07-01", "2026-09-30", label.En, []string{"Indicator", "This period", "The period before"}, "及时率 80.0% (50.0% in the period before). 满意度 4.20 (— in the period before)."},
	} {
		sections := Monthly(test.l, Analysis{From: test.from, To: test.to}, all)
		d, err := Read(sections[1])
		if err != nil || sections[1].Text != test.text || !slices.Equal(d.Tables[0].Columns, test.columns) || !slices.Equal(d.Tables[0].Rows[1], []string{"满意度", "4.20", "—"}) {
			t.Errorf("%s to %s: %+v, %v", test.from, test.to, sections[1], err)
		}
	}
}

// A period without anything has its sections all the same.
func TestNothing(t *testing.T) {
	for _, l := range []label.Locale{label.ZhHans, label.ZhHant, label.En} {
		all := append(Analysis{From: "2026-08-01", To: "2026-08-31"}.Compose(l), Monthly(l, Analysis{}, []Indicator{{Name: "率", Value: "—", Before: "50.0%"}})...)
		if missing := Missing(all); missing != nil {
			t.Errorf("%s: %v", l, missing)
		}
		if !json.Valid([]byte(all[0].Data)) || !strings.Contains(all[len(all)-1].Text, "—") {
			t.Errorf("%s: %+v", l, all)
		}
	}
	if got := Missing([]flow.ReportSection{{Key: "A", Required: true, Text: " \n"}, {Key: "B"}, {Key: "C", Required: true, Text: "x"}}); !slices.Equal(got, []string{"A"}) {
		t.Errorf("missing: %v", got)
	}
	if _, err := Read(flow.ReportSection{Data: "{"}); err == nil {
		t.Error("broken figures are read")
	}
}
