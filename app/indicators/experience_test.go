package indicators

import (
	"maps"
	"math"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/indicator"
	"heed/ent/indicatorsnapshot"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
)

// found puts what each method found into the half-year: questionnaires with a mean of 4 by
// the service department and of 2 by the sales department, and research.
func (s *stage) found(first, last time.Time) {
	s.t.Helper()
	c, other := s.campaign(flow.ProgramExperienceSatisfaction), s.campaign(flow.ProgramProfile)
	for i, n := range []int{5, 4, 3, 4} {
		s.answer(answer{to: c, of: flow.DepartmentService, when: []time.Time{first, last}[i%2], score: n, recommend: -1})
	}
	s.answer(answer{to: c, of: flow.DepartmentSales, when: first, score: 2, recommend: -1})
	s.visit(flow.ResearchInterview, flow.DepartmentService, first, 4)
	s.visit(flow.ResearchFocusGroup, flow.DepartmentService, last, 2)
	s.visit(flow.ResearchMystery, flow.DepartmentService, first, 2)
	s.visit(flow.ResearchObservation, flow.DepartmentSales, last, 5)
	// What does not count: nobody scored, it asked for something else, it is of another half-year.
	s.answer(answer{to: c, of: flow.DepartmentService, when: first, recommend: 10})
	s.answer(answer{to: other, of: flow.DepartmentService, when: first, score: 1, recommend: -1})
	s.answer(answer{to: c, of: flow.DepartmentService, when: last.Add(time.Microsecond), score: 1, recommend: -1})
	s.answer(answer{to: c, of: flow.DepartmentService, when: first.Add(-time.Microsecond), score: 1, recommend: -1})
	s.visit(flow.ResearchInterview, flow.DepartmentService, first, 0)
	s.visit(flow.ResearchMarket, flow.DepartmentService, first, 1)
	s.visit(flow.ResearchInterview, flow.DepartmentService, last.Add(time.Microsecond), 1)
	s.visit(flow.ResearchMystery, flow.DepartmentService, first.Add(-time.Microsecond), 1)
	s.visit(flow.ResearchMystery, flow.DepartmentService, first, 1).Update().SetState(flow.ResearchRunning).ExecX(s.A.System())
}

// weighs changes the company's weights of methods.
func (s *stage) weighs(weights flow.SatisfactionWeights) {
	s.Client.Tenant.UpdateOneID(s.A.ID).SetSettings(flow.TenantSettings{SatisfactionWeights: &weights}).ExecX(s.A.System())
	s.Who.Changed(s.A.ID)
}

// Satisfaction is the mean of what questionnaires, interviews and observation found, by the
// weights of those that found anything (D1-35, D1-37, D1-38, D2-41, D2-68).
func TestD1_35_ExperienceSatisfaction(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		first, last := at("2026-07-01 00:00"), at("2027-01-01 00:00").Add(-time.Microsecond)
		s.found(first, last)
		s.elsewhere().found(first, last)
		value := func(of flow.DepartmentType, day string) *Figure {
			if of == "" {
				return s.of(score.ExperienceSatisfaction, flow.PeriodHalfYear, day, "")
			}
			return s.of(score.ExperienceSatisfaction, flow.PeriodHalfYear, day, s.department(of))
		}
		// Questionnaires 18 of 5, interviews 6 of 2, observation 7 of 2: 0.7 × 3.6 + 0.2 × 3 + 0.1 × 3.5.
		f := value("", "2026-12-31")
		s.is(f, 3.47, 1, 9)
		s.rests(f, 9, 5, 4)
		// 0.7 × 4 + 0.2 × 3 + 0.1 × 2
		s.is(value(flow.DepartmentService, "2026-12-31"), 3.6, 1, 7)
		// Fewer than five records tell nothing, here of one of each method.
		s.is(value(flow.DepartmentSales, "2026-12-31"), 0, 0, 0)
		s.is(value("", "2026-06-30"), 0, 0, 0)
		s.is(value("", "2027-01-01"), 0, 0, 0)
		// A method without weight counts for nothing, and not as a record.
		s.weighs(flow.SatisfactionWeights{Questionnaire: 50, Interview: 50})
		s.is(value("", "2026-12-31"), 3.3, 1, 7) // 0.5 × 3.6 + 0.5 × 3
		s.weighs(flow.SatisfactionWeights{Interview: 80, Observation: 20})
		s.is(value("", "2026-12-31"), 0, 0, 0)
		// A method that found nothing takes no part.
		s.weighs(flow.UsualSatisfaction)
		c := s.campaign(flow.ProgramExperienceSatisfaction)
		for _, n := range []int{5, 4, 4, 4} {
			s.answer(answer{to: c, of: flow.DepartmentSales, when: last, score: n, recommend: -1})
		}
		f = value(flow.DepartmentSales, "2026-12-31") // 0.7 × 19 / 5 + 0.1 × 5
		s.is(f, 3.16, 0.8, 6)
		if v := f.Value(); v == nil || math.Abs(*v-3.95) > 1e-9 {
			t.Errorf("of two methods: %v", v)
		}
	})
}

// The half-year's satisfaction is kept of the company and of the departments of which it
// tells anything, once (D0-63).
func TestD0_63_ExperienceIsKept(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.found(at("2026-07-01 00:00"), at("2027-01-01 00:00").Add(-time.Microsecond))
		s.close(at("2027-01-04 06:00"))
		got := map[typeid.ID]float64{}
		for _, one := range s.Client.IndicatorSnapshot.Query().Where(
			indicatorsnapshot.HasIndicatorWith(indicator.TenantID(s.A.ID), indicator.Code(score.ExperienceSatisfaction)),
			indicatorsnapshot.PeriodStart(at("2026-07-01 00:00")),
		).AllX(s.A.System()) {
			got[one.DepartmentID] = *one.Value
		}
		if want := map[typeid.ID]float64{"": 3.47, s.department(flow.DepartmentService): 3.6}; !maps.Equal(got, want) {
			t.Errorf("kept: %v, want %v", got, want)
		}
		before := s.Count(t)
		s.close(at("2027-01-05 06:00"))
		s.same(before)
	})
}
