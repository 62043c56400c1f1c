package graph

import (
	"context"

	"heed/app/requirements"
	"heed/ent"
	"heed/graph/generated"
	"heed/graph/model"
)

func (r *mutationResolver) RequirementAssess(ctx context.Context, input requirements.AssessInput) (*model.RequirementAssessPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Assess, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementAssessPayload{Requirement: made, Cursor: cursor}, nil
}

func (r *requirementResolver) Assessments(ctx context.Context, obj *ent.Requirement) ([]*ent.RequirementAssessment, error) {
	all, err := obj.Assessments(ctx)
	if err != nil {
		return nil, err
	}
	return requirements.InOrder(all), nil
}

func (r *requirementAssessmentResolver) Requirement(ctx context.Context, obj *ent.RequirementAssessment) (*ent.Requirement, error) {
	requirement, err := obj.Requirement(ctx)
	return requirement, ent.MaskNotFound(err)
}

func (r *Resolver) RequirementAssessment() generated.RequirementAssessmentResolver {
	return &requirementAssessmentResolver{r}
}

type requirementAssessmentResolver struct{ *Resolver }
