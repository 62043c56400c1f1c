package indicators

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/score"
)

// Loyal are those who would recommend the company, less those who would not (D2-68, A15).
func TestD2_68_Loyalty(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		first, end := at("2026-07-01 00:00"), at("2027-01-01 00:00")
		last := end.Add(-time.Microsecond)
		say := func(one *stage, program flow.SurveyProgram, of flow.DepartmentType, when time.Time, all ...int) {
			c := one.campaign(program)
			for _, n := range all {
				one.answer(answer{to: c, of: of, when: when, recommend: n})
			}
		}
		for _, one := range []*stage{s, s.elsewhere()} {
			say(one, flow.ProgramExperienceSatisfaction, flow.DepartmentService, first, 10, 9, 8, 7)
			say(one, flow.ProgramProfile, flow.DepartmentService, last, 9, 6, 0)
			say(one, flow.ProgramProfile, flow.DepartmentSales, last, 9, 10)
			say(one, flow.ProgramProfile, flow.DepartmentService, last, -1) // was not asked
			say(one, flow.ProgramProfile, flow.DepartmentService, first.Add(-time.Microsecond), 6, 5, 4, 3, 2)
			say(one, flow.ProgramProfile, flow.DepartmentService, end, 8, 8, 7, 7)
		}
		f := s.of(score.Loyalty, flow.PeriodHalfYear, "2026-08-15", "")
		s.is(f, 3, 9, 9) // five promote it, two do not
		s.rests(f, 9, 5, 4)
		s.is(s.of(score.Loyalty, flow.PeriodHalfYear, "2026-08-15", s.department(flow.DepartmentService)), 1, 7, 7)
		s.is(s.of(score.Loyalty, flow.PeriodHalfYear, "2026-06-30", ""), -5, 5, 5)
		// Fewer than five tell nothing, and a department of which nobody was asked has no other figure.
		s.is(s.of(score.Loyalty, flow.PeriodHalfYear, "2026-08-15", s.department(flow.DepartmentSales)), 0, 0, 0)
		s.is(s.of(score.Loyalty, flow.PeriodHalfYear, "2027-01-01", ""), 0, 0, 0)
		s.orders(6, flow.DepartmentLogistics, "2026-08-10")
		s.is(s.of(score.Loyalty, flow.PeriodHalfYear, "2026-08-15", s.department(flow.DepartmentLogistics)), 0, 0, 0)
	})
}

// orders are two of each of so many new customers of the department, on the day.
func (s *stage) orders(n int, of flow.DepartmentType, on string) (all []*ent.Customer) {
	s.t.Helper()
	for range n {
		c := s.client("ORDINARY", of, at("2026-01-01 09:00"))
		s.order(order{from: c, on: on, of: of})
		s.order(order{from: c, on: on, of: of})
		all = append(all, c)
	}
	return all
}

// Where nobody was asked whether they recommend the company, those are loyal who buy again (model 4).
func TestD2_68_LoyaltyOfBuyers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		asked := s.elsewhere()
		asked.answer(answer{to: asked.campaign(flow.ProgramProfile), of: flow.DepartmentService, when: at("2026-08-10 10:00"), recommend: 1})
		asked.orders(5, flow.DepartmentService, "2026-08-10")
		s.orders(3, flow.DepartmentService, "2026-07-01")
		s.orders(1, flow.DepartmentSales, "2026-12-31")
		s.is(s.of(score.Loyalty, flow.PeriodHalfYear, "2026-08-15", ""), 0, 0, 0) // four tell nothing
		s.order(order{from: s.customer, on: "2026-12-31"})
		f := s.of(score.Loyalty, flow.PeriodHalfYear, "2026-08-15", "")
		s.is(f, 4, 5, 5)
		s.rests(f, 5, 4, 1)
		s.orders(5, flow.DepartmentService, "2027-01-01")
		s.orders(4, flow.DepartmentService, "2026-06-30")
		s.is(s.of(score.Loyalty, flow.PeriodHalfYear, "2026-08-15", ""), 4, 5, 5)
		s.is(s.of(score.Loyalty, flow.PeriodHalfYear, "2026-08-15", s.department(flow.DepartmentService)), 0, 0, 0)
		s.is(s.of(score.Loyalty, flow.PeriodHalfYear, "2025-08-15", ""), 0, 0, 0)
		if f := asked.of(score.Loyalty, flow.PeriodHalfYear, "2026-08-15", ""); f.Value() != nil {
			t.Errorf("somebody was asked, and it is %v", *f.Value())
		}
	})
}
