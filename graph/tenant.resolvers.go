package graph

import (
	"context"

	"heed/app/complaints"
	"heed/app/exchange"
	"heed/app/tenants"
	"heed/ent"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
)

func (r *mutationResolver) TenantUpdate(ctx context.Context, input tenants.TenantUpdateInput) (*model.TenantUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.UpdateTenant, input))
	if err != nil {
		return nil, err
	}
	return &model.TenantUpdatePayload{Tenant: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TenantExportCreate(ctx context.Context, input model.TenantExportCreateInput) (*model.TenantExportCreatePayload, error) {
	link, err := exchange.CreateLink(ctx, r.Desk, input.Password)
	if err != nil {
		return nil, err
	}
	return &model.TenantExportCreatePayload{URL: "/export/" + link.Token, ExpiresAt: link.ExpiresAt, Cursor: link.Cursor}, nil
}

func (r *mutationResolver) TenantClose(ctx context.Context, input tenants.TenantCloseInput) (*model.TenantClosePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.CloseTenant, input))
	if err != nil {
		return nil, err
	}
	return &model.TenantClosePayload{Tenant: made, Cursor: cursor}, nil
}

func (r *queryResolver) TenantUsage(ctx context.Context) (*tenants.Usage, error) {
	return tenants.UsageOf(ctx, r.Client, r.Requests)
}

func (r *tenantResolver) RecordingsDays(_ context.Context, obj *ent.Tenant) (int, error) {
	return obj.Settings.KeepRecordings(), nil
}

func (r *tenantResolver) SilenceWorkingDays(_ context.Context, obj *ent.Tenant) (int, error) {
	return obj.Settings.SilenceAfter(), nil
}

func (r *tenantResolver) CloseAfterWorkingDays(_ context.Context, obj *ent.Tenant) (int, error) {
	return obj.Settings.CloseAfter(), nil
}

func (r *tenantResolver) MinimumCellSize(_ context.Context, obj *ent.Tenant) (int, error) {
	return obj.Settings.MinimumCell(), nil
}

func (r *tenantResolver) CommonNeedPercent(_ context.Context, obj *ent.Tenant) (int, error) {
	return obj.Settings.CommonNeed(), nil
}

func (r *tenantResolver) SurveyCap(_ context.Context, obj *ent.Tenant) (int, error) {
	return obj.Settings.SurveyMost(), nil
}

func (r *tenantResolver) AskRelationOfNew(_ context.Context, obj *ent.Tenant) (bool, error) {
	return obj.Settings.AskRelationOfNew, nil
}

func (r *tenantResolver) SatisfactionWeights(_ context.Context, obj *ent.Tenant) (*flow.SatisfactionWeights, error) {
	is := obj.Settings.Satisfaction()
	return &is, nil
}

func (r *tenantResolver) MaintenanceRule(_ context.Context, obj *ent.Tenant) (*flow.MaintenanceRule, error) {
	return obj.Settings.MaintenanceRule, nil
}

func (r *Resolver) Tenant() generated.TenantResolver { return &tenantResolver{r} }

type tenantResolver struct{ *Resolver }
