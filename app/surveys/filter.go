package surveys

import (
	"context"
	"time"

	"heed/ent"
	"heed/ent/surveycampaign"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/ent/surveytemplate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func few(field string, n int) error {
	if n > maxValues {
		return fault.Input("filter."+field, "input.too_many").With("max", maxValues)
	}
	return nil
}

// TemplateFilter says which questionnaires a list shows.
type TemplateFilter struct {
	States            []flow.TemplateState
	Code              *string
	RevisionDueBefore *string // YYYY-MM-DD
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.<field>.
func (f *TemplateFilter) Apply(q *ent.SurveyTemplateQuery) (*ent.SurveyTemplateQuery, error) {
	if f == nil {
		return q, nil
	}
	if err := few("states", len(f.States)); err != nil {
		return nil, err
	}
	if len(f.States) > 0 {
		q.Where(surveytemplate.StateIn(f.States...))
	}
	if f.Code != nil {
		q.Where(surveytemplate.Code(*f.Code))
	}
	if f.RevisionDueBefore != nil {
		if _, err := time.Parse(time.DateOnly, *f.RevisionDueBefore); err != nil {
			return nil, fault.Input("filter.revisionDueBefore", "sla.date_format").With("value", text.Clip(*f.RevisionDueBefore))
		}
		q.Where(surveytemplate.RevisionDueOnLT(*f.RevisionDueBefore))
	}
	return q, nil
}

// CampaignFilter says which campaigns a list shows.
type CampaignFilter struct {
	States       []flow.CampaignState
	Programs     []flow.SurveyProgram
	DepartmentID *typeid.ID
	OwnerID      *typeid.ID
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.<field>.
func (f *CampaignFilter) Apply(q *ent.SurveyCampaignQuery) (*ent.SurveyCampaignQuery, error) {
	if f == nil {
		return q, nil
	}
	if err := few("states", len(f.States)); err != nil {
		return nil, err
	}
	if err := few("programs", len(f.Programs)); err != nil {
		return nil, err
	}
	if len(f.States) > 0 {
		q.Where(surveycampaign.StateIn(f.States...))
	}
	if len(f.Programs) > 0 {
		q.Where(surveycampaign.ProgramIn(f.Programs...))
	}
	if f.DepartmentID != nil {
		q.Where(surveycampaign.DepartmentID(*f.DepartmentID))
	}
	if f.OwnerID != nil {
		q.Where(surveycampaign.OwnerID(*f.OwnerID))
	}
	return q, nil
}

// InvitationFilter says which invitations a list shows.
type InvitationFilter struct {
	CampaignID *typeid.ID
	CustomerID *typeid.ID
	States     []flow.SurveyInvitationState
	Mine       *bool
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.<field>.
func (f *InvitationFilter) Apply(ctx context.Context, q *ent.SurveyInvitationQuery) (*ent.SurveyInvitationQuery, error) {
	if f == nil {
		return q, nil
	}
	if err := few("states", len(f.States)); err != nil {
		return nil, err
	}
	if len(f.States) > 0 && f.CampaignID == nil {
		return nil, fault.Input("filter.campaignId", "input.required")
	}
	if f.CampaignID != nil {
		q.Where(surveyinvitation.CampaignID(*f.CampaignID))
	}
	if f.CustomerID != nil {
		q.Where(surveyinvitation.CustomerID(*f.CustomerID))
	}
	if len(f.States) > 0 {
		q.Where(surveyinvitation.StateIn(f.States...))
	}
	if optional.Value(f.Mine) {
		q.Where(surveyinvitation.MemberID(viewer.From(ctx).Member))
	}
	return q, nil
}

// ResponseFilter says which responses a list shows.
type ResponseFilter struct {
	CampaignID   *typeid.ID
	CustomerID   *typeid.ID
	DepartmentID *typeid.ID
	States       []flow.SurveyResponseState
	Warning      *bool
	Mine         *bool
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.states.
func (f *ResponseFilter) Apply(ctx context.Context, q *ent.SurveyResponseQuery) (*ent.SurveyResponseQuery, error) {
	if f == nil {
		return q, nil
	}
	if err := few("states", len(f.States)); err != nil {
		return nil, err
	}
	if f.CampaignID != nil {
		q.Where(surveyresponse.CampaignID(*f.CampaignID))
	}
	if f.CustomerID != nil {
		q.Where(surveyresponse.CustomerID(*f.CustomerID))
	}
	if f.DepartmentID != nil {
		q.Where(surveyresponse.DepartmentID(*f.DepartmentID))
	}
	if len(f.States) > 0 {
		q.Where(surveyresponse.StateIn(f.States...))
	}
	if f.Warning != nil {
		q.Where(surveyresponse.Warning(*f.Warning))
	}
	if f.Mine != nil && *f.Mine {
		me := viewer.From(ctx).Member
		q.Where(surveyresponse.Or(surveyresponse.MemberID(me), surveyresponse.InterviewerID(me)))
	}
	return q, nil
}
