package servertest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/ent/vault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// complaint is a complaint of the stage's customer that its member works on: received,
// triaged, investigating, processing, feedback or closed, handled by the department; joint
// and grouped, handled by a group that its member leads; escalated, with the committee;
// paused, whose clock waits.
func (st *Stage) complaint(t testing.TB, which string) typeid.ID {
	t.Helper()
	sys, client, now := st.Company.System(), st.Server.Client, st.Server.Clock.Now()
	me := st.Company.Members[st.Owner]
	state, _, _ := strings.Cut(which, ".")
	id := typeid.New(ent.Prefixes[ent.TypeComplaint], now)
	keys := vault.From(st.Server.Context())
	seal := func(column, value string) []byte {
		return keys.Seal(vault.Field{Tenant: st.Company.ID, Table: "complaints", Column: column, Row: id}, value)
	}
	q := client.Complaint.Create().SetID(id).SetNumber(fmt.Sprintf("CMP-2026-9%04d", client.Complaint.Query().CountX(sys))).SetCustomerID(st.ID(t, "customer")).
		SetIntake(flow.IntakeMember).SetComplainantName("Ms Wang").SetPhone(seal("phone", "13800138000")).SetEmail(seal("email", "wang@inn.example")).
		SetContent("The lock does not open").SetProduct("Lock").SetComplainedAt(now.Add(-time.Hour)).SetChannel(flow.ChannelEmail).
		SetReceivedAt(now).SetPromisedAt(now.AddDate(0, 0, 7)).SetDueAt(now.AddDate(0, 0, 7)).SetPromiseConfirmed(true).
		SetOwnerDepartmentID(st.ID(t, "department.own")).SetAssigneeID(me.ID).SetCreatedBy(me.ID).SetTriages([]flow.Triage{}).SetMeasures([]flow.Measure{})
	open := true
	triage := func(severity flow.Severity) {
		path := flow.PathOf(severity, false)
		q.SetNature(flow.ComplaintOfQuality).SetSeverity(severity).SetPath(path).
			SetTriages([]flow.Triage{{Nature: flow.ComplaintOfQuality, Severity: severity, Path: path, At: now, ByID: me.ID}})
	}
	investigated := func() {
		q.SetRootCause(flow.RootCauseProduct).SetInvestigation(&flow.Investigation{Background: "One lot", Cause: "The bolt is too long", At: now, ByID: me.ID}).
			SetMeasures([]flow.Measure{{Text: "Replace the bolts"}}).
			SetPlans([]flow.PlanRevision{{Number: 1, MadeAt: now, AuthorID: me.ID, Steps: []flow.PlanStep{{Text: "Replace the bolt", OwnerID: me.ID, DueAt: now.AddDate(0, 0, 1)}}}})
	}
	switch state {
	case "triaged":
		triage(flow.SeverityGeneral)
		q.SetState(flow.ComplaintTriaged)
	case "investigating":
		triage(flow.SeverityGeneral)
		q.SetState(flow.ComplaintInvestigating)
	case "processing":
		triage(flow.SeverityGeneral)
		investigated()
		q.SetState(flow.ComplaintProcessing)
	case "ready": // to be replied to: it has no plan
		triage(flow.SeverityGeneral)
		investigated()
		q.SetState(flow.ComplaintProcessing).SetPlans(nil)
	case "feedback", "closed":
		triage(flow.SeverityGeneral)
		investigated()
		open = false
		q.SetPlans(nil).SetReply(&flow.ComplaintReply{Decision: "Replaced, with our apologies", Channel: flow.ChannelPhone, At: now, ByID: me.ID}).
			SetAcknowledgement(&flow.Acknowledgement{At: now, Channel: flow.ChannelPhone, ByID: me.ID}).SetDueAt(database.Never)
		if q.SetState(flow.ComplaintFeedback).SetNoReplyAt(now.AddDate(0, 0, 14)); state == "closed" {
			q.SetState(flow.ComplaintClosed).SetOutcome(flow.OutcomeAccepted).SetClosedAt(now).SetClosing(&flow.ComplaintEnding{At: now, ByID: me.ID}).
				SetAnswer(&flow.ComplaintAnswer{Acceptance: flow.AcceptanceYes, At: now, ByID: me.ID})
			q.Mutation().ClearNoReplyAt()
		}
	case "joint", "grouped", "escalated":
		triage(flow.SeverityMajor)
		q.SetState(flow.ComplaintTriaged).SetLevel(flow.LevelManagement).SetHandedOverAt(now)
		if state == "escalated" {
			q.SetLevel(flow.LevelCommittee)
		}
		if state == "grouped" {
			q.SetGroupID(st.ID(t, "group"))
		}
	}
	made := q.SaveX(sys)
	if open {
		clock := client.SlaClock.Create().SetComplaintID(made.ID).SetKind(sla.ClockComplaintResolution).SetPolicyID(st.ID(t, "policy")).SetPolicyVersion(1).
			SetCalendarID(st.ID(t, "calendar")).SetState(sla.ClockRunning).SetAmount(3).SetUnit(sla.UnitWorkingDay).
			SetStartedAt(now).SetDueAt(made.DueAt).SetPromisedAt(made.PromisedAt).SetPauses([]sla.Pause{})
		if state == "paused" {
			clock.SetState(sla.ClockPaused).SetPauses([]sla.Pause{{From: now, Reason: sla.PauseWaitingCustomer}})
			client.Complaint.UpdateOneID(made.ID).SetDueAt(database.Never).ExecX(sys)
		}
		clock.ExecX(sys)
	}
	st.Server.Clock.Advance(time.Second)
	return made.ID
}
