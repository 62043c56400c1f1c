// Package appraise is how the work of people in the management of customers'
// requirements is scored: a scheme of weighted metrics, and what becomes of the figures of
// a person (D0-78, D0-79). It is pure: what is counted is counted elsewhere.
package appraise

import (
	"fmt"
	"math"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// The bounds of a scheme.
const (
	MaxMetrics = 20
	MaxTitle   = 100
	MaxTarget  = 100_000
	Whole      = 100 // what the weights add up to, and the most points of a line
)

// Weight is a metric of a scheme.
type Weight struct {
	Metric flow.AppraisalMetric `json:"metric"`
	Title  string               `json:"title,omitempty"`  // of OTHER
	Weight int                  `json:"weight"`           // in percent
	Target int                  `json:"target,omitempty"` // requirements in a period, of REQUIREMENTS_COLLECTED
}

// Check brings the metrics of a scheme into shape; each but OTHER stands once, and the
// weights add up to 100. Errors, on metrics[i].… or metrics: appraisal.weights,
// appraisal.target, appraisal.title, input.required, input.too_many, input.unknown_key,
// input.duplicate, input.out_of_range.
func Check(given []Weight) ([]Weight, error) {
	switch {
	case len(given) == 0:
		return nil, fault.Input("metrics", "input.required")
	case len(given) > MaxMetrics:
		return nil, fault.Input("metrics", "input.too_many").With("max", MaxMetrics)
	}
	total, metrics, titles := 0, map[flow.AppraisalMetric]bool{}, map[string]bool{}
	all := make([]Weight, len(given))
	for i, w := range given {
		at := fmt.Sprintf("metrics[%d].", i)
		if !known(w.Metric) {
			return nil, fault.Input(at+"metric", "input.unknown_key").With("value", text.Clip(string(w.Metric)))
		}
		title, err := text.Line(at+"title", w.Title, 0, MaxTitle)
		if err != nil {
			return nil, err
		}
		w.Title = title
		other := w.Metric == flow.MetricOther
		switch {
		case other != (w.Title != ""):
			return nil, fault.Input(at+"title", "appraisal.title")
		case !other && metrics[w.Metric], other && titles[w.Title]:
			return nil, fault.Input(at+"metric", "input.duplicate").With("value", string(w.Metric))
		case w.Weight < 1 || w.Weight > Whole:
			return nil, fault.Input(at+"weight", "input.out_of_range").With("min", 1).With("max", Whole)
		case (w.Metric == flow.MetricCollected) != (w.Target != 0):
			return nil, fault.Input(at+"target", "appraisal.target")
		case w.Target < 0 || w.Target > MaxTarget:
			return nil, fault.Input(at+"target", "input.out_of_range").With("min", 1).With("max", MaxTarget)
		}
		metrics[w.Metric], titles[w.Title] = true, true
		total += w.Weight
		all[i] = w
	}
	if total != Whole {
		return nil, fault.Input("metrics", "appraisal.weights").With("n", total)
	}
	return all, nil
}

func known(m flow.AppraisalMetric) bool {
	for _, v := range m.Values() {
		if v == string(m) {
			return true
		}
	}
	return false
}

// Count is what was counted of a person.
type Count struct{ Numerator, Denominator int }

// Line is a metric of a person in a period, with its points.
type Line struct {
	Weight
	Numerator   int      `json:"numerator"`
	Denominator int      `json:"denominator"`
	Points      *float64 `json:"points,omitempty"` // 0 to 100; none where there was nothing to count, or nobody has said
}

// Percent is what the line weighs.
func (l Line) Percent() int { return l.Weight.Weight }

// Draw makes the lines of a person. Of requirements collected the denominator is what the
// scheme wants; more than that is no more than all.
func Draw(scheme []Weight, counts map[flow.AppraisalMetric]Count) []Line {
	lines := make([]Line, len(scheme))
	for i, w := range scheme {
		lines[i] = Line{Weight: w}
		if w.Metric == flow.MetricOther {
			continue
		}
		c := counts[w.Metric]
		if w.Metric == flow.MetricCollected {
			c.Denominator = w.Target
		}
		lines[i].Numerator, lines[i].Denominator = c.Numerator, c.Denominator
		if c.Denominator > 0 {
			lines[i].Points = Rounded(min(1, float64(c.Numerator)/float64(c.Denominator)) * Whole)
		}
	}
	return lines
}

// Total is the weighed mean of the lines that have points; nil when none has. What there
// was nothing to count of weighs nothing: nobody is marked down for customers who did not
// call.
func Total(lines []Line) *float64 {
	sum, weight := 0.0, 0
	for _, l := range lines {
		if l.Points != nil {
			sum += *l.Points * float64(l.Weight.Weight)
			weight += l.Weight.Weight
		}
	}
	if weight == 0 {
		return nil
	}
	return Rounded(sum / float64(weight))
}

// Rounded are points to two digits, so that what is kept and what is shown are the same.
func Rounded(f float64) *float64 {
	f = math.Round(f*Whole) / Whole
	return &f
}
