package surveys

import (
	"context"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// readsAnswers tells whether the viewer reads what the customer answers: whoever reads the
// customer alone does not.
func readsAnswers(ctx context.Context, c *ent.Customer) bool {
	departments, members := journal.CustomerRecord(c)
	return authz.Covers(viewer.From(ctx), authz.Can(ctx, authz.SurveyResponseRead), authz.Record{Departments: departments, Members: members})
}

// ReasonsOf are why a customer is looked after first (D3-24): for who does not read its
// answers without the rating and what was rated.
func ReasonsOf(ctx context.Context, c *ent.Customer) []flow.FollowUpReason {
	if readsAnswers(ctx, c) {
		return c.FollowUpReasons
	}
	reasons := []flow.FollowUpReason{}
	for _, r := range c.FollowUpReasons {
		r.Score, r.Question = nil, ""
		reasons = append(reasons, r)
	}
	return reasons
}

// TagsOf are the tags of a customer (D3-21): for who does not read its answers the industry
// alone.
func TagsOf(ctx context.Context, c *ent.Customer) []flow.ResponseTag {
	if readsAnswers(ctx, c) {
		return c.Tags
	}
	tags := []flow.ResponseTag{}
	for _, t := range c.Tags {
		if t.Group == flow.TagGroupIndustry {
			tags = append(tags, t)
		}
	}
	return tags
}
