package surveys

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// inFigures are the states of responses that figures are made of.
var inFigures = []flow.SurveyResponseState{flow.ResponseSubmitted, flow.ResponseVerifying, flow.ResponseTidied, flow.ResponseFollowedUp}

func leastCell(ctx context.Context) int {
	return max(survey.LeastCell, tenants.ConfigFrom(ctx).Tenant.Settings.MinimumCell())
}

// leastOf is how many people a figure of a campaign must be made of to be told to the viewer
// (D3-22): five more than those whose answers they read, who could be taken off it. Who reads
// all answers of the campaign is told everything: it is 0.
func leastOf(ctx context.Context, client *ent.Client, campaign typeid.ID) (int, error) {
	switch authz.Can(ctx, authz.SurveyResponseRead) {
	case viewer.All:
		return 0, nil
	case viewer.None:
		return leastCell(ctx), nil
	}
	q := client.SurveyResponse.Query().Where(surveyresponse.CampaignID(campaign), surveyresponse.StateIn(inFigures...), surveyresponse.ErasedAtIsNil())
	all, err := q.Clone().Count(viewer.SystemOf(ctx))
	if err != nil {
		return 0, fmt.Errorf("surveys: counting responses: %w", err)
	}
	read, err := q.Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("surveys: counting responses: %w", err)
	}
	if all > 0 && read == all {
		return 0, nil
	}
	return leastCell(ctx) + read, nil
}

// withheld tells whether the figures of so many responses are kept from the viewer: of too
// few, and as long as more may come, for what one answer changed would be that answer.
func withheld(c *ent.SurveyCampaign, responses, least int) bool {
	over := c.State == flow.CampaignClosed || c.State == flow.CampaignReviewed
	return responses > 0 && least > 0 && (!over || responses < least)
}

// tooFew tells whether so many are somebody, and not enough to be told of.
func tooFew(n, least int) bool { return n > 0 && n < least }
