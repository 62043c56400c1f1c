package jobs

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tasks"
	"heed/ent/task"
	"heed/rules/flow"
)

// Each night what the plans ask for is opened, once a period; what was not done is
// missed when the period is over.
func TestCadencePlan(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		c := w.Client.Customer.Create().SetName("K").SetTierKey("KEY").SetAccountManagerID(w.A.Members["member.service"].ID).
			SetDepartmentID(w.A.Departments[flow.DepartmentService].ID).SaveX(w.A.System())
		states := func() (open, missed int) {
			q := w.Client.Task.Query().Where(task.CustomerID(c.ID), task.PlanIDNotNil())
			return q.Clone().Where(task.StateEQ(flow.TaskOpen)).CountX(w.A.System()), q.Where(task.StateEQ(flow.TaskMissed)).CountX(w.A.System())
		}
		for _, night := range []struct {
			at           time.Time
			open, missed int
		}{
			{time.Date(2026, 9, 29, 17, 30, 0, 0, time.UTC), 0, 0},  // the plan was made within September
			{time.Date(2026, 9, 30, 17, 30, 0, 0, time.UTC), 1, 0},  // 1 October, 1:30 in Shanghai
			{time.Date(2026, 10, 1, 17, 30, 0, 0, time.UTC), 1, 0},  // once
			{time.Date(2026, 10, 31, 17, 30, 0, 0, time.UTC), 1, 1}, // November
		} {
			s.Clock.Set(night.at)
			s.duty(cadencePlan)
			if err := tasks.TickAll(w.A.System(), s.Journal); err != nil {
				t.Fatal(err)
			}
			if open, missed := states(); open != night.open || missed != night.missed {
				t.Errorf("%s: %d open, %d missed", night.at, open, missed)
			}
		}
	})
}
