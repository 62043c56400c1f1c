package indicators

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/rules/score"
)

// Customers are looked after as planned as far as the tasks of the plans were done in their
// period (D3-26 to D3-29).
func TestD3_26_MaintenancePlanRate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		now, first, end := s.Clock.Now(), at("2026-09-01 00:00"), at("2026-10-01 00:00")
		last := end.Add(-time.Microsecond)
		for _, one := range []*stage{s, s.elsewhere()} {
			plan, talks := one.plan(flow.EngagementMaintenance), one.plan(flow.EngagementNeedCollection)
			one.duty(plan, flow.DepartmentService, first, flow.TaskDone)
			one.duty(plan, flow.DepartmentService, first, flow.TaskMissed)
			one.duty(plan, flow.DepartmentService, now, flow.TaskOpen) // over, and not missed yet
			one.duty(plan, flow.DepartmentSales, last, flow.TaskDone)  // before its time
			one.duty(plan, flow.DepartmentSales, now, flow.TaskInProgress)
			// What does not count: it has time left, nobody asks for it, it is of other plans or months.
			one.duty(plan, flow.DepartmentService, now.Add(time.Microsecond), flow.TaskOpen)
			one.duty(plan, flow.DepartmentService, first, flow.TaskCancelled)
			one.duty(talks, flow.DepartmentService, first, flow.TaskDone)
			one.duty(nil, flow.DepartmentService, first, flow.TaskDone)
			one.duty(plan, flow.DepartmentService, end, flow.TaskDone)
			one.duty(plan, flow.DepartmentService, first.Add(-time.Microsecond), flow.TaskMissed)
		}
		f := s.value("management", score.MaintenancePlanRate, "2026-09-15", "")
		s.is(f, 2, 5, 5)
		s.rests(f, 5, 2, 3)
		f = s.value("management", score.MaintenancePlanRate, "2026-09-15", s.department(flow.DepartmentSales))
		s.is(f, 1, 2, 2)
		s.rests(f, 2, 1, 1)
		s.is(s.value("head.service", score.MaintenancePlanRate, "2026-09-15", s.department(flow.DepartmentService)), 1, 3, 3)
		s.is(s.value("management", score.MaintenancePlanRate, "2026-08-15", ""), 0, 1, 1)
		s.is(s.value("management", score.MaintenancePlanRate, "2025-08-15", ""), 0, 0, 0)
		s.is(s.of(score.MaintenancePlanRate, flow.PeriodQuarter, "2026-09-15", ""), 2, 6, 6)
		s.Clock.Advance(time.Microsecond)
		s.is(s.value("management", score.MaintenancePlanRate, "2026-09-15", ""), 2, 6, 6)
	})
}
