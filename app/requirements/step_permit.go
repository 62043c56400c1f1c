package requirements

import (
	"context"
	"fmt"

	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maySettle lets the leading department, the assignee and the step's owner say that a
// step is done, and other departments that work on the requirement of the steps of their
// members (D0-58).
func maySettle(ctx context.Context, tx *ent.Tx, r *ent.Requirement, step flow.PlanStep) error {
	work := authz.Record{Departments: []typeid.ID{r.LeadDepartmentID}, Members: []typeid.ID{r.AssigneeID, step.OwnerID}}
	if coversUpdate(ctx, work) {
		return nil
	}
	owner, err := tx.Member.Query().Where(member.ID(step.OwnerID)).Only(viewer.SystemOf(ctx))
	if ent.MaskNotFound(err) != nil {
		return fmt.Errorf("requirements: reading a step's owner: %w", err)
	}
	if owner != nil && coversUpdate(ctx, authz.Record{Departments: []typeid.ID{owner.DepartmentID}}) {
		return nil
	}
	return notTheirStep(ctx)
}

// mayWaive lets the leading department say that a step is not needed.
func mayWaive(ctx context.Context, _ *ent.Tx, r *ent.Requirement, _ flow.PlanStep) error {
	if coversUpdate(ctx, authz.Record{Departments: []typeid.ID{r.LeadDepartmentID}}) {
		return nil
	}
	return notTheirStep(ctx)
}

func coversUpdate(ctx context.Context, record authz.Record) bool {
	v := viewer.From(ctx)
	return authz.Covers(v, v.Scope(string(authz.RequirementUpdate)), record)
}

func notTheirStep(ctx context.Context) error {
	return fault.Forbidden().Extend("action", string(authz.RequirementUpdate)).
		Extend("scope", string(viewer.From(ctx).Scope(string(authz.RequirementUpdate))))
}
