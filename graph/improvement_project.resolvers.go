package graph

import (
	"context"

	"heed/app/findings"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
)

func (r *improvementActionResolver) Project(ctx context.Context, obj *ent.ImprovementAction) (*ent.ImprovementProject, error) {
	project, err := obj.Project(ctx)
	return project, ent.MaskNotFound(err)
}

func (r *improvementProjectResolver) AvailableActions(ctx context.Context, obj *ent.ImprovementProject) ([]flow.ProjectAct, error) {
	return findings.AvailableProject(ctx, obj), nil
}

func (r *mutationResolver) ImprovementProjectCreate(ctx context.Context, input findings.ProjectCreateInput) (*model.ImprovementProjectCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.CreateProject, input))
	if err != nil {
		return nil, err
	}
	return &model.ImprovementProjectCreatePayload{Project: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ImprovementProjectUpdate(ctx context.Context, input findings.ProjectUpdateInput) (*model.ImprovementProjectUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.UpdateProject, input))
	if err != nil {
		return nil, err
	}
	return &model.ImprovementProjectUpdatePayload{Project: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ImprovementProjectClose(ctx context.Context, input findings.ProjectCloseInput) (*model.ImprovementProjectClosePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.CloseProject, input))
	if err != nil {
		return nil, err
	}
	return &model.ImprovementProjectClosePayload{Project: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ImprovementProjectCancel(ctx context.Context, input findings.ProjectCancelInput) (*model.ImprovementProjectCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(findings.CancelProject, input))
	if err != nil {
		return nil, err
	}
	return &model.ImprovementProjectCancelPayload{Project: made, Cursor: cursor}, nil
}

func (r *queryResolver) ImprovementProjects(ctx context.Context, filter *findings.ProjectFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.ImprovementProjectOrder) (*ent.ImprovementProjectConnection, error) {
	if orderBy == nil {
		orderBy = &ent.ImprovementProjectOrder{Direction: relay.OrderDirectionDesc, Field: ent.ImprovementProjectOrderFieldCreatedAt}
	}
	return r.Client.ImprovementProject.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithImprovementProjectOrder(orderBy),
		ent.WithImprovementProjectFilter(filter.Apply))
}

func (r *Resolver) ImprovementProject() generated.ImprovementProjectResolver {
	return &improvementProjectResolver{r}
}

type improvementProjectResolver struct{ *Resolver }
