package score

import (
	"slices"
	"testing"

	"heed/rules/flow"
	"heed/rules/label"
)

// Of too few answers a figure tells nothing, not even how many they are.
func TestLeast(t *testing.T) {
	for _, d := range All() {
		for n := range LeastAnswers + 1 {
			s := Sum{Numerator: 1, Denominator: 2, Sample: n}
			want := s
			if n < d.Least {
				want = Sum{}
			}
			if got := d.Shown(s); got != want {
				t.Errorf("%s of %d is %+v", d.Code, n, got)
			}
		}
	}
}

// What customers think is told of enough of them alone.
func TestD2_68_OfCustomers(t *testing.T) {
	for code, unit := range map[string]flow.IndicatorUnit{
		SatisfactionChange: flow.UnitChange, ExperienceSatisfaction: flow.UnitScore, Loyalty: flow.UnitChange,
	} {
		if d, ok := Of(code); !ok || d.Least != LeastAnswers || !d.ByPeriod || d.Unit != unit {
			t.Errorf("%s: %+v", code, d)
		}
	}
}

// Each is of the periods that the rules name, and rests on its own records.
func TestD3_31_Surveys(t *testing.T) {
	month, quarter, half := flow.PeriodMonth, flow.PeriodQuarter, flow.PeriodHalfYear
	for _, c := range []struct {
		code    string
		periods []flow.Period
		rests   []Rests
	}{
		{SurveyResponseRate, []flow.Period{quarter}, []Rests{OnInvitations}},
		{NeedConversionRate, []flow.Period{quarter}, []Rests{OnRequirements, OnOpportunities}},
		{SatisfactionChange, []flow.Period{quarter}, []Rests{OnCustomers}},
		{Tidy48hRate, []flow.Period{month}, []Rests{OnResponses}},
		{WarnFollowUp24h, []flow.Period{month}, []Rests{OnResponses}},
		{MaintenancePlanRate, []flow.Period{month, quarter}, []Rests{OnTasks}},
		{ExperienceSatisfaction, []flow.Period{half}, []Rests{OnResponses, OnResearch}},
		{Loyalty, []flow.Period{half}, []Rests{OnResponses, OnCustomers}},
	} {
		d, _ := Of(c.code)
		for _, r := range []Rests{OnRequirements, OnCustomers, OnComplaints, OnPurchases, OnInspections, OnInvitations, OnResponses, OnOpportunities, OnResearch, OnTasks} {
			if got, want := d.On(r), slices.Contains(c.rests, r); got != want {
				t.Errorf("%s on %s: %v", c.code, r, got)
			}
		}
		for _, p := range []flow.Period{flow.PeriodWeek, month, quarter, half, flow.PeriodYear, ""} {
			is := slices.Contains(c.periods, p)
			if d.Computed(p) != is || d.In(Span{Period: p}) != (is || !d.ByPeriod) {
				t.Errorf("%s of %q: %v, in it %v", c.code, p, d.Computed(p), d.In(Span{Period: p}))
			}
		}
		if got := All()[Place(c.code)].Code; got != c.code || d.Formula(label.En) != d.Numerator(label.En)+" ÷ "+d.Denominator(label.En) {
			t.Errorf("%s stands at %s: %s", c.code, got, d.Formula(label.En))
		}
	}
	if n := Place("unknown"); n != len(All()) {
		t.Errorf("unknown codes stand at %d", n)
	}
}
