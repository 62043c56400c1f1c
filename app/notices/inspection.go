package notices

import (
	"context"

	"heed/authz"
	"heed/ent"
	"heed/ent/inspection"
	"heed/rules/typeid"
)

// ofInspection is an inspection: its inspector does it, by the end of its day.
func (a *about) ofInspection(ctx context.Context, tx *ent.Tx) error {
	i, err := tx.Inspection.Query().Where(inspection.ID(a.id)).Only(ctx)
	if err != nil {
		return err
	}
	a.record = authz.Record{Departments: []typeid.ID{i.DepartmentID}, Members: []typeid.ID{i.InspectorID, i.CreatedBy}}
	a.creator, a.assignee, a.department = i.CreatedBy, i.InspectorID, i.DepartmentID
	a.due(i.DueAt)
	return nil
}
