package jobs

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/event"
	"heed/rules/flow"
)

// A schedule of inspections plans one each month; a duty that is done again finds
// nothing, and what nobody has made is missed (D2-53).
func TestInspectionPlan(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sys, department := w.A.System(), w.A.Departments[flow.DepartmentService].ID
		of := w.Client.Touchpoint.Create().SetName("售后热线").SetJourneyStage(flow.StageAfterSales).SetState(flow.TouchpointConfirmed).SetDepartmentID(department).SaveX(sys)
		w.Client.TouchpointStandard.Create().SetTouchpointID(of.ID).SetDepartmentID(department).SetEdition(1).SetServiceStandard("三十秒内接听").
			SetOperatingProcedure("问候").SetItems([]flow.StandardItem{}).SetState(flow.StandardEffective).SetSlot("effective " + string(of.ID)).SaveX(sys)
		w.Client.InspectionSchedule.Create().SetTouchpointID(of.ID).SetDepartmentID(department).SetKind(flow.InspectionSelf).SetCadence(flow.PeriodMonth).
			SetDay(5).SetSlot("SELF " + string(of.ID)).ExecX(sys)
		for day := 3; day <= 6; day++ {
			s.Clock.Set(time.Date(2026, time.November, day, 2, 0, 0, 0, time.UTC))
			s.duty(inspectionPlan)
		}
		i := w.Client.Inspection.Query().OnlyX(sys)
		if i.PlannedOn != "2026-11-05" || i.State != flow.InspectionMissed || i.DepartmentID != department {
			t.Errorf("planned: %+v", i)
		}
		if n := w.Client.Event.Query().Where(event.SubjectID(i.ID)).CountX(sys); n != 3 { // planned, due, missed
			t.Errorf("%d events", n)
		}
	})
}
