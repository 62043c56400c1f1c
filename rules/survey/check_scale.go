package survey

import (
	"math"

	"heed/rules/fault"
	"heed/rules/flow"
)

// scale checks from where to where numbers go: a rating has a scale of whole
// numbers (D3-13), the one of NPS is fixed, a number may have bounds.
func (f *Faults) scale(at string, q *Question) {
	switch {
	case q.Scale == nil && q.Type == flow.QuestionRating:
		f.add(fault.Input(at, "survey.no_scale"))
	case q.Scale == nil:
		return
	case !q.Type.Counts():
		f.add(fault.Input(at, "survey.scale_of_no_number"))
	}
	if q.Scale == nil {
		return
	}
	s := *q.Scale
	s.MinSay = f.clean(at+".minSay", s.MinSay, false, false, MaxChoice)
	s.MaxSay = f.clean(at+".maxSay", s.MaxSay, false, false, MaxChoice)
	q.Scale = &s
	whole := s.Min == math.Trunc(s.Min) && s.Max == math.Trunc(s.Max)
	switch {
	case !finite(s.Min) || !finite(s.Max):
		f.add(fault.Input(at, "survey.scale_number"))
	case s.Min > s.Max || s.Min == s.Max && q.Type != flow.QuestionNumber:
		f.add(fault.Input(at+".max", "form.bounds_upside_down"))
	case q.Type == flow.QuestionNPS && (s.Min != 0 || s.Max != 10):
		f.add(fault.Input(at, "survey.nps_scale"))
	case q.Type == flow.QuestionRating && (!whole || s.Max-s.Min > MaxScale):
		f.add(fault.Input(at, "survey.rating_scale").With("max", MaxScale))
	}
}

// finite tells of numbers that can be reckoned with.
func finite(n float64) bool { return math.Abs(n) <= MaxMagnitude }
