package requirements

import (
	"context"
	"slices"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ReviseInput is another plan.
type ReviseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Steps           []PlanStepInput
	Cause           string
}

// Revise goes back to planning with another plan and its cause, e.g. the
// customer's opinion (D0-53). Errors: requirement.plan_empty,
// requirement.plan_step_incomplete, requirement.plans_too_many,
// requirement.open_conflict. Records requirement.planned.
func Revise(ctx context.Context, tx *ent.Tx, in ReviseInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActRevise, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{}
	c.text("cause", &in.Cause, maxShort)
	if c.err != nil {
		return nil, c.err
	}
	if err := CheckSteps(ctx, tx, in.Steps, was.Plans...); err != nil {
		return nil, err
	}
	if err := noOpenConflict(ctx, tx, was.ID); err != nil {
		return nil, err
	}
	plan, err := NextPlan(ctx, was.Plans, in.Steps, in.Cause)
	if err != nil {
		return nil, err
	}
	due, err := endSteps(ctx, tx, was, nil, viewer.Now(ctx)) // what is no longer planned is not measured
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetState(next).SetDueAt(due).SetPlans(append(slices.Clone(was.Plans), plan)))
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D0-53"}, detail: map[string]any{"plan": plan.Number, "cause": plan.Cause}})
	return r, nil
}
