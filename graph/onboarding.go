package graph

import (
	"context"

	"heed/app/tenants"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/viewer"
)

// onboardingOf shows how far a company is, in the viewer's language.
func onboardingOf(ctx context.Context, o *tenants.Onboarding) *model.Onboarding {
	l := viewer.From(ctx).Language()
	shown := &model.Onboarding{State: o.Tenant.State, Version: o.Tenant.Version, Complete: len(flow.OnboardingRest(o.Steps)) == 0}
	if current := flow.OnboardingCurrent(o.Steps); current != "" {
		shown.Current = &current
	}
	for _, p := range o.Steps {
		step := &model.OnboardingStepProgress{
			Key: p.Step, Label: label.Of(l, "OnboardingStep", string(p.Step)), State: p.State, Why: p.Why.Message(l), ClauseIds: p.Clauses,
			Missing: []*model.OnboardingMissing{}, Meant: []flow.OnboardingGap{},
		}
		for _, g := range p.Missing {
			step.Missing = append(step.Missing, &model.OnboardingMissing{
				Code: g.Code, Text: g.Text.Message(l), ClauseIds: g.Clauses, Acceptable: g.Code.Meant(),
			})
		}
		if c := p.Confirmed; c != nil {
			step.ConfirmedAt = &c.At
			step.Meant = append(step.Meant, c.Meant...)
		}
		shown.Steps = append(shown.Steps, step)
	}
	return shown
}
