package indicators

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
)

func TestD3_65_Tidy48hRate(t *testing.T) {
	countsClocks(t, score.Tidy48hRate, sla.ClockSurveyTidy, sla.ClockSurveyInitialReply)
}

func TestD3_25_WarnFollowUp24h(t *testing.T) {
	countsClocks(t, score.WarnFollowUp24h, sla.ClockSurveyInitialReply, sla.ClockSurveyTidy)
}

// countsClocks tests that the clocks count that end in the month, as far as it is decided how.
func countsClocks(t *testing.T, code string, kind, other sla.ClockKind) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		now, first, end := s.Clock.Now(), at("2026-09-01 00:00"), at("2026-10-01 00:00")
		last := end.Add(-time.Microsecond)
		for _, one := range []*stage{s, s.elsewhere()} {
			c := one.campaign(flow.ProgramProfile)
			puts := func(of flow.DepartmentType, kind sla.ClockKind, state sla.ClockState, due time.Time, stopped *time.Time) {
				one.times(one.answer(answer{to: c, of: of, when: due.Add(-48 * time.Hour), recommend: -1}), kind, state, due, stopped)
			}
			puts(flow.DepartmentService, kind, sla.ClockMet, first, &first) // at the last moment
			puts(flow.DepartmentService, kind, sla.ClockBreached, first, ptr(first.Add(time.Hour)))
			puts(flow.DepartmentService, kind, sla.ClockRunning, now, nil) // over, and not told yet
			puts(flow.DepartmentSales, kind, sla.ClockMet, last, &now)     // before its time
			puts(flow.DepartmentSales, kind, sla.ClockBreached, now, nil)
			// What does not count: it has time left, it stands still, it is another clock or month.
			puts(flow.DepartmentService, kind, sla.ClockRunning, now.Add(time.Microsecond), nil)
			puts(flow.DepartmentService, kind, sla.ClockCancelled, first, &first)
			puts(flow.DepartmentService, kind, sla.ClockPaused, first, nil)
			puts(flow.DepartmentService, other, sla.ClockMet, first, &first)
			puts(flow.DepartmentService, kind, sla.ClockMet, end, &now)
			puts(flow.DepartmentService, kind, sla.ClockBreached, first.Add(-time.Microsecond), &first)
		}
		f := s.value("management", code, "2026-09-15", "")
		s.is(f, 2, 5, 5)
		s.rests(f, 5, 2, 3)
		f = s.value("management", code, "2026-09-15", s.department(flow.DepartmentSales))
		s.is(f, 1, 2, 2)
		s.rests(f, 2, 1, 1)
		s.is(s.value("head.service", code, "2026-09-15", s.department(flow.DepartmentService)), 1, 3, 3)
		s.is(s.value("management", code, "2026-08-15", ""), 0, 1, 1)
		s.is(s.value("management", code, "2025-08-15", ""), 0, 0, 0)
		s.Clock.Advance(time.Microsecond)
		s.is(s.value("management", code, "2026-09-15", ""), 2, 6, 6)
	})
}
