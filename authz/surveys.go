package authz

import (
	"entgo.io/ent/dialect/sql"

	"heed/ent/opportunity"
	"heed/ent/surveycampaign"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/rules/viewer"
)

// ofCampaigns are of the department that has them done, and of who sees to them.
var ofCampaigns = place{
	departments: []string{surveycampaign.FieldDepartmentID},
	members:     []string{surveycampaign.FieldOwnerID, surveycampaign.FieldCreatedBy},
}

func campaigns(v *viewer.Viewer) func(*sql.Selector) { return ofCampaigns.limit(v, CampaignRead) }

// Results limits to the campaigns whose figures the viewer may read; nil is no limit.
func Results(v *viewer.Viewer) func(*sql.Selector) { return ofCampaigns.limit(v, SurveyResultRead) }

// surveyInvitations are of the department and the member who look after the customer,
// whoever has the campaign done.
func surveyInvitations(v *viewer.Viewer) func(*sql.Selector) {
	return placed(v, CampaignRead, surveyinvitation.FieldMemberID, surveyinvitation.FieldCreatedBy)
}

// ofResponses are of the department and the member who look after the customer, and of
// who filled them in with the customer.
var ofResponses = place{
	departments: []string{surveyresponse.FieldDepartmentID},
	members:     []string{surveyresponse.FieldMemberID, surveyresponse.FieldInterviewerID},
}

func surveyResponses(v *viewer.Viewer) func(*sql.Selector) {
	return ofResponses.limit(v, SurveyResponseRead)
}

func opportunities(v *viewer.Viewer) func(*sql.Selector) {
	return placed(v, OpportunityRead, opportunity.FieldOwnerID, opportunity.FieldCreatedBy)
}
