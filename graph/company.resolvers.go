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

func (r *queryResolver) Tenant(ctx context.Context) (*ent.Tenant, error) {
	return r.Client.Tenant.Get(ctx, viewer.From(ctx).Tenant)
}

func (r *queryResolver) CustomerTiers(ctx context.Context) ([]*ent.CustomerTier, error) {
	return tenants.ConfigFrom(ctx).Tiers, nil
}

func (r *Resolver) Mutation() generated.MutationResolver { return &mutationResolver{r} }

type mutationResolver struct{ *Resolver }
