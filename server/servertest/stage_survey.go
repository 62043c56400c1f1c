package servertest

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"heed/app/token"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// asked is a questionnaire of few questions: how content, how to be reached, what is needed.
func asked(code string) survey.Questionnaire {
	say := func(s string) survey.Text { return survey.Text{ZhHans: s, ZhHant: s, En: s} }
	return survey.Questionnaire{
		Code: code, Scenario: flow.ScenarioReturnVisit, Title: say("How was it?"), Purpose: say("To serve you better"), Confidentiality: say("It stays with us"),
		Minutes: 5, Goals: []flow.SurveyGoal{flow.GoalSatisfaction, flow.GoalNeed},
		Questions: []survey.Question{
			{
				Code: "score", Module: flow.ModuleHistory, Type: flow.QuestionRating, Text: say("How content are you?"), Required: true,
				Scale: &survey.Scale{Min: 1, Max: 5}, MapsTo: []flow.SurveyTarget{flow.TargetSatisfaction},
			},
			{
				Code: "phone", Module: flow.ModuleBasic, Type: flow.QuestionContact, Text: say("How do we reach you?"), KeyAnswer: true,
				MapsTo: []flow.SurveyTarget{flow.TargetContactPhone},
			},
			{Code: "need", Module: flow.ModuleNeed, Type: flow.QuestionLongText, Text: say("What do you need?"), MapsTo: []flow.SurveyTarget{flow.TargetRequirement}},
		},
	}
}

