package complaints

import (
	"context"
	"time"

	"heed/app/clocks"
	"heed/app/requirements"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PlanInput is another plan than the one before.
type PlanInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Steps           []requirements.PlanStepInput
	Cause           string // why the plan before did not hold
}

// Plan makes the handling's plan, or another than the one before, which takes a cause
// (complaint.plan_cause): what was open of that is no longer planned, and its clocks end
// (D2-63). Errors besides: those of plans. Records complaint.planned.
func Plan(ctx context.Context, tx *ent.Tx, in PlanInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActPlan, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{now: viewer.Now(ctx)}
	if len(was.Plans) > 0 {
		c.reason("cause", &in.Cause, "complaint.plan_cause")
	}
	if c.err != nil {
		return nil, c.err
	}
	if err := checkSteps(ctx, tx, was, in.Steps, was.Plans...); err != nil {
		return nil, err
	}
	plan, err := requirements.NextPlan(ctx, was.Plans, in.Steps, in.Cause)
	if err != nil {
		return nil, err
	}
	if _, err := clocks.EndMilestones(ctx, tx, clocks.OfComplaint(was), c.now, requirements.Milestones(was.Plans)); err != nil {
		return nil, err
	}
	plans := append(was.Plans[:len(was.Plans):len(was.Plans)], plan)
	due, err := requirements.StartSteps(ctx, tx, clocks.OfComplaint(was), plans, time.Time{}, c.now)
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetPlans(plans).SetDueAt(due))
	if err != nil {
		return nil, err
	}
	tellPlan(ctx, r)
	return r, nil
}

// StepDoneInput is a step of the newest plan that is done.
type StepDoneInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Step            int        // 1 for the first
	DoneAt          *time.Time // now when left out
}

// StepDone says that a step of the newest plan is done; its clock stops (D2-63). Who
// handles the complaint says so, and who does the step. Errors: complaint.steps_not_processing,
// complaint.no_plan, requirement.step_settled. Records complaint.step_done.
func StepDone(ctx context.Context, tx *ent.Tx, in StepDoneInput) (*ent.Complaint, error) {
	c := checks{now: viewer.Now(ctx)}
	at := c.pastOr("doneAt", in.DoneAt)
	return settle(ctx, tx, &c, in.ID, in.ExpectedVersion, in.Step, "complaint.step_done", true, func(s *flow.PlanStep) { s.DoneAt = &at })
}

// StepWaiveInput is a step of the newest plan that is not needed.
type StepWaiveInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Step            int
	Reason          string
}

// StepWaive says that a step of the newest plan is not needed, and why: who handles the
// complaint does. Errors are those of StepDone. Records complaint.step_waived.
func StepWaive(ctx context.Context, tx *ent.Tx, in StepWaiveInput) (*ent.Complaint, error) {
	c := checks{now: viewer.Now(ctx)}
	c.text("reason", &in.Reason, maxShort)
	return settle(ctx, tx, &c, in.ID, in.ExpectedVersion, in.Step, "complaint.step_waived", false, func(s *flow.PlanStep) { s.Waived = in.Reason })
}
