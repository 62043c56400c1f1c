package sets

import (
	"context"
	"fmt"

	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// HandOverInput is a set and the department that is to answer it.
type HandOverInput struct {
	ID              typeid.ID
	ExpectedVersion int
	DepartmentID    typeid.ID
}

// HandOver routes a confirmed set to a department, whose head is told, and which
// assists in its requirements from then on (D0-39, D2-28, D2-29). Errors:
// NOT_FOUND on departmentId, department.inactive. Records
// requirement_set.handed_over.
func HandOver(ctx context.Context, tx *ent.Tx, in HandOverInput) (*ent.RequirementSet, error) {
	was, next, err := take(ctx, tx, flow.SetActHandOver, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.DepartmentID == "" {
		return nil, fault.NotFound().On("departmentId")
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: in.DepartmentID}); err != nil {
		return nil, err
	}
	ids, err := contents(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	s, err := was.Update().SetState(next).SetTakenByID(in.DepartmentID).SetHandedOverAt(viewer.Now(ctx)).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("sets: handing %s over: %w", was.ID, err)
	}
	moved(ctx, s, was.State, routed, map[string]any{"takenBy": in.DepartmentID})
	return s, requirements.Assist(ctx, tx, in.DepartmentID, ids...)
}