// questionnaire is an edition of one of its own: a draft, or effective.
func (st *Stage) questionnaire(t testing.TB, which string) typeid.ID {
	t.Helper()
	code := "q" + strconv.FormatInt(numbers.Add(1), 10)
	q := st.Server.Client.SurveyTemplate.Create().SetCode(code).SetEdition(1).SetScenario(flow.ScenarioReturnVisit).SetQuestionnaire(asked(code)).
		SetDecisions([]survey.Decision{}).SetRevisionDueOn("2027-12-01").SetSlot("written " + code)
	if strings.HasPrefix(which, "effective") {
		q.SetState(flow.TemplateEffective).SetSlot("effective " + code).SetEffectiveAt(st.Server.Clock.Now())
	}
	made := q.SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// campaign is one of the stage's member's department, that its member sees to and speaks
// for: a draft, ready, prepared, running or closed.
func (st *Stage) campaign(t testing.TB, which string) typeid.ID {
	t.Helper()
	me, now := st.Company.Members[st.Owner], st.Server.Clock.Now()
	state, _, _ := strings.Cut(which, ".")
	if state == "answered" { // that of the response
		return st.Server.Client.SurveyResponse.GetX(st.Company.System(), st.ID(t, "response.submitted")).CampaignID
	}
	contact := flow.CampaignContact{Member: me.ID}
	q := st.Server.Client.SurveyCampaign.Create().SetName("Campaign " + strconv.FormatInt(numbers.Add(1), 10)).SetProgram(flow.ProgramProfile).
		SetObjective("How content they are").SetGoals([]flow.SurveyGoal{flow.GoalSatisfaction}).SetTemplateID(st.ID(t, "questionnaire.effective")).
		SetDepartmentID(st.ID(t, "department.own")).SetOwnerID(me.ID).SetCreatedBy(me.ID).SetAudience(flow.CampaignAudience{}).
		SetSampling(flow.CampaignSampling{Percent: 100, LeastAnswers: 5, ScaleMin: 1, ScaleMax: 5}).SetChannels([]flow.Channel{flow.ChannelEmail, flow.ChannelPhone}).
		SetClosesAt(now.AddDate(0, 1, 0)).SetState(flow.CampaignDraft)
	if state != "draft" {
		contact.ConfirmedAt = &now
	}
	switch state {
	case "ready":
		q.SetState(flow.CampaignReady).SetFrozenAt(now).SetAudienceSize(1)
	case "prepared":
		q.SetState(flow.CampaignReady).SetFrozenAt(now).SetAudienceSize(1).SetPreparedAt(now)
	case "running":
		q.SetState(flow.CampaignRunning).SetFrozenAt(now).SetAudienceSize(1).SetPreparedAt(now).SetOpensAt(now)
	case "closed":
		q.SetState(flow.CampaignClosed).SetFrozenAt(now).SetAudienceSize(1).SetPreparedAt(now).SetOpensAt(now).SetClosedAt(now)
	}
	made := q.SetContacts([]flow.CampaignContact{contact}).SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// surveyInvitation is one of a running campaign to the stage's customer, whom its member
// looks after: pending, sent or bounced.
func (st *Stage) surveyInvitation(t testing.TB, which string) typeid.ID {
	t.Helper()
	me, now := st.Company.Members[st.Owner], st.Server.Clock.Now()
	campaign := st.campaign(t, "running")
	q := st.Server.Client.SurveyInvitation.Create().SetCampaignID(campaign).SetCustomerID(st.ID(t, "customer")).SetContactID(st.ID(t, "contact")).
		SetDepartmentID(st.ID(t, "department.own")).SetMemberID(me.ID).SetChannel(flow.ChannelEmail)
	switch state, _, _ := strings.Cut(which, "."); state {
	case "sent":
		q.SetState(flow.InvitationSent).SetSentAt(now)
	case "bounced":
		q.SetState(flow.InvitationBounced).SetSentAt(now).SetReason("No such box")
	}
	made := q.SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// response is what the stage's customer answered, whom its member looks after: submitted,
// verifying, verified or tidied.
func (st *Stage) response(t testing.TB, which string) typeid.ID {
	t.Helper()
	sys, client, now := st.Company.System(), st.Server.Client, st.Server.Clock.Now()
	i := client.SurveyInvitation.GetX(sys, st.surveyInvitation(t, "sent"))
	c := client.SurveyCampaign.GetX(sys, i.CampaignID)
	client.SurveyInvitation.UpdateOne(i).SetState(flow.InvitationCompleted).ExecX(sys)
	two := 2.0
	q := client.SurveyResponse.Create().SetCampaignID(c.ID).SetInvitationID(i.ID).SetTemplateID(c.TemplateID).SetCustomerID(i.CustomerID).SetContactID(i.ContactID).
		SetDepartmentID(i.DepartmentID).SetMemberID(i.MemberID).SetState(flow.ResponseSubmitted).SetStartedAt(now).SetSubmittedAt(now).SetDueAt(database.Never).
		SetAnswers([]survey.Answer{{Question: "score", Number: &two}, {Question: "need", Text: "A lock that opens"}}).SetFacts(survey.Facts{}).SetScore(2).SetWarning(true).
		SetTags([]flow.ResponseTag{{Group: flow.TagGroupSatisfaction, Code: string(flow.TagToImprove), Question: "score"}}).
		SetDrafts([]survey.Proposal{{Draft: survey.Draft{Kind: survey.DraftRequirement, Question: "need", Text: "A lock that opens"}, State: survey.ProposalOpen}})
	switch state, _, _ := strings.Cut(which, "."); state {
	case "verifying":
		q.SetState(flow.ResponseVerifying)
	case "verified":
		q.SetState(flow.ResponseVerifying).SetVerifiedAt(now)
	case "tidied":
		q.SetState(flow.ResponseTidied).SetVerifiedAt(now).SetTidiedAt(now)
	}
	made := q.SaveX(sys)
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// opportunity is one with the stage's customer that its member sees to: identified,
// assessing, trial or lost.
func (st *Stage) opportunity(t testing.TB, which string) typeid.ID {
	t.Helper()
	me := st.Company.Members[st.Owner]
	q := st.Server.Client.Opportunity.Create().SetTitle("A second line").SetCustomerID(st.ID(t, "customer")).SetDepartmentID(st.ID(t, "department.own")).
		SetOwnerID(me.ID).SetCreatedBy(me.ID).SetKinds([]flow.ExpansionKind{flow.ExpansionNewLine})
	switch state, _, _ := strings.Cut(which, "."); state {
	case "assessing":
		q.SetState(flow.OpportunityAssessing)
	case "trial":
		q.SetState(flow.OpportunityTrial).SetTrial(&flow.OpportunityTrialRun{From: "2026-12-01", To: "2026-12-31"})
	case "lost":
		q.SetState(flow.OpportunityLost).SetEndReason("Too dear").SetEndedAt(st.Server.Clock.Now())
	}
	made := q.SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// flagged is the stage's customer, to be looked after first.
func (st *Stage) flagged(t testing.TB) typeid.ID {
	t.Helper()
	id, now, two := st.run(t, "customerCreate", "customer"), st.Server.Clock.Now(), 2
	st.Server.Client.Customer.UpdateOneID(id).SetFollowUp(true).SetFollowUpSince(now).SetFollowUpReasons([]flow.FollowUpReason{
		{Kind: flow.FollowUpLowRating, Subject: flow.SubjectCustomer, ID: id, Score: &two, At: now},
	}).ExecX(st.Company.System())
	return id
}

// surveySecret is the secret of the link of surveyinvitation.sent.
func (st *Stage) surveySecret(t testing.TB) string {
	t.Helper()
	sys, i := st.Company.System(), st.ID(t, "surveyinvitation.sent")
	var secret string
	st.Server.Change(t, sys, func(ctx context.Context, tx *ent.Tx) (err error) {
		secret, err = token.Issue(ctx, tx, token.For{Kind: flow.TokenSurvey, Company: st.Company.ID, Subject: i, Life: time.Hour})
		return err
	})
	return secret
}
