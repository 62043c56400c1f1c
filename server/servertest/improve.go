package servertest

import (
	"strconv"
	"testing"
	"time"

	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// check is a weekly check that is asked of the stage's member, who has no open
// requirements but those that are made for it afterwards.
func (st *Stage) check(t testing.TB) typeid.ID {
	t.Helper()
	sys, me := st.Company.System(), st.Company.Members[st.Owner]
	st.Server.Client.Requirement.Update().Where(requirement.AssigneeID(me.ID)).ClearAssigneeID().ExecX(sys)
	made := st.Server.Client.Task.Create().SetType(flow.TaskWeeklyCheck).SetTitle("Weekly check").SetAssigneeID(me.ID).
		SetDepartmentID(me.DepartmentID).SetCreatedBy(me.ID).SetDueAt(st.Server.Clock.Now().Add(48 * time.Hour)).
		SetClauseIds([]string{"D0-62"}).SaveX(sys)
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// finding is one of the member's department in the state, with the actions that it needs
// there.
func (st *Stage) finding(t testing.TB, state flow.FindingState) typeid.ID {
	t.Helper()
	sys, me := st.Company.System(), st.Company.Members[st.Owner]
	q := st.Server.Client.Finding.Create().SetNumber("FND-2026-" + strconv.FormatInt(numbers.Add(1), 10)).SetSource(flow.FindingReport).
		SetDescription("Answers come late").SetDepartmentID(st.ID(t, "department.own")).SetOwnerID(me.ID).SetState(state)
	if state != flow.FindingOpen {
		q.SetCause("Nobody was told").SetRootCauseClass(flow.RootCauseProcess)
	}
	f := q.SaveX(sys)
	actions := map[flow.FindingState]flow.ActionState{
		flow.FindingCauseFound: flow.ActionPlanned, flow.FindingActionsRunning: flow.ActionDone, flow.FindingVerifying: flow.ActionVerified,
		flow.FindingClosed: flow.ActionVerified,
	}
	if of, ok := actions[state]; ok {
		st.action(t, f.ID, flow.ActionCorrective, of)
		st.action(t, f.ID, flow.ActionPreventive, of)
	}
	st.Server.Clock.Advance(time.Second)
	return f.ID
}

// action is one of the member's department in the state. Somebody else does it, so that
// the member may look at its effect, unless only its owner moves it.
func (st *Stage) action(t testing.TB, finding typeid.ID, kind flow.ActionKind, state flow.ActionState) typeid.ID {
	t.Helper()
	now, owner := st.Server.Clock.Now(), st.ID(t, "member.own")
	if state == flow.ActionDone || state == flow.ActionVerified {
		owner = st.Company.Members["integration"].ID
	}
	q := st.Server.Client.ImprovementAction.Create().SetFindingID(finding).SetKind(kind).SetMeasure("Tell the assignee by phone").
		SetDepartmentID(st.ID(t, "department.own")).SetOwnerID(owner).SetDueAt(now.Add(-2 * time.Hour)).SetCheckOn(now.Add(-time.Hour)).
		SetCriterion("No answer is late for a month").SetState(state)
	switch state {
	case flow.ActionDone:
		q.SetDoneAt(now)
	case flow.ActionVerified:
		q.SetDoneAt(now).SetVerifiedAt(now).SetVerifierID(st.Company.Members["management"].ID).SetEffect("None was late")
	default:
	}
	a := q.SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return a.ID
}

// project is one of the stage's department that the member has begun: seen to by the
// member, with an action; or by the admin and with none, so that the member may say what
// it has brought.
func (st *Stage) project(t testing.TB, which string) typeid.ID {
	t.Helper()
	sys, me, department := st.Company.System(), st.Company.Members[st.Owner].ID, st.ID(t, "department.own")
	q := st.Server.Client.ImprovementProject.Create().SetName("Faster " + strconv.FormatInt(numbers.Add(1), 10)).SetGoal("Nobody waits").
		SetDepartmentID(department).SetOwnerID(me).SetCreatedBy(me).SetFromOn("2026-09-01").SetUntilOn("2027-03-31")
	if which == "other" {
		q.SetOwnerID(st.Company.Members["admin"].ID)
	} else {
		q.SetActionCount(1)
	}
	made := q.SaveX(sys)
	if which != "other" {
		due := st.Server.Clock.Now().AddDate(0, 1, 0)
		st.Server.Client.ImprovementAction.Create().SetProjectID(made.ID).SetKind(flow.ActionImprovement).SetMeasure("Answer at once").SetDepartmentID(department).
			SetOwnerID(me).SetCreatedBy(me).SetDueAt(due).SetCriterion("Heard").SetCheckOn(due).ExecX(sys)
	}
	st.Server.Clock.Advance(time.Second)
	return made.ID
}
