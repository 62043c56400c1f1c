package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

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
	all, err := assessmentsOf(ctx, obj)
	if err != nil {
		return nil, err
	}
	return requirements.InOrder(all), nil
}

// assessmentsOf reads what a list has not loaded, as in the payload of a mutation, with all that
// is asked of it at once.
func assessmentsOf(ctx context.Context, r *ent.Requirement) ([]*ent.RequirementAssessment, error) {
	all, err := r.NamedAssessments(graphql.GetFieldContext(ctx).Field.Alias)
	if !ent.IsNotLoaded(err) {
		return all, err
	}
	q, err := r.QueryAssessments().CollectFields(ctx)
	if err != nil {
		return nil, err
	}
	return q.All(ctx)
}

func (r *requirementAssessmentResolver) Requirement(ctx context.Context, obj *ent.RequirementAssessment) (*ent.Requirement, error) {
	requirement, err := obj.Requirement(ctx)
	return requirement, ent.MaskNotFound(err)
}

func (r *Resolver) RequirementAssessment() generated.RequirementAssessmentResolver {
	return &requirementAssessmentResolver{r}
}

type requirementAssessmentResolver struct{ *Resolver }
