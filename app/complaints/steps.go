package complaints

import (
	"context"
	"fmt"
	"slices"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// settle writes what became of a step of the newest plan and ends its clock. Who owns the
// step may, where the owner's word counts.
func settle(ctx context.Context, tx *ent.Tx, c *checks, id typeid.ID, version, step int, typ string, byOwner bool, write func(*flow.PlanStep)) (*ent.Complaint, error) {
	if err := begin(ctx, authz.ComplaintUpdate); err != nil {
		return nil, err
	}
	was, err := lock(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if err := authz.On(ctx, authz.ComplaintUpdate, Record(was)); err != nil {
		return nil, err
	}
	if err := tenants.Version(version, was.Version); err != nil {
		return nil, err
	}
	switch {
	case was.State != flow.ComplaintProcessing:
		return nil, fault.Precondition("complaint.steps_not_processing").With("state", was.State)
	case len(was.Plans) == 0:
		return nil, fault.Precondition("complaint.no_plan")
	}
	plans := slices.Clone(was.Plans)
	newest := &plans[len(plans)-1]
	newest.Steps = slices.Clone(newest.Steps)
	if step < 1 || step > len(newest.Steps) {
		c.fail(fault.Input("step", "input.out_of_range").With("min", 1).With("max", len(newest.Steps)))
	}
	if c.err != nil {
		return nil, c.err
	}
	done := &newest.Steps[step-1]
	me := viewer.From(ctx).Member
	if owns := byOwner && me != "" && done.OwnerID == me; !owns && !handles(ctx, was) {
		return nil, fault.Forbidden().Extend("action", string(authz.ComplaintUpdate))
	}
	if done.DoneAt != nil || done.Waived != "" {
		return nil, fault.Precondition("requirement.step_settled").On("step")
	}
	write(done)
	due, err := clocks.EndMilestone(ctx, tx, clocks.OfComplaint(was), c.now, requirements.Milestones(plans)[step-1])
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetPlans(plans).SetDueAt(due))
	if err != nil {
		return nil, err
	}
	happened(ctx, r, typ, told{fields: []string{"plans"}, clauses: []string{"D2-63"}, detail: map[string]any{"plan": newest.Number, "step": step, "owner": done.OwnerID}})
	return r, nil
}

// checkSteps is requirements.CheckSteps, and of joint handling that who does a step is in the
// group: nobody else is sure to see the complaint. Errors besides: complaint.step_owner.
func checkSteps(ctx context.Context, tx *ent.Tx, c *ent.Complaint, steps []requirements.PlanStepInput, before ...flow.PlanRevision) error {
	if err := requirements.CheckSteps(ctx, tx, steps, before...); err != nil || !joint(c) {
		return err
	}
	group := journal.HandlingGroup(c)
	for i, s := range steps {
		if !slices.Contains(group, s.OwnerID) {
			return fault.Input(fmt.Sprintf("steps[%d].ownerId", i), "complaint.step_owner")
		}
	}
	return nil
}

// tellPlan records the newest plan, to those who do its steps (D2-63).
func tellPlan(ctx context.Context, c *ent.Complaint) {
	plan := c.Plans[len(c.Plans)-1]
	owners := make([]typeid.ID, len(plan.Steps))
	for i, s := range plan.Steps {
		owners[i] = s.OwnerID
	}
	happened(ctx, c, "complaint.planned", told{fields: []string{"plans"}, clauses: []string{"D2-63"}, detail: map[string]any{
		"plan": plan.Number, "steps": len(plan.Steps), "tell": typeid.Unique(owners),
	}})
}

// openSteps tells whether a step of the newest plan is neither done nor waived.
func openSteps(c *ent.Complaint) bool {
	if len(c.Plans) == 0 {
		return false
	}
	return slices.ContainsFunc(c.Plans[len(c.Plans)-1].Steps, func(s flow.PlanStep) bool { return s.DoneAt == nil && s.Waived == "" })
}
