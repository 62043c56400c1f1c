package progress

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/requirements"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/requirementdepartment"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
)

// takesIn is a requirement of service into which one of sales was merged, and that one's task.
func takesIn(t *testing.T, w *apptest.World, state flow.RequirementState) (r, merged *ent.Requirement, asked func() []*ent.Task) {
	t.Helper()
	sys := w.A.System()
	r, merged = handled(t, w, state), handled(t, w, flow.RequirementReceived)
	w.Client.RequirementDepartment.Delete().Where(requirementdepartment.RequirementIDIn(r.ID, merged.ID)).ExecX(sys)
	merged = w.Client.Requirement.UpdateOneID(merged.ID).SetLeadDepartmentID(w.A.Departments[flow.DepartmentSales].ID).
		SetAssigneeID(w.A.Members["head.sales"].ID).SaveX(sys)
	merged, err := try(w, "management", requirements.Merge, requirements.MergeInput{ID: merged.ID, ExpectedVersion: merged.Version, IntoID: r.ID})
	if err != nil {
		t.Fatal(err)
	}
	return r, merged, func() []*ent.Task {
		return w.Client.Task.Query().Where(task.SubjectID(r.ID)).Order(task.ByID()).AllX(sys)
	}
}

// Who is asked to tell the customer of what was merged reads what it went into, and writes it down
// there (D0-38).
func TestD0_38_WhoIsAskedCanTell(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r, merged, asked := takesIn(t, w, flow.RequirementProcessing)
		notice := AddInput{RequirementID: &r.ID, Kind: flow.ProgressCustomerNotice, Text: "已排产", Channel: ptr(flow.ChannelPhone)}
		if _, err := try(w, "member.service", Add, notice); err != nil {
			t.Fatal(err)
		}
		all := asked()
		if len(all) != 1 || all[0].AssigneeID != w.A.Members["head.sales"].ID || all[0].State != flow.TaskOpen {
			t.Fatalf("asked for is %v", all)
		}
		if _, err := w.Client.Requirement.Get(w.As("head.sales"), r.ID); err != nil {
			t.Errorf("who is asked does not read it: %v", err)
		}
		notice.CustomerID = &merged.CustomerID
		if _, err := try(w, "head.sales", Add, notice); err != nil {
			t.Fatal(err)
		}
		if all = asked(); len(all) != 1 || all[0].State != flow.TaskDone || all[0].Result != "" {
			t.Errorf("told, asked for is %v", all)
		}
	})
}

// How it ended is told though nobody works on it any more, as long as somebody is asked to (D0-38).
func TestD0_38_TheEndIsTold(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r, merged, asked := takesIn(t, w, flow.RequirementReceived)
		told, version := w.Clock.Now(), w.Client.Requirement.GetX(w.A.System(), r.ID).Version
		if _, err := try(w, "management", requirements.Reject, requirements.RejectInput{
			ID: r.ID, ExpectedVersion: version, Reason: "不可行", ToldAt: &told, Channel: ptr(flow.ChannelPhone),
		}); err != nil {
			t.Fatal(err)
		}
		w.Clock.Advance(time.Minute)
		notice := AddInput{RequirementID: &r.ID, Kind: flow.ProgressCustomerNotice, Text: "已告知不予采纳", Channel: ptr(flow.ChannelPhone), CustomerID: &merged.CustomerID}
		ended := fault.Precondition("progress.not_open").On("requirementId")
		note, own := AddInput{RequirementID: &r.ID, Kind: flow.ProgressNote, Text: "x"}, notice
		own.CustomerID = nil
		refused(t, w, "a note", "head.sales", Add, note, ended)
		refused(t, w, "its own customer", "head.sales", Add, own, ended)
		if _, err := try(w, "head.sales", Add, notice); err != nil {
			t.Fatal(err)
		}
		if all := asked(); len(all) != 1 || all[0].AssigneeID != w.A.Members["head.sales"].ID || all[0].State != flow.TaskDone {
			t.Errorf("asked for is %v", all)
		}
		refused(t, w, "told already", "head.sales", Add, notice, ended)
	})
}

// Who has missed the time for it tells the customer late, and it stands there (D0-38).
func TestD0_38_TheEndIsToldLate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r, merged, asked := takesIn(t, w, flow.RequirementReceived)
		told, version := w.Clock.Now(), w.Client.Requirement.GetX(w.A.System(), r.ID).Version
		if _, err := try(w, "management", requirements.Reject, requirements.RejectInput{
			ID: r.ID, ExpectedVersion: version, Reason: "不可行", ToldAt: &told, Channel: ptr(flow.ChannelPhone),
		}); err != nil {
			t.Fatal(err)
		}
		w.Clock.Advance(30 * 24 * time.Hour)
		if err := tasks.TickAll(w.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		if _, err := try(w, "head.sales", Add, AddInput{
			RequirementID: &r.ID, Kind: flow.ProgressCustomerNotice, Text: "已告知不予采纳", Channel: ptr(flow.ChannelPhone), CustomerID: &merged.CustomerID,
		}); err != nil {
			t.Errorf("late: %v", err)
		}
		if all := asked(); len(all) != 1 || all[0].State != flow.TaskMissed {
			t.Errorf("asked for is %v", all)
		}
	})
}
