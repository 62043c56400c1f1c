package graph

import (
	"context"

	"heed/app/groups"
	"heed/authz"
	"heed/ent"
	"heed/ent/relay"
	"heed/ent/workgroup"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/viewer"
)

func (r *mutationResolver) WorkGroupCreate(ctx context.Context, input groups.CreateInput) (*model.WorkGroupCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(groups.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.WorkGroupCreatePayload{WorkGroup: made, Cursor: cursor}, nil
}

func (r *mutationResolver) WorkGroupUpdate(ctx context.Context, input model.WorkGroupUpdateInput) (*model.WorkGroupUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(groups.Update, groups.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Name: input.Name, Purpose: patch(input.Purpose),
		DepartmentID: patch(input.DepartmentID), LeaderID: input.LeaderID,
		TermFrom: patch(input.TermFrom), TermUntil: patch(input.TermUntil), Members: values(input.Members),
	}))
	if err != nil {
		return nil, err
	}
	return &model.WorkGroupUpdatePayload{WorkGroup: made, Cursor: cursor}, nil
}

func (r *mutationResolver) WorkGroupRetire(ctx context.Context, input groups.RetireInput) (*model.WorkGroupRetirePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(groups.Retire, input))
	if err != nil {
		return nil, err
	}
	return &model.WorkGroupRetirePayload{WorkGroup: made, Cursor: cursor}, nil
}

func (r *queryResolver) WorkGroups(ctx context.Context, filter *groups.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.WorkGroupOrder) (*ent.WorkGroupConnection, error) {
	if orderBy == nil {
		orderBy = &ent.WorkGroupOrder{Direction: relay.OrderDirectionDesc, Field: ent.WorkGroupOrderFieldCreatedAt}
	}
	return r.Client.WorkGroup.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithWorkGroupOrder(orderBy),
		ent.WithWorkGroupFilter(func(q *ent.WorkGroupQuery) (*ent.WorkGroupQuery, error) { return filter.Apply(viewer.Tenant(ctx), q) }))
}

func (r *requirementResolver) Team(ctx context.Context, obj *ent.Requirement) (*ent.WorkGroup, error) {
	if obj.TeamID == "" || may(ctx, authz.WorkGroupRead) != nil {
		return nil, nil
	}
	team, err := r.Client.WorkGroup.Query().Where(workgroup.ID(obj.TeamID)).Only(ctx)
	return team, ent.MaskNotFound(err)
}

func (r *workGroupResolver) Members(ctx context.Context, obj *ent.WorkGroup) ([]*ent.GroupMember, error) {
	return groups.Members(ctx, r.Client, obj)
}

func (r *workGroupResolver) AvailableActions(ctx context.Context, obj *ent.WorkGroup) ([]flow.WorkGroupAct, error) {
	return groups.Available(ctx, r.Client, obj)
}

func (r *Resolver) WorkGroup() generated.WorkGroupResolver { return &workGroupResolver{r} }

type workGroupResolver struct{ *Resolver }
