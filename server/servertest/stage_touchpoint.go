package servertest

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// touchpoint is one for which the stage's department answers: a candidate, one that is
// scored now and by the department already, or one on the list.
func (st *Stage) touchpoint(t testing.TB, which string) typeid.ID {
	t.Helper()
	sys, client, own := st.Company.System(), st.Server.Client, st.ID(t, "department.own")
	me, now := st.Company.Members[st.Owner], st.Server.Clock.Now()
	q := client.Touchpoint.Create().SetName("Hotline " + strconv.FormatInt(numbers.Add(1), 10)).SetJourneyStage(flow.StageAfterSales).
		SetDepartmentID(own).SetCreatedBy(me.ID)
	var round *ent.IdentificationRound
	switch state, _, _ := strings.Cut(which, "."); state {
	case "confirmed":
		q.SetState(flow.TouchpointConfirmed).SetIsKey(true).SetManagementRequirement("Answered at once")
	case "scored":
		round = client.IdentificationRound.Create().SetTitle("Round").SetDueAt(now.AddDate(0, 0, 7)).SetDepartmentID(own).SetCreatedBy(me.ID).SaveX(sys)
		client.IdentificationDepartment.Create().SetRoundID(round.ID).SetDepartmentID(own).SetScoredAt(now).SetScoredByID(me.ID).ExecX(sys)
		q.SetRoundID(round.ID)
	}
	made := q.SaveX(sys)
	if round != nil {
		client.TouchpointScore.Create().SetRoundID(round.ID).SetTouchpointID(made.ID).SetDepartmentID(own).SetMemberID(me.ID).
			SetNeedRelevance(5).SetBehaviourFit(4).SetDecisionImpact(3).SetScoredAt(now).ExecX(sys)
	}
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// round is the one that scores touchpoint.scored.
func (st *Stage) round(t testing.TB) typeid.ID {
	t.Helper()
	return st.Server.Client.Touchpoint.GetX(st.Company.System(), st.ID(t, "touchpoint.scored")).RoundID
}

// standard is an edition of a touchpoint of its own, begun by the stage's member: a
// draft, or effective.
func (st *Stage) standard(t testing.TB, which string) typeid.ID {
	t.Helper()
	sys, of := st.Company.System(), st.touchpoint(t, "confirmed")
	me, now := st.Company.Members[st.Owner], st.Server.Clock.Now()
	q := st.Server.Client.TouchpointStandard.Create().SetTouchpointID(of).SetDepartmentID(st.ID(t, "department.own")).SetCreatedBy(me.ID).SetEdition(1).
		SetServiceStandard("Answered within 30 seconds").SetOperatingProcedure("Greet, confirm, solve").SetReviewDueOn(now.AddDate(0, 6, 0).Format(time.DateOnly)).
		SetItems([]flow.StandardItem{{Number: 1, Metric: "First answer", Operator: flow.OperatorAtMost, Target: 30, Unit: "s", Method: "By the system"}}).
		SetSlot("written " + string(of))
	if strings.HasPrefix(which, "effective") {
		q.SetState(flow.StandardEffective).SetEffectiveAt(now).SetSlot("effective " + string(of))
	}
	made := q.SaveX(sys)
	st.Server.Clock.Advance(time.Second)
	return made.ID
}
