package surveys

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/surveyresponse"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ResponseRecord is what scopes look at in a response: the department and the member who
// look after the customer, and who filled it in with them.
func ResponseRecord(r *ent.SurveyResponse) authz.Record {
	return authz.Record{Departments: present(r.DepartmentID), Members: present(r.MemberID, r.InterviewerID)}
}

// takeResponse is takeCampaign of a response, for the action that the act takes. One whose
// person was erased is left alone.
func takeResponse(ctx context.Context, tx *ent.Tx, action authz.Action, act flow.SurveyResponseAct, id typeid.ID, version int) (*ent.SurveyResponse, flow.SurveyResponseState, error) {
	if err := begin(ctx, action); err != nil {
		return nil, "", err
	}
	if err := authz.Require(ctx, authz.SurveyResponseRead); err != nil {
		return nil, "", err
	}
	q := tx.SurveyResponse.Query().Where(surveyresponse.ID(id)).WithTemplate()
	q.Modify(database.Lock)
	r, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, "", fault.NotFound()
	}
	if err != nil {
		return nil, "", fmt.Errorf("surveys: locking a response: %w", err)
	}
	if err := authz.On(ctx, action, ResponseRecord(r)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, r.Version); err != nil {
		return nil, "", err
	}
	if r.ErasedAt != nil {
		return nil, "", fault.Precondition("contact.erased")
	}
	next, err := flow.SurveyResponse.Next(r.State, act)
	return r, next, err
}

// questionsOf are the questions that a response answers; its template is loaded.
func questionsOf(r *ent.SurveyResponse) []survey.Question {
	if r.Edges.Template == nil {
		return nil
	}
	return r.Edges.Template.Questionnaire.Questions
}

// responseEvent is what the journal tells of a response: no words of it.
func responseEvent(r *ent.SurveyResponse, typ string, from flow.SurveyResponseState, clauses ...string) journal.Event {
	record := ResponseRecord(r)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectSurveyResponse, ID: r.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses,
		Detail: map[string]any{"campaign": r.CampaignID, "customer": r.CustomerID, "mode": r.Mode},
	}
	if from != r.State {
		e.From, e.To = string(from), string(r.State)
	}
	return e
}

// moveResponse writes a change, and tells it: survey_response.<state>, or by a name of its own.
func moveResponse(ctx context.Context, was *ent.SurveyResponse, change *ent.SurveyResponseUpdateOne, typ string, clauses ...string) (*ent.SurveyResponse, error) {
	r, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("surveys: writing a response: %w", err)
	}
	r.Edges.Template = was.Edges.Template
	if typ == "" {
		typ = "survey_response." + strings.ToLower(string(r.State))
	}
	journal.Record(ctx, responseEvent(r, typ, was.State, clauses...))
	return r, nil
}

// AvailableResponse lists what the viewer may do with the response now. It asks no database.
func AvailableResponse(ctx context.Context, r *ent.SurveyResponse) []flow.SurveyResponseAct {
	acts := []flow.SurveyResponseAct{}
	if authz.Writable(ctx) != nil || r.ErasedAt != nil {
		return acts
	}
	actions := map[flow.SurveyResponseAct]authz.Action{
		flow.ResponseActSave: authz.SurveyResponseCreate, flow.ResponseActSubmit: authz.SurveyResponseCreate,
		flow.ResponseActReply: authz.SurveyResponseUpdate, flow.ResponseActVerify: authz.SurveyResponseUpdate, flow.ResponseActCorrect: authz.SurveyResponseUpdate,
		flow.ResponseActTidy: authz.SurveyResponseTransition, flow.ResponseActFollowUp: authz.SurveyResponseTransition,
	}
	for _, act := range flow.SurveyResponse.Allowed(r.State) {
		action, ok := actions[act]
		if !ok || authz.On(ctx, action, ResponseRecord(r)) != nil || act == flow.ResponseActReply && r.Reply != nil {
			continue
		}
		acts = append(acts, act)
	}
	return acts
}

// Ways to reach a person stand sealed beside the answers, by their questions (D3-39).

// apart takes the ways to reach a person out of answers.
func apart(questions []survey.Question, answers []survey.Answer) (open []survey.Answer, reach map[string]string) {
	open, reach = make([]survey.Answer, 0, len(answers)), map[string]string{}
	for _, a := range answers {
		if q := survey.Find(questions, a.Question); q != nil && q.Type == flow.QuestionContact {
			reach[a.Question] = a.Text
			a.Text = ""
		}
		open = append(open, a)
	}
	return open, reach
}

func reachPlace(ctx context.Context, row typeid.ID) vault.Field {
	return vault.Field{Tenant: viewer.Tenant(ctx), Table: surveyresponse.Table, Column: surveyresponse.FieldReach, Row: row}
}

// sealReach is what is kept of ways to reach a person; nil for none.
func sealReach(ctx context.Context, row typeid.ID, reach map[string]string) ([]byte, error) {
	if len(reach) == 0 {
		return nil, nil
	}
	plain, err := json.Marshal(reach)
	if err != nil {
		return nil, fmt.Errorf("surveys: ways to reach a person: %w", err)
	}
	return vault.From(ctx).Seal(reachPlace(ctx, row), string(plain)), nil
}

// AnswersOf are the answers of a response, with ways to reach a person in clear: whoever
// shows them masks them first (Masked).
func AnswersOf(ctx context.Context, r *ent.SurveyResponse) ([]survey.Answer, error) {
	if len(r.Reach) == 0 {
		return r.Answers, nil
	}
	plain, err := vault.From(ctx).Open(reachPlace(ctx, r.ID), r.Reach)
	if err != nil {
		return nil, fmt.Errorf("surveys: ways to reach a person of %s: %w", r.ID, err)
	}
	reach := map[string]string{}
	if err := json.Unmarshal([]byte(plain), &reach); err != nil {
		return nil, fmt.Errorf("surveys: ways to reach a person of %s: %w", r.ID, err)
	}
	all := slices.Clone(r.Answers)
	for i, a := range all {
		if said, ok := reach[a.Question]; ok {
			all[i].Text = said
		}
	}
	return all, nil
}

// Masked are answers as they are shown: of a way to reach a person its ends alone.
func Masked(questions []survey.Question, answers []survey.Answer) []survey.Answer {
	shown := slices.Clone(answers)
	for i, a := range shown {
		if q := survey.Find(questions, a.Question); q != nil && q.Type == flow.QuestionContact {
			shown[i].Text = maskReach(a.Text)
		}
	}
	return shown
}

func maskReach(s string) string {
	if strings.Contains(s, "@") {
		return vault.MaskEmail(s)
	}
	return vault.MaskPhone(s)
}
