package indicators

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
)

// surveyed puts some of everything that came of surveys, of two departments, into the month.
func (s *stage) surveyed(when time.Time) {
	s.t.Helper()
	c, p := s.campaign(flow.ProgramExperienceSatisfaction), s.plan(flow.EngagementMaintenance)
	for i := range 6 {
		of, clock, work, asked := flow.DepartmentService, sla.ClockBreached, flow.TaskMissed, flow.InvitationSent
		var then *time.Time
		if i%2 == 0 {
			of = flow.DepartmentSales
		}
		if i < 3 {
			clock, work, asked, then = sla.ClockMet, flow.TaskDone, flow.InvitationCompleted, &when
		}
		s.asks(c, of, &when, asked)
		r := s.answer(answer{to: c, of: of, when: when, score: 1 + i%5, recommend: 5 + i})
		s.times(r, sla.ClockSurveyTidy, clock, when, &when)
		s.times(r, sla.ClockSurveyInitialReply, clock, when, &when)
		s.drawn(r, of, when, then)
		s.chance(r, of, when, then)
		who := s.client("ORDINARY", of, at("2026-01-01 09:00"))
		s.says(who, flow.SubjectSurveyResponse, 3, when.AddDate(0, -3, 0))
		s.says(who, flow.SubjectSurveyResponse, 1+i%5, when)
		s.visit(flow.ResearchMystery, of, when, 1+i%5)
		s.duty(p, of, when, work)
	}
}

// Of the invitations that went out in the quarter and did not come back some were answered (D3-31).
func TestD3_31_SurveyResponseRate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		first, mid, end := at("2026-07-01 00:00"), at("2026-08-15 10:00"), at("2026-10-01 00:00")
		last, before := end.Add(-time.Microsecond), first.Add(-time.Microsecond)
		for _, one := range []*stage{s, s.elsewhere()} {
			c := one.campaign(flow.ProgramProfile)
			one.asks(c, flow.DepartmentService, &first, flow.InvitationCompleted)
			one.asks(c, flow.DepartmentService, &mid, flow.InvitationOpened)
			one.asks(c, flow.DepartmentService, &mid, flow.InvitationOptedOut)
			one.asks(c, flow.DepartmentSales, &last, flow.InvitationCompleted)
			one.asks(c, flow.DepartmentSales, &mid, flow.InvitationExpired)
			// What does not count: it came back, it did not go out, it went out in other quarters.
			one.asks(c, flow.DepartmentService, &mid, flow.InvitationBounced)
			one.asks(c, flow.DepartmentService, nil, flow.InvitationPending)
			one.asks(c, flow.DepartmentService, nil, flow.InvitationCompleted) // handed over in person
			one.asks(c, flow.DepartmentService, &before, flow.InvitationCompleted)
			one.asks(c, flow.DepartmentService, &end, flow.InvitationSent)
		}
		f := s.of(score.SurveyResponseRate, flow.PeriodQuarter, "2026-08-15", "")
		s.is(f, 2, 5, 5)
		s.rests(f, 5, 2, 3)
		f = s.of(score.SurveyResponseRate, flow.PeriodQuarter, "2026-08-15", s.department(flow.DepartmentSales))
		s.is(f, 1, 2, 2)
		s.rests(f, 2, 1, 1)
		s.is(s.of(score.SurveyResponseRate, flow.PeriodQuarter, "2026-06-30", ""), 1, 1, 1)
		s.is(s.of(score.SurveyResponseRate, flow.PeriodQuarter, "2026-10-01", ""), 0, 1, 1)
		s.is(s.of(score.SurveyResponseRate, flow.PeriodQuarter, "2025-10-01", ""), 0, 0, 0)
	})
}

// A need that an answer brought came to something when it was planned, or when a chance was
// tried or won, within 90 days (D3-31, D3-60).
func TestD3_31_NeedConversionRate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		first, end := at("2026-07-01 00:00"), at("2026-10-01 00:00")
		last, before := end.Add(-time.Microsecond), first.Add(-time.Microsecond)
		soon := func(made time.Time) *time.Time { return ptr(made.Add(90 * 24 * time.Hour)) }
		late := func(made time.Time) *time.Time { return ptr(made.Add(90*24*time.Hour + time.Second)) }
		for _, one := range []*stage{s, s.elsewhere()} {
			r := one.answer(answer{to: one.campaign(flow.ProgramProfile), of: flow.DepartmentService, when: first, recommend: -1})
			one.drawn(r, flow.DepartmentService, first, soon(first))
			one.drawn(r, flow.DepartmentService, first, late(first))
			one.drawn(r, flow.DepartmentSales, last, nil)
			one.chance(r, flow.DepartmentService, first, soon(first))
			one.chance(r, flow.DepartmentSales, last, late(last))
			one.chance(r, flow.DepartmentSales, last, &last)
			one.chance(r, flow.DepartmentSales, last, nil)
			// What does not count: no answer brought it, or in another quarter.
			one.need(need{received: first.Add(2 * time.Hour)})
			one.chance(nil, flow.DepartmentService, first, &first)
			one.drawn(r, flow.DepartmentService, end, &end)
			one.chance(r, flow.DepartmentService, before, &first)
		}
		f := s.of(score.NeedConversionRate, flow.PeriodQuarter, "2026-08-15", "")
		s.is(f, 3, 7, 7)
		s.rests(f, 7, 3, 4)
		f = s.of(score.NeedConversionRate, flow.PeriodQuarter, "2026-08-15", s.department(flow.DepartmentSales))
		s.is(f, 1, 4, 4)
		s.rests(f, 4, 1, 3)
		s.is(s.of(score.NeedConversionRate, flow.PeriodQuarter, "2026-06-30", ""), 1, 1, 1)
		s.is(s.of(score.NeedConversionRate, flow.PeriodQuarter, "2026-10-01", ""), 1, 1, 1)
		s.is(s.of(score.NeedConversionRate, flow.PeriodQuarter, "2025-10-01", ""), 0, 0, 0)
	})
}
