package complaints

import (
	"context"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// AssignInput is who works on a complaint. Nil stays; an empty assignee is nobody.
type AssignInput struct {
	ID                typeid.ID
	ExpectedVersion   int
	OwnerDepartmentID *typeid.ID
	AssigneeID        *typeid.ID
}

// Assign gives a complaint to a department and a member (D2-60). What it says already
// changes nothing and tells nothing. With another department the clock of its resolution
// is counted anew by the deadline that fits then. Errors: input.empty_update,
// input.required, NOT_FOUND on the ids, department.inactive, member.left. Records
// complaint.assigned, for those before and after.
func Assign(ctx context.Context, tx *ent.Tx, in AssignInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActAssign, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.OwnerDepartmentID == nil && in.AssigneeID == nil {
		return nil, fault.Input("", "input.empty_update")
	}
	change, t := was.Update(), told{was: was, clauses: []string{"D2-60"}}
	if id := in.OwnerDepartmentID; id != nil && *id != was.OwnerDepartmentID {
		if *id == "" {
			return nil, fault.Input("ownerDepartmentId", "input.required")
		}
		if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "ownerDepartmentId", ID: *id}); err != nil {
			return nil, err
		}
		change.SetOwnerDepartmentID(*id)
		t.fields = append(t.fields, "ownerDepartment")
	}
	if id := in.AssigneeID; id != nil && *id != was.AssigneeID {
		if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "assigneeId", ID: *id}); err != nil {
			return nil, err
		}
		if change.SetAssigneeID(*id); *id == "" {
			change.ClearAssigneeID()
		}
		t.fields = append(t.fields, "assignee")
	}
	if len(t.fields) == 0 {
		return was, nil
	}
	placed := *was
	if in.OwnerDepartmentID != nil {
		placed.OwnerDepartmentID = *in.OwnerDepartmentID
	}
	due, err := clocks.Repromise(ctx, tx, clocks.OfComplaint(&placed), sla.ClockComplaintResolution, nil)
	if err != nil {
		return nil, err
	}
	c, err := save(ctx, was, change.SetDueAt(due))
	if err != nil {
		return nil, err
	}
	happened(ctx, c, "complaint.assigned", t)
	return c, nil
}
