package requirements

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/ent/requirementlink"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PlanInput is a requirement's assessments and its first plan.
type PlanInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Feasibility     FeasibilityInput
	Value           ValueInput
	Steps           []PlanStepInput
	AssigneeID      *typeid.ID
}

// Plan records both assessments and a plan with its assignee (D0-34 to D0-37,
// D0-51, D0-52). They decide, and stand with those of the departments in the place of
// what the planner's gave before (Assess). Errors: requirement.feasibility_incomplete,
// requirement.value_incomplete, requirement.plan_empty,
// requirement.plan_step_incomplete, requirement.no_assignee, and
// requirement.open_conflict while a conflict with another requirement is open
// (D0-38). Records requirement.planned, also for the assignee before, with what the planner's
// department had given before.
func Plan(ctx context.Context, tx *ent.Tx, in PlanInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActPlan, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{}
	in.Feasibility.check(&c, "feasibility")
	in.Value.check(&c, "value")
	if c.err != nil {
		return nil, c.err
	}
	if err := CheckSteps(ctx, tx, in.Steps); err != nil {
		return nil, err
	}
	t := told{clauses: []string{"D0-34", "D0-35", "D0-36", "D0-37", "D0-51", "D0-52"}, was: was}
	assignee := was.AssigneeID
	if given := set(in.AssigneeID); given != nil {
		if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "assigneeId", ID: *given}); err != nil {
			return nil, err
		}
		differ(&t, "assignee", assignee, *given)
		assignee = *given
	}
	if assignee == "" {
		return nil, fault.Precondition("requirement.no_assignee").On("assigneeId")
	}
	if err := noOpenConflict(ctx, tx, was.ID); err != nil {
		return nil, err
	}
	plan, err := NextPlan(ctx, was.Plans, in.Steps, "")
	if err != nil {
		return nil, err
	}
	if err := dropPending(ctx, tx, was); err != nil { // it is taken up after all
		return nil, err
	}
	by := assessing(ctx)
	given := assessments{
		feasibility: in.Feasibility.assessment(by), value: in.Value.assessment(by, tenants.ConfigFrom(ctx).Tenant.Settings), deciding: true,
	}
	own, err := ownAssessments(ctx, tx, was.ID, by)
	if err != nil {
		return nil, err
	}
	if before := own.before(given); before != nil {
		t.detail = orMap(t.detail)
		t.detail["before"] = before
	}
	if err := keepAssessments(ctx, tx, was.ID, by, given, own); err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().ClearPendingApprovalID().
		SetState(next).SetAssigneeID(assignee).SetPlans(append(slices.Clone(was.Plans), plan)).
		SetFeasibility(given.feasibility).SetValue(given.value))
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, t)
	return r, nil
}

// noOpenConflict refuses a plan while a conflict is open, from either side, and
// whether or not the viewer may read the other requirement. With what was
// rejected or merged nothing conflicts any more.
func noOpenConflict(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	stands := []predicate.Requirement{
		requirement.TenantID(viewer.Tenant(ctx)), // what lies behind an edge is not limited to the company by itself
		requirement.StateNotIn(flow.RequirementRejected, flow.RequirementMerged),
	}
	open, err := tx.RequirementLink.Query().Where(
		requirementlink.TypeEQ(flow.LinkConflict), requirementlink.ResolvedAtIsNil(),
		requirementlink.Or(
			requirementlink.And(requirementlink.RequirementID(id), requirementlink.HasOtherWith(stands...)),
			requirementlink.And(requirementlink.OtherID(id), requirementlink.HasRequirementWith(stands...)),
		),
	).Exist(viewer.SystemOf(ctx))
	switch {
	case err != nil:
		return fmt.Errorf("requirements: reading conflicts: %w", err)
	case open:
		return fault.Precondition("requirement.open_conflict")
	}
	return nil
}
