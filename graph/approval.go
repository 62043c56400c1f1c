package graph

import (
	"context"

	"heed/app/reports"
	"heed/app/requirements"
	"heed/app/surveys"
	"heed/app/touchpoints"
	"heed/app/training"
	"heed/ent"
	"heed/graph/model"
)

// consequences are what hangs on the approvals of all topics.
var consequences = requirements.Consequences.And(reports.Consequences, touchpoints.Consequences, surveys.TemplateConsequences, training.Consequences)

// pendingOf is what others are asked about a requirement; nil for nothing, or when
// the viewer may not read it.
func pendingOf(ctx context.Context, r *ent.Requirement) (*ent.Approval, error) {
	if r.PendingApprovalID == "" {
		return nil, nil
	}
	a, err := r.PendingApproval(ctx)
	return a, ent.MaskNotFound(err)
}

// linkOf gives the payload the live link of its requirement.
func (r *Resolver) linkOf(ctx context.Context, p *model.RequirementRatingLinkPayload) error {
	link, err := requirements.LinkOf(ctx, r.Client, p.Requirement.ID)
	if err != nil || link == nil {
		return err
	}
	url := r.PublicURL + link.Path()
	p.URL, p.ExpiresAt = &url, &link.ExpiresAt
	return nil
}
