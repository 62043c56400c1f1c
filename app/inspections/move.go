package inspections

import (
	"context"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// AssignInput is who looks.
type AssignInput struct {
	ID              typeid.ID
	ExpectedVersion int
	InspectorID     typeid.ID
}

// Assign says who makes an inspection. Errors: NOT_FOUND on inspectorId, member.left,
// inspection.inspector_elsewhere, inspection.not_management,
// inspection.content_by_author. Records inspection.assigned.
func Assign(ctx context.Context, tx *ent.Tx, in AssignInput) (*ent.Inspection, error) {
	was, next, err := take(ctx, tx, flow.InspectionActAssign, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.InspectorID == "" {
		return nil, fault.Input("inspectorId", "input.required")
	}
	if err := looks(ctx, tx, was.Kind, was.DepartmentID, in.InspectorID); err != nil {
		return nil, err
	}
	if was.Kind == flow.InspectionContent && in.InspectorID == was.CreatedBy {
		return nil, fault.Precondition("inspection.content_by_author").On("inspectorId")
	}
	if in.InspectorID == was.InspectorID {
		return was, nil
	}
	change := was.Update().SetState(next).SetInspectorID(in.InspectorID).SetReminded(0)
	return save(ctx, was, change, "inspection.assigned", nil, "inspector")
}

// CancelInput is an inspection that is not made.
type CancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Cancel gives an inspection up. Errors: BAD_USER_INPUT. Records inspection.cancelled.
func Cancel(ctx context.Context, tx *ent.Tx, in CancelInput) (*ent.Inspection, error) {
	was, next, err := take(ctx, tx, flow.InspectionActCancel, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	return save(ctx, was, was.Update().SetState(next).SetCancelReason(reason), "", nil, "cancelReason")
}
