package appraise

import (
	"errors"
	"strings"
	"testing"

	"heed/rules/fault"
	"heed/rules/flow"
)

func sample() []Weight {
	return []Weight{
		{Metric: flow.MetricCollected, Weight: 30, Target: 10},
		{Metric: flow.MetricOnTime, Weight: 50},
		{Metric: flow.MetricOther, Title: "团队协作", Weight: 20},
	}
}

func TestD0_79_Scheme(t *testing.T) {
	for name, c := range map[string]struct {
		change     func([]Weight) []Weight
		key, field string
	}{
		"as it is":        {func(w []Weight) []Weight { return w }, "", ""},
		"nothing":         {func([]Weight) []Weight { return nil }, "input.required", "metrics"},
		"too many":        {func([]Weight) []Weight { return make([]Weight, MaxMetrics+1) }, "input.too_many", "metrics"},
		"unknown":         {func(w []Weight) []Weight { w[1].Metric = "SPEED"; return w }, "input.unknown_key", "metrics[1].metric"},
		"twice":           {func(w []Weight) []Weight { return append(w[:2], Weight{Metric: flow.MetricOnTime, Weight: 20}) }, "input.duplicate", "metrics[2].metric"},
		"no weight":       {func(w []Weight) []Weight { w[0].Weight = 0; return w }, "input.out_of_range", "metrics[0].weight"},
		"99":              {func(w []Weight) []Weight { w[0].Weight = 29; return w }, "appraisal.weights", "metrics"},
		"101":             {func(w []Weight) []Weight { w[0].Weight = 31; return w }, "appraisal.weights", "metrics"},
		"no target":       {func(w []Weight) []Weight { w[0].Target = 0; return w }, "appraisal.target", "metrics[0].target"},
		"negative target": {func(w []Weight) []Weight { w[0].Target = -1; return w }, "input.out_of_range", "metrics[0].target"},
		"a target of it":  {func(w []Weight) []Weight { w[1].Target = 5; return w }, "appraisal.target", "metrics[1].target"},
		"no title":        {func(w []Weight) []Weight { w[2].Title = " "; return w }, "appraisal.title", "metrics[2].title"},
		"a title of it":   {func(w []Weight) []Weight { w[1].Title = "快"; return w }, "appraisal.title", "metrics[1].title"},
		"a long title":    {func(w []Weight) []Weight { w[2].Title = strings.Repeat("长", MaxTitle+1); return w }, "input.too_long", "metrics[2].title"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Check(c.change(sample()))
			var f *fault.Error
			switch {
			case c.key == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.key != "" && (!errors.As(err, &f) || f.Key != c.key || f.Field != c.field):
				t.Errorf("%v, want %s on %s", err, c.key, c.field)
			}
		})
	}
	two := append(sample()[:2], Weight{Metric: flow.MetricOther, Title: "协作", Weight: 10}, Weight{Metric: flow.MetricOther, Title: "创新", Weight: 10})
	if _, err := Check(two); err != nil {
		t.Errorf("two others of different names: %v", err)
	}
}

func TestD0_79_Points(t *testing.T) {
	lines := Draw(sample(), map[flow.AppraisalMetric]Count{
		flow.MetricCollected: {Numerator: 12}, flow.MetricOnTime: {Numerator: 2, Denominator: 3},
	})
	if *lines[0].Points != 100 || lines[0].Denominator != 10 || *lines[1].Points != 66.67 || lines[2].Points != nil {
		t.Errorf("%+v", lines)
	}
	// (100·30 + 66.67·50) / 80: what nobody has given points to weighs nothing.
	if total := Total(lines); total == nil || *total != 79.17 {
		t.Errorf("%v", total)
	}
	given := 50.0
	lines[2].Points = &given
	if total := Total(lines); *total != 73.33 { // (3000 + 3333.5 + 1000) / 100, in binary a little less than 73.335
		t.Errorf("%v", *total)
	}
	if Total(Draw([]Weight{{Metric: flow.MetricOnTime, Weight: 100}}, nil)) != nil {
		t.Error("nothing to count is a total")
	}
}
