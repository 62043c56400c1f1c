package graph

import (
	"context"

	"heed/app/tenants"
	"heed/ent"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/viewer"
)

func (r *mutationResolver) CompanyRegister(ctx context.Context, input tenants.RegisterInput) (*model.CompanyRegisterPayload, error) {
	made, tokens, err := r.Desk.SignUp(ctx, input)
	if err != nil {
		return nil, err
	}
	return &model.CompanyRegisterPayload{Tenant: made.Tenant, Session: &tokens}, nil
}

func (r *mutationResolver) CustomerTierCreate(ctx context.Context, input tenants.CustomerTierCreateInput) (*model.CustomerTierCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.CreateTier, input))
	if err != nil {
		return nil, err
	}
	return &model.CustomerTierCreatePayload{Tier: made, Cursor: cursor}, nil
}

func (r *mutationResolver) CustomerTierUpdate(ctx context.Context, input tenants.CustomerTierUpdateInput) (*model.CustomerTierUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.UpdateTier, input))
	if err != nil {
		return nil, err
	}
	return &model.CustomerTierUpdatePayload{Tier: made, Cursor: cursor}, nil
}

func (r *queryResolver) Tenant(ctx context.Context) (*ent.Tenant, error) {
	return r.Client.Tenant.Get(ctx, viewer.From(ctx).Tenant)
}

func (r *queryResolver) CustomerTiers(ctx context.Context) ([]*ent.CustomerTier, error) {
	return tenants.ConfigFrom(ctx).Tiers, nil
}

func (r *Resolver) Mutation() generated.MutationResolver { return &mutationResolver{r} }

type mutationResolver struct{ *Resolver }
