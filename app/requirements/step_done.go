package requirements

import (
	"context"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// StepDoneInput is a step of the newest plan that is done.
type StepDoneInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Step            int        // 1 for the first
	DoneAt          *time.Time // now when left out
}

// StepDone says that a step of the newest plan is done, while the requirement is worked
// on (D0-51, D0-53); its clock stops. The leading department does, the assignee, and the
// step's owner; departments that assist say so of theirs. Errors: FORBIDDEN,
// requirement.steps_not_processing, requirement.step_settled. Records
// requirement.step_done.
func StepDone(ctx context.Context, tx *ent.Tx, in StepDoneInput) (*ent.Requirement, error) {
	c := checks{now: viewer.Now(ctx)}
	at := c.now
	if in.DoneAt != nil {
		c.past("doneAt", *in.DoneAt)
		at = happenedAt(*in.DoneAt, c.now)
	}
	return settleStep(ctx, tx, &c, in.ID, in.ExpectedVersion, in.Step, "requirement.step_done", maySettle, func(s *flow.PlanStep) { s.DoneAt = &at })
}

// StepWaiveInput is a step of the newest plan that is not needed.
type StepWaiveInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Step            int
	Reason          string
}

// StepWaive says that a step of the newest plan is not needed, and why: the leading
// department does. Whose date has passed was late all the same. Errors are those of
// StepDone. Records requirement.step_waived.
func StepWaive(ctx context.Context, tx *ent.Tx, in StepWaiveInput) (*ent.Requirement, error) {
	c := checks{now: viewer.Now(ctx)}
	c.text("reason", &in.Reason, maxShort)
	return settleStep(ctx, tx, &c, in.ID, in.ExpectedVersion, in.Step, "requirement.step_waived", mayWaive, func(s *flow.PlanStep) { s.Waived = in.Reason })
}

// stepPermit refuses to settle a step of a requirement that the viewer may change.
type stepPermit func(ctx context.Context, tx *ent.Tx, r *ent.Requirement, step flow.PlanStep) error

func settleStep(ctx context.Context, tx *ent.Tx, c *checks, id typeid.ID, version, step int, typ string, permit stepPermit, settle func(*flow.PlanStep)) (*ent.Requirement, error) {
	if err := begin(ctx, authz.RequirementUpdate); err != nil {
		return nil, err
	}
	all, err := lock(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fault.NotFound()
	}
	was := all[0]
	if err := authz.On(ctx, authz.RequirementUpdate, Record(was)); err != nil {
		return nil, err
	}
	if err := tenants.Version(version, was.Version); err != nil {
		return nil, err
	}
	if was.State != flow.RequirementProcessing {
		return nil, fault.Precondition("requirement.steps_not_processing").With("state", was.State)
	}
	if len(was.Plans) == 0 {
		return nil, fault.Precondition("requirement.plan_empty")
	}
	plans := slices.Clone(was.Plans)
	newest := &plans[len(plans)-1]
	newest.Steps = slices.Clone(newest.Steps)
	if c.upTo(len(newest.Steps), "step", step); c.err != nil {
		return nil, c.err
	}
	done := &newest.Steps[step-1]
	if err := permit(ctx, tx, was, *done); err != nil {
		return nil, err
	}
	if done.DoneAt != nil || done.Waived != "" {
		return nil, fault.Precondition("requirement.step_settled").On("step")
	}
	settle(done)
	due, err := clocks.EndMilestone(ctx, tx, clocks.OfRequirement(was), c.now, Milestones(plans)[step-1])
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetPlans(plans).SetDueAt(due))
	if err != nil {
		return nil, err
	}
	happened(ctx, r, typ, told{
		fields: []string{"plans"}, clauses: []string{"D0-51", "D0-53"},
		detail: map[string]any{"plan": newest.Number, "step": step, "owner": done.OwnerID},
	})
	return r, nil
}
