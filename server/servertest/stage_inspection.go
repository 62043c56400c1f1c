package servertest

import (
	"strings"
	"testing"
	"time"

	"heed/rules/flow"
	"heed/rules/typeid"
)

// inspection is one of the stage's department by standard.effective, to be made by the
// stage's member, or done; a supervisory one; or a check of content that the admin asks for.
func (st *Stage) inspection(t testing.TB, which string) typeid.ID {
	t.Helper()
	sys, now, me := st.Company.System(), st.Server.Clock.Now(), st.Company.Members[st.Owner]
	day := time.Date(now.Year(), now.Month(), now.Day()+5, 0, 0, 0, 0, time.UTC)
	q := st.Server.Client.Inspection.Create().SetKind(flow.InspectionSelf).SetDepartmentID(st.ID(t, "department.own")).SetInspectorID(me.ID).SetCreatedBy(me.ID).
		SetPlannedOn(day.Format(time.DateOnly)).SetDueAt(day.Add(16 * time.Hour)).SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{})
	state, _, _ := strings.Cut(which, ".")
	if state == "content" {
		q.SetKind(flow.InspectionContent).SetContent("Cheaper than ever").SetCreatedBy(st.Company.Members["admin"].ID)
	} else {
		q.SetTouchpointID(st.ID(t, "touchpoint.standard")).SetStandardID(st.ID(t, "standard.effective"))
	}
	switch state {
	case "supervisory":
		q.SetKind(flow.InspectionSupervisory).SetCreatedBy(st.Company.Members["management"].ID)
	case "done":
		value := 25.0
		q.SetState(flow.InspectionDone).SetDoneAt(now).SetRecordedAt(now).SetRecordedByID(me.ID).SetPassed(1).SetChecked(1).SetResults([]flow.ItemResult{{
			StandardItem: flow.StandardItem{Number: 1, Metric: "First answer", Operator: flow.OperatorAtMost, Target: 30, Unit: "s", Method: "By the system"},
			Value:        &value, Passed: true, Evidence: "Heard",
		}})
	}
	made := q.SaveX(sys)
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// schedule has touchpoint.standard inspected by its department each month.
func (st *Stage) schedule(t testing.TB) typeid.ID {
	t.Helper()
	on, me := st.ID(t, "touchpoint.standard"), st.Company.Members[st.Owner]
	made := st.Server.Client.InspectionSchedule.Create().SetTouchpointID(on).SetDepartmentID(st.ID(t, "department.own")).SetKind(flow.InspectionSelf).
		SetCadence(flow.PeriodMonth).SetDay(20).SetInspectorID(me.ID).SetCreatedBy(me.ID).SetSlot("SELF " + string(on)).SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}
