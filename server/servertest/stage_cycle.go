package servertest

import (
	"context"
	"strings"
	"testing"
	"time"

	"heed/app/reports"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/requirementform"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// research is the member's own, in the state.
func (st *Stage) research(t testing.TB, state string) typeid.ID {
	t.Helper()
	switch state {
	case "planned":
		return st.run(t, "researchCreate", "research")
	case "running":
		return st.run(t, "researchStart", "research")
	case "done":
		return st.run(t, "researchFinish", "research")
	case "visited": // by a mystery shopper, and not published
		id := st.run(t, "researchFinish", "research")
		st.Server.Client.ResearchActivity.UpdateOneID(id).SetMethod(flow.ResearchMystery).SetShopper("王某").ExecX(st.Company.System())
		return id
	}
	t.Fatalf("no research is %s", state)
	return ""
}

func (st *Stage) recognition(t testing.TB, state string) typeid.ID {
	t.Helper()
	switch state {
	case "proposed":
		return st.run(t, "recognitionPropose", "recognition")
	case "decided":
		return st.runAs(t, "committee", "recognitionDecide", "recognition")
	}
	t.Fatalf("no recognition is %s", state)
	return ""
}

// snapshot is one of the department of the stage's member.
func (st *Stage) snapshot(t testing.TB) typeid.ID {
	t.Helper()
	now := st.Server.Clock.Now()
	return st.Server.Client.IndicatorSnapshot.Create().SetIndicatorID(st.ID(t, "indicator")).SetDepartmentID(st.ID(t, "department.own")).
		SetScopeKey(string(st.ID(t, "department.own"))).SetPeriod(flow.PeriodMonth).SetPeriodStart(now).SetPeriodEnd(now).
		SetNumerator(1).SetDenominator(2).SetValue(0.5).SetSample(2).SetDefinition(1).SetComputedAt(now).
		SetRevision(st.Server.Client.IndicatorSnapshot.Query().CountX(st.Company.System()) + 1).SaveX(st.Company.System()).ID
}

// below is a stage of its own: what this one names stays where it is.
func (st *Stage) below(t testing.TB) *Stage {
	t.Helper()
	return &Stage{Server: st.Server, Company: st.Company, Owner: st.Owner, made: map[string]typeid.ID{"customer": st.ID(t, "customer")}}
}

// published is a report that the committee has approved, addressed to the
// stage's department.
func (st *Stage) published(t testing.TB) typeid.ID {
	t.Helper()
	id := st.below(t).run(t, "reportSubmit", "report")
	client, sys := st.Server.Client, st.Company.System()
	a := client.Approval.GetX(sys, client.Report.GetX(sys, id).ApprovalID)
	st.Server.Change(t, st.Company.As("committee"), func(ctx context.Context, tx *ent.Tx) error {
		_, err := reports.Consequences.Vote(ctx, tx, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove})
		return err
	})
	return id
}

// form is the draft of the company's form, made when there is none, or the one in
// force when there is to be no draft.
func (st *Stage) form(t testing.TB, which string) typeid.ID {
	t.Helper()
	if which == "effective" {
		sys, forms := st.Company.System(), st.Server.Client.RequirementForm
		forms.Delete().Where(requirementform.StateEQ(flow.FormDraft)).ExecX(sys)
		return forms.Query().Where(requirementform.StateEQ(flow.FormEffective)).OnlyIDX(sys)
	}
	id, err := st.Server.Client.RequirementForm.Query().Where(requirementform.StateEQ(flow.FormDraft)).OnlyID(st.Company.System())
	if err == nil {
		return id
	}
	return st.run(t, "requirementFormDraft", "form")
}

// set brings a new set to the state.
func (st *Stage) set(t testing.TB, state string) typeid.ID {
	t.Helper()
	state, _, _ = strings.Cut(state, ".")
	below := st.below(t)
	switch state {
	case "draft":
		return below.run(t, "requirementSetCreate", "set")
	case "confirmed":
		below.made["set.draft"] = below.ID(t, "set.draft")
		return below.run(t, "requirementSetConfirm", "set")
	case "handed_over":
		below.made["set.confirmed"] = below.ID(t, "set.confirmed")
		return below.run(t, "requirementSetHandOver", "set")
	}
	t.Fatalf("no set is ever %s", state)
	return ""
}

// interaction is one of the stage's member with their customer, recorded or open.
func (st *Stage) interaction(t testing.TB, which string) typeid.ID {
	t.Helper()
	me := st.Company.Members[st.Owner]
	q := st.Server.Client.Interaction.Create().SetType(flow.InteractionVisit).SetDirection(flow.DirectionOutbound).SetCustomerID(st.ID(t, "customer")).
		SetMemberID(me.ID).SetDepartmentID(st.ID(t, "department.own")).SetCreatedBy(me.ID).SetTitle("Talk").SetOccurredAt(st.Server.Clock.Now()).
		SetParticipantIds([]typeid.ID{}).SetNeeds("The door must open without power")
	if strings.HasPrefix(which, "open") {
		q.SetType(flow.InteractionInquiry).SetDirection(flow.DirectionInbound).SetQuestion("Does it open without power?").SetState(flow.InteractionOpen)
	}
	made := q.SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}
