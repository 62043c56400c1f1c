package indicators

import (
	"errors"
	"math"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
)

// What customers said in the quarter is compared with what the same customers said in the
// one before (D3-31).
func TestD3_31_SatisfactionChange(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start, turn, end := at("2026-04-01 00:00"), at("2026-07-01 00:00"), at("2026-10-01 00:00")
		says := func(of flow.DepartmentType, before, now []int) {
			c := s.client("ORDINARY", of, start)
			for _, n := range before {
				s.says(c, flow.SubjectSurveyResponse, n, start)
			}
			for _, n := range now {
				s.says(c, flow.SubjectSurveyResponse, n, turn)
			}
			// What does not count: of other quarters, and of requirements.
			s.says(c, flow.SubjectSurveyResponse, 1, end)
			s.says(c, flow.SubjectSurveyResponse, 5, start.Add(-time.Microsecond))
			s.says(c, flow.SubjectRequirement, 1, turn)
		}
		says(flow.DepartmentService, []int{3}, []int{5})        // +2
		says(flow.DepartmentService, []int{2, 4}, []int{4})     // +1
		says(flow.DepartmentService, []int{4}, []int{3})        // -1
		says(flow.DepartmentService, []int{5}, []int{5})        // the same
		says(flow.DepartmentService, []int{1}, []int{1, 2})     // +0.5
		says(flow.DepartmentSales, []int{4}, []int{4, 4, 5, 5}) // +0.5
		says(flow.DepartmentService, []int{1}, nil)             // not now
		says(flow.DepartmentService, nil, []int{5})             // not before
		one := s.elsewhere()
		for range 5 {
			c := one.client("ORDINARY", flow.DepartmentService, start)
			for i, n := range []int{4, 4, 5, 4} { // a third more
				one.says(c, flow.SubjectSurveyResponse, n, []time.Time{turn, turn, turn, turn.Add(-time.Microsecond)}[i])
			}
		}
		f := s.of(score.SatisfactionChange, flow.PeriodQuarter, "2026-08-15", "")
		s.is(f, 3, 6, 6)
		s.rests(f, 6, 5, 1)
		s.is(s.of(score.SatisfactionChange, flow.PeriodQuarter, "2026-08-15", s.department(flow.DepartmentService)), 2.5, 5, 5)
		// Of fewer than five customers it tells nothing.
		s.is(s.of(score.SatisfactionChange, flow.PeriodQuarter, "2026-08-15", s.department(flow.DepartmentSales)), 0, 0, 0)
		s.is(s.of(score.SatisfactionChange, flow.PeriodQuarter, "2025-08-15", ""), 0, 0, 0)
		theirs := one.of(score.SatisfactionChange, flow.PeriodQuarter, "2026-08-15", "")
		if v := theirs.Value(); theirs.Sample() != 5 || v == nil || math.Abs(*v-1.0/3) > 1e-6 {
			t.Errorf("a third more is %v", v)
		}
		// Who reads customers and no answers does not learn who is less content.
		for who, want := range map[string]error{"management": nil, "head.service": nil, "committee": fault.Forbidden()} {
			for _, part := range []score.Part{score.PartGood, score.PartRest} {
				if _, err := f.Customers(s.As(who), s.Client.Customer.Query(), part); !errors.Is(err, want) {
					t.Errorf("%s, %s: %v, want %v", who, part, err, want)
				}
			}
			if _, err := f.Customers(s.As(who), s.Client.Customer.Query(), score.PartAll); err != nil {
				t.Errorf("%s: %v", who, err)
			}
		}
	})
}
