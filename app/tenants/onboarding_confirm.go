package tenants

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// OnboardingStepConfirmInput says that a step is right as it is.
type OnboardingStepConfirmInput struct {
	Step            flow.OnboardingStep
	ExpectedVersion *int
	Meant           []flow.OnboardingGap // what is missing on purpose
}

// ConfirmStep notes that the viewer has looked at a step and found it right. A
// step that lacks something that is not meant so is FAILED_PRECONDITION, with
// the list as the extension missing.
func ConfirmStep(ctx context.Context, tx *ent.Tx, in OnboardingStepConfirmInput) (*ent.Tenant, error) {
	c, err := onboardingCompany(ctx, tx, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	for i, gap := range in.Meant {
		if !gap.Meant() {
			return nil, fault.Input(fmt.Sprintf("meant[%d]", i), "input.unknown_key").With("value", gap)
		}
	}
	confirmed := maps.Clone(c.Onboarding)
	if confirmed == nil {
		confirmed = map[string]flow.StepConfirmed{}
	}
	meant := slices.Clone(in.Meant)
	slices.Sort(meant)
	confirmed[string(in.Step)] = flow.StepConfirmed{At: viewer.Now(ctx), ByID: viewer.From(ctx).Member, Meant: slices.Compact(meant)}
	if c, err = c.Update().SetOnboarding(confirmed).Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: confirming a step: %w", err)
	}
	now, err := Progress(ctx, tx.Client())
	if err != nil {
		return nil, err
	}
	for _, p := range now.Steps {
		if p.Step == in.Step && len(p.Missing) > 0 {
			return nil, fault.Precondition("onboarding.step_incomplete").On("step").Extend("missing", told(ctx, p.Missing))
		}
	}
	journal.Record(ctx, companyEvent("tenant.step_confirmed", c, c.State, []string{"onboarding." + string(in.Step)}, nil))
	return c, nil
}

// OnboardingCompleteInput ends the onboarding.
type OnboardingCompleteInput struct {
	ExpectedVersion int
}

// CompleteOnboarding makes the company active. What is missing is told as the
// extension missing of a FAILED_PRECONDITION, and nothing changes.
func CompleteOnboarding(ctx context.Context, tx *ent.Tx, in OnboardingCompleteInput) (*ent.Tenant, error) {
	c, err := onboardingCompany(ctx, tx, &in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	now, err := Progress(ctx, tx.Client())
	if err != nil {
		return nil, err
	}
	if rest := flow.OnboardingRest(now.Steps); len(rest) > 0 {
		return nil, fault.Precondition("onboarding.incomplete").With("count", len(rest)).Extend("missing", told(ctx, rest))
	}
	return activate(ctx, c)
}

func activate(ctx context.Context, c *ent.Tenant) (*ent.Tenant, error) {
	next, err := flow.Tenant.Next(c.State, flow.TenantActActivate)
	if err != nil {
		return nil, err
	}
	from := c.State
	if c, err = c.Update().SetState(next).SetActivatedAt(viewer.Now(ctx)).Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: making the company active: %w", err)
	}
	journal.Record(ctx, companyEvent("tenant.active", c, from, nil, nil))
	return c, nil
}

// onboardingCompany is the company of who may set it up, while it is being set up.
func onboardingCompany(ctx context.Context, tx *ent.Tx, expected *int) (*ent.Tenant, error) {
	c, err := company(ctx, tx, authz.TenantUpdate)
	if err != nil {
		return nil, err
	}
	if expected != nil {
		if err := Version(*expected, c.Version); err != nil {
			return nil, err
		}
	}
	if c.State != flow.TenantOnboarding {
		return nil, fault.Precondition("onboarding.over")
	}
	return c, nil
}

// Missing is a gap as it is told in an error.
type Missing struct {
	Step      flow.OnboardingStep `json:"step"`
	Code      flow.OnboardingGap  `json:"code"`
	Text      string              `json:"text"`
	ClauseIDs []string            `json:"clauseIds"`
}

// told are the gaps in the viewer's language.
func told(ctx context.Context, gaps []flow.Gap) []Missing {
	l := viewer.From(ctx).Language()
	all := make([]Missing, len(gaps))
	for i, g := range gaps {
		all[i] = Missing{g.Step, g.Code, g.Text.Message(l), g.Clauses}
	}
	return all
}

// SettleOnboarding confirms all steps and makes the company active as the
// system's own work: for companies that are made ready, not led. What is missing
// on purpose is taken as meant so.
func SettleOnboarding(ctx context.Context, tx *ent.Tx) (*ent.Tenant, error) {
	meant := []flow.OnboardingGap{flow.GapDaysOfNextYear, flow.GapNoHead, flow.GapNobodyElse}
	for _, step := range flow.OnboardingStep("").Values() {
		if _, err := ConfirmStep(ctx, tx, OnboardingStepConfirmInput{Step: flow.OnboardingStep(step), Meant: meant}); err != nil {
			return nil, fmt.Errorf("tenants: the step %s: %w", step, err)
		}
	}
	c, err := lockCompany(ctx, tx)
	if err != nil {
		return nil, err
	}
	return CompleteOnboarding(ctx, tx, OnboardingCompleteInput{ExpectedVersion: c.Version})
}
