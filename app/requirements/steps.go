package requirements

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The bounds of plans.
const (
	MaxSteps = 50 // of a plan
	MaxPlans = 50 // revisions of a requirement
)

// PlanStepInput is a piece of work with its owner and date (D0-51, D0-52).
type PlanStepInput struct {
	Text    string
	OwnerID typeid.ID
	DueAt   time.Time
}

// planned tells whether a step of the newest plan is due then.
func planned(plans []flow.PlanRevision, due time.Time) bool {
	if len(plans) == 0 {
		return false
	}
	return slices.ContainsFunc(plans[len(plans)-1].Steps, func(s flow.PlanStep) bool { return s.DueAt.Equal(due) })
}

// CheckSteps asks for 1 to MaxSteps whole steps, due from now on, whose owners are
// members. What was planned before may be due before.
func CheckSteps(ctx context.Context, tx *ent.Tx, steps []PlanStepInput, before ...flow.PlanRevision) error {
	if len(steps) == 0 {
		return fault.Precondition("requirement.plan_empty").On("steps")
	}
	if len(steps) > MaxSteps {
		return fault.Input("steps", "input.too_many").With("max", MaxSteps)
	}
	c, owners := checks{now: viewer.Now(ctx)}, make([]tenants.Ref, len(steps))
	for i := range steps {
		s, field := &steps[i], fmt.Sprintf("steps[%d]", i)
		incomplete := fault.Precondition("requirement.plan_step_incomplete")
		c.named(field+".text", &s.Text, maxShort, incomplete.On(field+".text"))
		if s.OwnerID == "" {
			c.fail(incomplete.On(field + ".ownerId"))
		}
		switch {
		case s.DueAt.IsZero():
			c.fail(incomplete.On(field + ".dueAt"))
		case s.DueAt.Before(c.now.Add(-ahead)) && !planned(before, s.DueAt):
			c.fail(fault.Input(field+".dueAt", "requirement.step_in_the_past"))
		}
		owners[i] = tenants.Ref{Field: field + ".ownerId", ID: s.OwnerID}
	}
	if c.err != nil {
		return c.err
	}
	return tenants.PresentMembers(ctx, tx.Client(), owners...)
}

// NextPlan is the next version of a plan.
func NextPlan(ctx context.Context, plans []flow.PlanRevision, in []PlanStepInput, cause string) (flow.PlanRevision, error) {
	if len(plans) >= MaxPlans {
		return flow.PlanRevision{}, fault.Precondition("requirement.plans_too_many").With("max", MaxPlans)
	}
	p := flow.PlanRevision{
		Number: len(plans) + 1, Steps: make([]flow.PlanStep, len(in)), Cause: cause,
		MadeAt: viewer.Now(ctx), AuthorID: viewer.From(ctx).Member,
	}
	for i, s := range in {
		p.Steps[i] = flow.PlanStep{Text: s.Text, OwnerID: s.OwnerID, DueAt: viewer.Instant(s.DueAt)}
	}
	return p, nil
}
