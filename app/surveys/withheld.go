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
	by, err := leastOfAll(ctx, client, campaign)
	return by[campaign], err
}

// leastOfAll is leastOf of several campaigns, by two statements at most.
func leastOfAll(ctx context.Context, client *ent.Client, campaigns ...typeid.ID) (map[typeid.ID]int, error) {
	by, scope := map[typeid.ID]int{}, authz.Can(ctx, authz.SurveyResponseRead)
	if scope == viewer.All {
		return by, nil
	}
	var all, read map[typeid.ID]int
	if scope != viewer.None {
		var err error
		if all, err = responsesOf(viewer.SystemOf(ctx), client, campaigns); err != nil {
			return nil, err
		}
		if read, err = responsesOf(ctx, client, campaigns); err != nil {
			return nil, err
		}
	}
	for _, id := range campaigns {
		if all[id] == 0 || read[id] < all[id] {
			by[id] = leastCell(ctx) + read[id]
		}
	}
	return by, nil
}

// responsesOf counts the responses of campaigns that the viewer reads.
func responsesOf(ctx context.Context, client *ent.Client, campaigns []typeid.ID) (map[typeid.ID]int, error) {
	var rows []struct {
		ID    typeid.ID `sql:"campaign_id"`
		Count int       `sql:"count"`
	}
	err := client.SurveyResponse.Query().Where(surveyresponse.CampaignIDIn(campaigns...), surveyresponse.StateIn(inFigures...), surveyresponse.ErasedAtIsNil()).
		GroupBy(surveyresponse.FieldCampaignID).Aggregate(ent.Count()).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("surveys: counting responses: %w", err)
	}
	by := map[typeid.ID]int{}
	for _, r := range rows {
		by[r.ID] = r.Count
	}
	return by, nil
}

// withheld tells whether the figures of so many responses are kept from the viewer: of too
// few, and as long as more may come, for what one answer changed would be that answer.
func withheld(c *ent.SurveyCampaign, responses, least int) bool {
	over := c.State == flow.CampaignClosed || c.State == flow.CampaignReviewed
	return responses > 0 && least > 0 && (!over || responses < least)
}

// tooFew tells whether so many are somebody, and not enough to be told of.
func tooFew(n, least int) bool { return n > 0 && n < least }

// ReviewsOf are what campaigns have come to, by campaign, as far as the viewer may know it:
// nothing of too few responses, and of others no means, of which ResultsOf tells.
func ReviewsOf(ctx context.Context, client *ent.Client, all []*ent.SurveyCampaign) (map[typeid.ID]*flow.CampaignReview, error) {
	by, ids := map[typeid.ID]*flow.CampaignReview{}, []typeid.ID{}
	for _, c := range all {
		if c.Review != nil {
			by[c.ID] = c.Review
			ids = append(ids, c.ID)
		}
	}
	if len(ids) == 0 {
		return by, nil
	}
	least, err := leastOfAll(ctx, client, ids...)
	if err != nil {
		return nil, err
	}
	for id, review := range by {
		switch one := *review; {
		case tooFew(one.Completed, least[id]):
			by[id] = nil
		case least[id] > 0:
			one.Mean, one.Before = nil, nil
			by[id] = &one
		}
	}
	return by, nil
}
