package jobs

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/event"
	"heed/rules/flow"
)

// A standard whose review day is near is asked for once; a duty that is done again finds
// nothing (D2-52).
func TestStandardReview(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sys, department := w.A.System(), w.A.Departments[flow.DepartmentService].ID
		of := w.Client.Touchpoint.Create().SetName("售后热线").SetJourneyStage(flow.StageAfterSales).SetState(flow.TouchpointConfirmed).SetDepartmentID(department).SaveX(sys)
		due := w.Client.TouchpointStandard.Create().SetTouchpointID(of.ID).SetDepartmentID(department).SetEdition(1).SetServiceStandard("三十秒内接听").
			SetOperatingProcedure("问候").SetItems([]flow.StandardItem{}).SetReviewDueOn("2026-11-10").SetState(flow.StandardEffective).SaveX(sys)
		for day := 3; day <= 5; day++ {
			s.Clock.Set(time.Date(2026, time.November, day, 2, 0, 0, 0, time.UTC))
			s.duty(standardReview)
		}
		if asked := w.Client.Task.Query().OnlyX(sys); asked.SubjectID != due.ID || asked.AssigneeID != w.A.Members["head.service"].ID ||
			!asked.DueAt.Equal(time.Date(2026, time.November, 10, 16, 0, 0, 0, time.UTC)) {
			t.Errorf("asked: %+v", asked)
		}
		if n := w.Client.Event.Query().Where(event.SubjectID(due.ID)).CountX(sys); n != 1 {
			t.Errorf("%d events", n)
		}
	})
}
