package survey

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"heed/rules/flow"
)

var filledIn = []Answer{
	write("customer_name", "海川机电"), pick("customer_kind", "COMPANY"),
	{Question: "industry", Options: []string{"OTHER"}, OtherText: "光伏"},
	pick("cooperation_band", "Y1_3"), pick("core_concerns", "COST_EFFICIENCY", "COMPLIANCE"), write("pain_point", "产线停机"),
	pick("budget", "W5_20"), pick("decision", "M1_3"), rate("satisfaction", 2), write("dissatisfaction", "响应慢"),
	write("contact_phone", "13800000000"), pick("expansion_plans", "NEW_LINE"), write("expansion_support", "样机"), write("anything_else", "多来看看"),
}

func TestD3_21_Tags(t *testing.T) {
	questions := Standard().Questions
	for score, want := range map[float64]string{1: "TO_IMPROVE", 2: "TO_IMPROVE", 3: "NEUTRAL", 4: "SATISFIED", 5: "SATISFIED"} {
		tags := Tags(questions, []Answer{rate("satisfaction", score)})
		if len(tags) != 1 || tags[0] != (Tag{"satisfaction", flow.TagGroupSatisfaction, want}) {
			t.Errorf("%v: %v", score, tags)
		}
		if string(flow.SatisfactionOf(score)) != want {
			t.Errorf("%v is %s to the rules", score, flow.SatisfactionOf(score))
		}
	}
	var got []string
	kept, _ := Validate(questions, filledIn, nil, false)
	for _, tag := range Tags(questions, kept) {
		got = append(got, string(tag.Group)+":"+tag.Code)
	}
	if want := []string{"NEED:COST_EFFICIENCY", "NEED:COMPLIANCE", "SATISFACTION:TO_IMPROVE"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestD3_35_To_61_Mapped(t *testing.T) {
	questions := Standard().Questions
	kept, problems := Validate(questions, filledIn, nil, false)
	if len(problems) > 0 {
		t.Fatal(spoken(problems))
	}
	got := map[flow.SurveyTarget]Value{}
	for _, v := range Mapped(questions, kept) {
		got[v.Target] = v
	}
	if v := got[flow.TargetCustomerIndustry]; v.Answer.OtherText != "光伏" || v.Answer.Options[0] != "OTHER" || v.Key {
		t.Errorf("%+v", v)
	}
	if v := got[flow.TargetContactPhone]; !v.Key || v.Answer.Text != "13800000000" {
		t.Errorf("a phone number is verified (D3-20): %+v", v)
	}
	if v := got[flow.TargetOpportunityBudget]; v.Answer.Options[0] != "W5_20" {
		t.Errorf("a band is kept as its code (A13): %+v", v)
	}
}

func TestD3_24_Flagged(t *testing.T) {
	for score, want := range map[float64]int{1: 1, 2: 1, 3: 0, 4: 0, 5: 0} {
		if got := Flagged(Standard().Questions, []Answer{rate("satisfaction", score)}); len(got) != want {
			t.Errorf("%v: %v", score, got)
		}
	}
	if got := Flagged(Experience().Questions, []Answer{rate("price", 2), rate("quality", 1), rate("recommend", 0)}); !slices.Equal(got, []string{"quality", "price"}) {
		t.Error(got)
	}
}

func TestD3_49_Drafts(t *testing.T) {
	questions := Standard().Questions
	got := func(score float64) (all []string) {
		given := slices.Clone(filledIn)
		given[8] = rate("satisfaction", score)
		kept, _ := Validate(questions, given, nil, false)
		for _, d := range Drafts(questions, kept) {
			all = append(all, fmt.Sprint(d.Kind, " ", d.Question))
		}
		return all
	}
	if want := []string{"REQUIREMENT pain_point", "COMPLAINT dissatisfaction", "REQUIREMENT expansion_support", "SUGGESTION anything_else"}; !slices.Equal(got(2), want) {
		t.Errorf("%v, want %v", got(2), want)
	}
	if want := "REQUIREMENT dissatisfaction"; got(3)[1] != want {
		t.Errorf("%v, want %v", got(3)[1], want)
	}
}

func TestD3_57_Opportunity(t *testing.T) {
	questions := Standard().Questions
	got, ok := Opportunity(questions, filledIn)
	want := Chance{Kinds: []flow.ExpansionKind{flow.ExpansionNewLine}, Budget: flow.BudgetW5To20, Decision: flow.DecideM1To3, Support: "样机"}
	if !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, ok)
	}
	if _, ok := Opportunity(questions, []Answer{pick("budget", "W5_20")}); ok {
		t.Error("a budget alone is no opportunity")
	}
}

func TestD3_32_Tallies(t *testing.T) {
	questions := []Question{
		ask("g", "SINGLE"),
		ask("x", "RATING", when(test("g", flow.TestOneOf, "a")), func(q *Question) { q.Module = flow.ModuleHistory }),
		ask("p", "NPS", func(q *Question) { q.Module = flow.ModuleHistory }),
	}
	tallies := Count(questions)
	for _, n := range tallies {
		if _, ok := n.Mean(); ok {
			t.Error("nobody has a mean")
		}
		if _, ok := n.Fill().Rate(); ok {
			t.Error("nobody has a rate")
		}
	}
	for _, given := range [][]Answer{
		{pick("g", "a"), rate("x", 4), rate("p", 9)},
		{pick("g", "a"), rate("x", 1), rate("p", 6)},
		{pick("g", "a"), rate("p", 10)},
		{pick("g", "b"), rate("x", 5), rate("p", 8)}, // x is not asked
		{},
	} {
		Add(tallies, questions, given, nil)
	}
	g, x, p := tallies[0], tallies[1], tallies[2]
	if x.Fill() != (Fill{2, 3}) || p.Fill() != (Fill{4, 5}) || g.Fill() != (Fill{4, 5}) {
		t.Errorf("%+v %+v %+v", g, x, p)
	}
	if mean, _ := x.Mean(); mean != 2.5 {
		t.Errorf("the mean is %v", mean)
	}
	if nps, ok := p.NPS(); !ok || nps != 25 {
		t.Errorf("NPS is %v", nps)
	}
	if fill := Fills(questions, tallies)[flow.ModuleHistory]; fill != (Fill{6, 8}) {
		t.Errorf("%+v", fill)
	}
	if got := Distribution(questions[0], g); len(got) != 3 || got[0] != (Share{Code: "a", Count: 3, Share: .75}) || got[2].Count != 0 {
		t.Errorf("%+v", got)
	}
	if got := Distribution(questions[2], p); len(got) != 11 || got[9].Count != 1 || got[9].Value != 9 {
		t.Errorf("%+v", got)
	}
}

func TestNPS(t *testing.T) {
	for _, c := range []struct {
		numbers map[float64]int
		want    float64
	}{
		{map[float64]int{9: 1, 10: 1}, 100},
		{map[float64]int{0: 1, 6: 1}, -100},
		{map[float64]int{7: 3, 8: 4}, 0},
		{map[float64]int{9: 1, 6: 1, 7: 1}, 0},
		{map[float64]int{10: 2, 6: 1}, 100. / 3},
	} {
		if got, ok := (Tally{Numbers: c.numbers}).NPS(); !ok || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v: %v, want %v", c.numbers, got, c.want)
		}
	}
	if _, ok := (Tally{}).NPS(); ok {
		t.Error("nobody has an NPS")
	}
}
