package report

import (
	"slices"
	"strings"
	"testing"

	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/score"
)

// The three sections say how it stands, what is wrong and what is to be done (D2-44).
func TestD2_44_Sections(t *testing.T) {
	mean := 3.5
	full := Experience{
		From: "2026-01-01", To: "2026-06-30", Orders: 40, Flawed: 3, Findings: 2, Actions: 5,
		Natures: []Pair{{string(flow.ComplaintOfDelivery), 4}, {string(flow.ComplaintOfPrice), 1}}, Products: []Pair{{"床品", 3}},
		Visits: []Visits{{string(flow.ResearchMystery), 2, &mean}, {string(flow.ResearchObservation), 1, nil}}, Pains: []string{"等候太久", "说明不清"},
		Indicators: []Indicator{
			{Code: score.RequirementSatisfaction, Name: "无关", Value: "1", Before: "2", Short: true},
			{Code: score.ComplaintRate, Name: "投诉率", Value: "0.12", Before: "0.10", Worse: true},
			{Code: score.ExperienceSatisfaction, Name: "客户满意度", Value: "3.80", Before: "3.90", Target: "4.00", Short: true, Worse: true},
			{Code: score.RepurchaseRate, Name: "重复购买率", Value: "50.0%", Before: "—", Target: "50.0%"},
		},
	}
	for _, c := range []struct {
		name string
		of   Experience
		l    label.Locale
		want [3][]string
		not  string
	}{
		{"all of it", full, label.ZhHans, [3][]string{
			{"2026-01-01 至 2026-06-30：订单 40 笔，其中交付异常 3 笔；投诉 5 起。", "客户满意度 3.80（上期 3.90）。", "重复购买率 50.0%（上期 —）。"},
			{"客户满意度 为 3.80，未达到目标 4.00。", "投诉率 由 0.10 变为 0.12。", "等候太久；说明不清"},
			{"针对“客户满意度”提出措施", "优先解决“交付”类投诉（4 起）。", "尚有未关闭的问题 2 项、未完成的改进措施 5 项。"},
		}, "无关"},
		{"in English", full, label.En, [3][]string{{"40 orders, 3 of them late, damaged or wrong, and 5 complaints."}, {"客户满意度 is 3.80, short of 4.00."}, {"Look at complaints about Delivery first (4)."}}, "无关"},
		{"nothing", Experience{From: "2026-01-01", To: "2026-06-30"}, label.ZhHant, [3][]string{{"訂單 0 筆"}, {"各項指標沒有未達目標或變差的。"}, {"尚有未關閉的問題 0 項"}}, "優先"},
	} {
		all := c.of.Compose(c.l)
		if keys := []string{all[0].Key, all[1].Key, all[2].Key}; len(all) != 3 || !slices.Equal(keys, []string{Status, Problems, Suggestions}) || Missing(all) != nil {
			t.Fatalf("%s: %v", c.name, all)
		}
		for i, want := range c.want {
			for _, one := range want {
				if !strings.Contains(all[i].Text, one) || strings.Contains(all[i].Text, c.not) {
					t.Errorf("%s: no %q in %s", c.name, one, all[i].Text)
				}
			}
		}
	}
	d, err := Read(full.Compose(label.ZhHans)[0])
	if err != nil || len(d.Tables) != 2 || !slices.Equal(d.Tables[0].Rows[0], []string{"客户满意度", "3.80", "3.90", "4.00"}) || !slices.Equal(d.Tables[1].Rows[1], []string{"观察法", "1", "—"}) {
		t.Errorf("figures: %+v, %v", d, err)
	}
}

// What surveys came to: the indicators, and each campaign that was looked at (D3-31).
func TestD3_31_Effect(t *testing.T) {
	now, before := 4.2, 3.9
	all := Effect{
		From: "2026-07-01", To: "2026-09-30",
		Indicators: []Indicator{{Code: score.SatisfactionChange, Name: "满意度变化", Value: "0.30", Before: "—"}, {Code: score.SurveyResponseRate, Name: "问卷反馈率", Value: "40.0%", Before: "30.0%"}},
		Campaigns: []Reviewed{
			{Name: "三季度", Program: string(flow.ProgramRequirementSatisfaction), Conclusion: "比上季好", Sent: 50, Completed: 20, Mean: &now, Before: &before},
			{Name: "专项", Program: string(flow.ProgramSpecial), Conclusion: "太少", Sent: 4, Completed: 2},
		},
	}.Compose(label.ZhHans)
	if len(all) != 2 || all[0].Text != "2026-07-01 至 2026-09-30 的问卷效果。问卷反馈率 40.0%（上期 30.0%）。满意度变化 0.30（上期 —）。" || all[1].Text != "三季度：比上季好专项：太少" {
		t.Errorf("it says %+v", all)
	}
	d, err := Read(all[1])
	if err != nil || !slices.Equal(d.Tables[0].Rows[0][2:], []string{"50", "20", "4.20", "3.90"}) || !slices.Equal(d.Tables[0].Rows[1][2:], []string{"4", "2", "—", "—"}) {
		t.Errorf("figures: %+v, %v", d, err)
	}
	if none := (Effect{From: "2026-07-01", To: "2026-09-30"}).Compose(label.En); Missing(none) != nil || none[1].Text != "No campaign was looked at in this period." {
		t.Errorf("nothing: %+v", none)
	}
}
