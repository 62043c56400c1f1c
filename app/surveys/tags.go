package surveys

import (
	"context"
	"fmt"
	"slices"

	"heed/ent"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// groupsOf are the groups of tags that a response speaks of: those that its questionnaire can
// give, and those of the tags that it has by hand; its template is loaded.
func groupsOf(r *ent.SurveyResponse, tags []flow.ResponseTag) map[flow.TagGroup]bool {
	groups := map[flow.TagGroup]bool{}
	for _, q := range questionsOf(r) {
		for _, rule := range q.Tags {
			groups[rule.Group] = true
		}
	}
	for _, t := range tags {
		groups[t.Group] = true
	}
	return groups
}

// tagCustomer keeps the tags of a response with the customer: in the groups that it speaks
// of, and that no later one which is tidied does. All others stay (D3-21).
func tagCustomer(ctx context.Context, tx *ent.Tx, r *ent.SurveyResponse, tags []flow.ResponseTag) error {
	c, err := lockCustomer(ctx, tx, r.CustomerID)
	if err != nil {
		return err
	}
	sys := viewer.SystemOf(ctx)
	later, err := tx.SurveyResponse.Query().Where(surveyresponse.CustomerID(r.CustomerID), surveyresponse.SubmittedAtGT(r.SubmittedAt), surveyresponse.IDNEQ(r.ID),
		surveyresponse.StateIn(flow.ResponseTidied, flow.ResponseFollowedUp)).WithTemplate().All(sys)
	if err != nil {
		return fmt.Errorf("surveys: looking for later answers of a customer: %w", err)
	}
	groups := groupsOf(r, tags)
	for _, l := range later {
		for g := range groupsOf(l, l.Tags) {
			delete(groups, g)
		}
	}
	kept := slices.DeleteFunc(slices.Clone(c.Tags), func(t flow.ResponseTag) bool { return groups[t.Group] })
	for _, t := range tags {
		if groups[t.Group] {
			kept = append(kept, t)
		}
	}
	if err := c.Update().SetTags(kept).Exec(sys); err != nil {
		return fmt.Errorf("surveys: keeping the tags of a customer: %w", err)
	}
	return nil
}
