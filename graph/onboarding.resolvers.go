package graph

import (
	"context"

	"heed/app/tenants"
	"heed/graph/model"
	"heed/rules/fault"
)

func (r *mutationResolver) OnboardingStepConfirm(ctx context.Context, input tenants.OnboardingStepConfirmInput) (*model.OnboardingStepConfirmPayload, error) {
	_, cursor, err := change(ctx, r.Resolver, with(tenants.ConfirmStep, input))
	if err != nil {
		return nil, err
	}
	now, err := tenants.Progress(ctx, r.Client)
	if err != nil {
		return nil, fault.From(err).Committed()
	}
	return &model.OnboardingStepConfirmPayload{Onboarding: onboardingOf(ctx, now), Cursor: cursor}, nil
}

func (r *mutationResolver) OnboardingComplete(ctx context.Context, input tenants.OnboardingCompleteInput) (*model.OnboardingCompletePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.CompleteOnboarding, input))
	if err != nil {
		return nil, err
	}
	return &model.OnboardingCompletePayload{Tenant: made, Cursor: cursor}, nil
}

func (r *queryResolver) Onboarding(ctx context.Context) (*model.Onboarding, error) {
	now, err := tenants.Progress(ctx, r.Client)
	if err != nil {
		return nil, err
	}
	return onboardingOf(ctx, now), nil
}
