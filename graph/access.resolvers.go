package graph

import (
	"context"

	"heed/app/access"
	"heed/app/tenants"
	"heed/authz"
	"heed/graph/model"
	"heed/rules/typeid"
)

func (r *mutationResolver) RoleCreate(ctx context.Context, input tenants.RoleCreateInput) (*model.RoleCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.CreateRole, input))
	if err != nil {
		return nil, err
	}
	return &model.RoleCreatePayload{Role: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RoleUpdate(ctx context.Context, input model.RoleUpdateInput) (*model.RoleUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.UpdateRole, tenants.RoleUpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Name: input.Name,
		Description: patch(input.Description), Grants: values(input.Grants),
	}))
	if err != nil {
		return nil, err
	}
	return &model.RoleUpdatePayload{Role: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RoleDelete(ctx context.Context, input tenants.RoleDeleteInput) (*model.RoleDeletePayload, error) {
	cursor, err := removed(ctx, r.Resolver, with(tenants.DeleteRole, input))
	if err != nil {
		return nil, err
	}
	return &model.RoleDeletePayload{RoleID: input.ID, Cursor: cursor}, nil
}

func (r *queryResolver) PermissionExplain(ctx context.Context, resource authz.Resource, action authz.Verb, id, memberID *typeid.ID) (*access.Explanation, error) {
	return access.Explain(ctx, r.Client, access.Question{Resource: resource, Action: action, ID: id, MemberID: memberID})
}

func (r *queryResolver) RolePreview(ctx context.Context, input access.PreviewInput) (*access.Preview, error) {
	return access.PreviewRole(ctx, r.Client, input)
}
