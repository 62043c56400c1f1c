package score

import "testing"

// Means are weighed by the methods that found anything; the order of adding does not matter.
func TestD1_35_Means(t *testing.T) {
	asked, talked, seen := Mean{70, 18, 5}, Mean{20, 6, 2}, Mean{10, 7, 2}
	for _, c := range []struct {
		name         string
		means        Means
		above, below float64
		value        float64
	}{
		{"all methods", Means{asked, talked, seen}, 3.47, 1, 3.47},
		{"two of them", Means{asked, {}, seen}, 2.87, 0.8, 287.0 / 80},
		{"one alone is its mean", Means{{}, {20, 6, 2}, {}}, 0.6, 0.2, 3},
		{"a weight and no scores", Means{{70, 0, 0}, talked, {10, 0, 0}}, 0.6, 0.2, 3},
		{"scores without weight", Means{{0, 18, 5}, talked, {}}, 0.6, 0.2, 3},
	} {
		s := Sum{Means: c.means}
		if v := s.Value(); s.Above() != c.above || s.Below() != c.below || *v != c.value {
			t.Errorf("%s: %v of %v is %v, want %v of %v", c.name, s.Above(), s.Below(), *v, c.above, c.below)
		}
	}
	for name, means := range map[string]Means{"nothing": {}, "weights alone": {{70, 0, 0}, {30, 0, 0}}, "scores without weight": {{0, 18, 5}}} {
		if s := (Sum{Means: means}); s.Value() != nil || s.Above() != 0 || s.Below() != 0 {
			t.Errorf("of %s: %v of %v", name, s.Above(), s.Below())
		}
	}
}

func TestD1_35_PlusMeans(t *testing.T) {
	a := Sum{Sample: 3, Means: Means{{70, 12, 3}, {}, {}}}
	b := Sum{Sample: 4, Means: Means{{70, 6, 2}, {20, 6, 2}, {}}}
	want := Sum{Sample: 7, Means: Means{{70, 18, 5}, {20, 6, 2}, {}}}
	if got := a.Plus(b); got != want || got != b.Plus(a) || got.Plus(Sum{}) != want || (Sum{}).Plus(got) != want {
		t.Errorf("together %+v, want %+v", got, want)
	}
}

// A change is less than nothing, or more; so is loyalty (D3-31, D2-68).
func TestD3_31_Change(t *testing.T) {
	for _, c := range []struct {
		sum          Sum
		above, below float64
		value        float64
	}{
		{Sum{Numerator: -1_500_000, Denominator: 6_000_000, Scale: 1_000_000}, -1.5, 6, -0.25},
		{Sum{Numerator: 0, Denominator: 5_000_000, Scale: 1_000_000}, 0, 5, 0},
		{Sum{Numerator: -5, Denominator: 5}, -5, 5, -1},
		{Sum{Numerator: 3, Denominator: 9}, 3, 9, 1.0 / 3},
	} {
		if v := c.sum.Value(); c.sum.Above() != c.above || c.sum.Below() != c.below || v == nil || *v != c.value {
			t.Errorf("%+v: %v of %v is %v", c.sum, c.sum.Above(), c.sum.Below(), v)
		}
	}
}
