package surveys

import (
	"context"
	"fmt"
	"slices"

	"heed/app/findings"
	"heed/app/tasks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// weakModules is how many of the modules that were filled in least a review names, of those
// that were filled in by less than weakFill of who was asked (D3-32).
const (
	weakModules = 3
	weakFill    = 0.5
)

// ReviewInput is what follows from a campaign.
type ReviewInput struct {
	ID                  typeid.ID
	ExpectedVersion     int
	Conclusion          string
	Improvements        *string
	FindingDepartmentID *typeid.ID // for which a finding is made of it
}

// ReviewCampaign keeps what a campaign that is over has come to, as the figures stand, and
// what follows (D3-31, D3-32). A mean below the threshold asks for a measure (D1-39, D1-40);
// a finding has it corrected (D1-34). Errors: campaign.measure_needed on improvements,
// campaign.ending while its last invitations end, those of findings.Create. Records
// campaign.reviewed, finding.open, and task.done of who was asked to.
func ReviewCampaign(ctx context.Context, tx *ent.Tx, in ReviewInput) (*ent.SurveyCampaign, error) {
	was, next, err := takeCampaign(ctx, tx, flow.CampaignActReview, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	conclusion := c.Lines("conclusion", in.Conclusion, 1, maxResult)
	improvements := c.Lines("improvements", optional.Value(in.Improvements), 0, maxResult)
	if c.Err != nil {
		return nil, c.Err
	}
	if was.NextTickAt != nil {
		return nil, fault.Precondition("campaign.ending")
	}
	review, err := reviewOf(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	enough := review.Completed >= was.Sampling.LeastAnswers
	if t := was.Sampling.Threshold; t > 0 && enough && review.Mean != nil && *review.Mean < t && improvements == "" {
		return nil, fault.Input("improvements", "campaign.measure_needed").With("threshold", t)
	}
	review.At, review.By, review.Conclusion, review.Improvements = c.now, viewer.From(ctx).Member, conclusion, improvements
	if department := optional.Value(in.FindingDepartmentID); department != "" {
		words := conclusion
		f, err := findings.Create(ctx, tx, findings.CreateInput{Source: flow.FindingSurvey, Description: &words, DepartmentID: &department})
		if err != nil {
			return nil, err
		}
		review.FindingID = f.ID
	}
	if err := tasks.Settle(ctx, tx, campaignKey(was.ID, "review"), ""); err != nil {
		return nil, err
	}
	return saveCampaign(ctx, was, was.Update().SetState(next).SetReview(review), "D1-34", "D1-40", "D3-31", "D3-32")
}

// reviewOf are the figures of a campaign as they stand.
func reviewOf(ctx context.Context, tx *ent.Tx, c *ent.SurveyCampaign) (*flow.CampaignReview, error) {
	t, err := tx.SurveyTemplate.Get(viewer.SystemOf(ctx), c.TemplateID)
	if err != nil {
		return nil, fmt.Errorf("surveys: reading a template: %w", err)
	}
	one := *c
	one.Edges.Template = t
	r, err := resultsOf(viewer.SystemOf(ctx), tx.Client(), &one)
	if err != nil {
		return nil, err
	}
	review := &flow.CampaignReview{
		Sent: r.Progress.WentOut + r.Progress.Bounced, Bounced: r.Progress.Bounced, Completed: r.Progress.Completed,
		Needs: r.Conversion.Denominator, Converted: r.Conversion.Numerator, Mean: r.Mean, Before: r.Change.Before,
	}
	slices.SortStableFunc(r.Modules, func(a, b ModuleFill) int { return compare(a.Fill.Value(), b.Fill.Value()) })
	for _, m := range r.Modules {
		if v := m.Fill.Value(); v != nil && *v < weakFill && len(review.WeakModules) < weakModules {
			review.WeakModules = append(review.WeakModules, m.Module)
		}
	}
	return review, nil
}

func compare(a, b *float64) int {
	switch x, y := optional.Or(a, 1), optional.Or(b, 1); {
	case x < y:
		return -1
	case x > y:
		return 1
	default:
		return 0
	}
}
