package indicators

import (
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// elsewhere is the same stage in the other company.
func (s *stage) elsewhere() *stage {
	w := *s.World
	w.A, w.B = s.B, s.A
	return newStage(s.t, &w)
}

// campaign is one that runs.
func (s *stage) campaign(program flow.SurveyProgram) *ent.SurveyCampaign {
	s.n++
	return s.Client.SurveyCampaign.Create().SetName(fmt.Sprintf("问卷 %d", s.n)).SetProgram(program).SetGoals([]flow.SurveyGoal{}).
		SetContacts([]flow.CampaignContact{}).SetAudience(flow.CampaignAudience{}).SetSampling(flow.CampaignSampling{}).
		SetChannels([]flow.Channel{flow.ChannelEmail}).SetClosesAt(database.Never).SetState(flow.CampaignRunning).SaveX(s.A.System())
}

// asks is an invitation of the campaign where a test puts it; to a customer of its own.
func (s *stage) asks(c *ent.SurveyCampaign, of flow.DepartmentType, sent *time.Time, state flow.SurveyInvitationState) *ent.SurveyInvitation {
	s.t.Helper()
	return s.Client.SurveyInvitation.Create().SetCampaignID(c.ID).SetCustomerID(s.client("ORDINARY", of, at("2026-01-01 09:00")).ID).
		SetDepartmentID(s.department(of)).SetChannel(flow.ChannelEmail).SetState(state).SetNillableSentAt(sent).SaveX(s.A.System())
}

// answer is a filled-in questionnaire where a test puts it.
type answer struct {
	to               *ent.SurveyCampaign
	of               flow.DepartmentType
	when             time.Time
	score, recommend int // 0 and -1 for nothing said
}

func (s *stage) answer(a answer) *ent.SurveyResponse {
	s.t.Helper()
	i := s.asks(a.to, a.of, nil, flow.InvitationCompleted)
	q := s.Client.SurveyResponse.Create().SetCampaignID(a.to.ID).SetInvitationID(i.ID).SetCustomerID(i.CustomerID).SetDepartmentID(i.DepartmentID).
		SetTemplateID(s.Client.SurveyTemplate.Query().FirstIDX(s.A.System())).SetState(flow.ResponseSubmitted).SetFacts(survey.Facts{}).
		SetTags([]flow.ResponseTag{}).SetStartedAt(a.when).SetSubmittedAt(a.when).SetDueAt(database.Never)
	if a.score > 0 {
		q.SetScore(a.score)
	}
	if a.recommend >= 0 {
		q.SetRecommend(a.recommend)
	}
	return q.SaveX(s.then(a.when))
}

// times is a clock of an answer.
func (s *stage) times(r *ent.SurveyResponse, kind sla.ClockKind, state sla.ClockState, due time.Time, stopped *time.Time) {
	s.t.Helper()
	config, err := tenants.Loader(s.Client)(s.A.System(), s.A.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	s.Client.SlaClock.Create().SetSurveyResponseID(r.ID).SetPolicyID(config.Policies[0].ID).SetPolicyVersion(1).SetCalendarID(config.CalendarID).
		SetKind(kind).SetState(state).SetAmount(48).SetUnit(sla.UnitHour).SetStartedAt(due.Add(-48 * time.Hour)).SetDueAt(due).
		SetNillableStoppedAt(stopped).SetPauses([]sla.Pause{}).SaveX(s.A.System())
}

// drawn is a requirement of an answer, made at an instant and planned at another.
func (s *stage) drawn(r *ent.SurveyResponse, of flow.DepartmentType, made time.Time, planned *time.Time) *ent.Requirement {
	s.t.Helper()
	need := s.need(need{received: made.Add(time.Hour), of: of})
	return s.Client.Requirement.UpdateOne(need).SetOriginType(flow.SubjectSurveyResponse).SetOriginID(r.ID).SetNillablePlannedAt(planned).SaveX(s.then(made))
}

// chance is an opportunity of an answer, or of none.
func (s *stage) chance(r *ent.SurveyResponse, of flow.DepartmentType, made time.Time, converted *time.Time) {
	s.t.Helper()
	q := s.Client.Opportunity.Create().SetTitle("商机").SetCustomerID(s.customer.ID).SetDepartmentID(s.department(of)).
		SetKinds([]flow.ExpansionKind{}).SetNillableConvertedAt(converted)
	if r != nil {
		q.SetResponseID(r.ID)
	}
	q.SaveX(s.then(made))
}

// says is how content a customer was with something.
func (s *stage) says(c *ent.Customer, about flow.SubjectType, score int, when time.Time) {
	s.t.Helper()
	s.Client.SatisfactionRating.Create().SetSubjectType(about).SetSubjectID(typeid.New("srp", when)).SetCustomerID(c.ID).
		SetScore(score).SetMethod(flow.RatingQuestionnaire).SetRatedAt(when).SaveX(s.then(when))
}

// visit is research that is done, and how content it found customers; 0 for nothing said.
func (s *stage) visit(method flow.ResearchMethod, of flow.DepartmentType, done time.Time, score int) *ent.ResearchActivity {
	s.t.Helper()
	q := s.Client.ResearchActivity.Create().SetTitle("调研").SetMethod(method).SetMode(flow.ResearchSelf).SetDepartmentID(s.department(of)).
		SetPlannedOn(done).SetDoneOn(done).SetInsights([]flow.Insight{}).SetPublishedAt(done).SetState(flow.ResearchDone)
	if score > 0 {
		q.SetScore(score)
	}
	return q.SaveX(s.then(done))
}

// plan is one of the kind, in use.
func (s *stage) plan(kind flow.EngagementKind) *ent.EngagementPlan {
	s.n++
	return s.Client.EngagementPlan.Create().SetName(fmt.Sprintf("计划 %d", s.n)).SetKind(kind).SetRules([]flow.EngagementRule{}).
		SetValidFrom(at("2026-01-01 09:00")).SetClauseIds([]string{}).SaveX(s.A.System())
}

// duty is a task of the plan.
func (s *stage) duty(p *ent.EngagementPlan, of flow.DepartmentType, due time.Time, state flow.TaskState) {
	s.t.Helper()
	q := s.Client.Task.Create().SetType(flow.TaskServicePlan).SetTitle("维护").SetCustomerID(s.customer.ID).SetDepartmentID(s.department(of)).
		SetDueAt(due).SetState(state).SetClauseIds([]string{})
	if p != nil {
		q.SetPlanID(p.ID)
	}
	q.SaveX(s.A.System())
}
