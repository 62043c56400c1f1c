package inspections

import (
	"context"
	"fmt"
	"time"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/inspection"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// remindAhead is how many days before its day an inspection is reminded of.
const remindAhead = 3

// remind tells inspectors some days ahead, once, whoever it is then; where nobody is
// named who still works here the head of the department, and the management. That they
// were is kept beside the record: its version stays, for nobody changed it, and a phone
// that knows it may be under way.
func remind(ctx context.Context, tx *ent.Tx) (bool, error) {
	local := viewer.Now(ctx).In(tenants.ConfigFrom(ctx).Zone)
	until := time.Date(local.Year(), local.Month(), local.Day()+remindAhead+1, 0, 0, 0, 0, local.Location())
	near, more, err := locked(ctx, tx, inspection.And(
		inspection.StateEQ(flow.InspectionPlanned), inspection.Reminded(0), inspection.DueAtGT(viewer.Now(ctx)), inspection.DueAtLTE(until.UTC()),
	))
	if err != nil || len(near) == 0 {
		return false, err
	}
	people, err := clocks.PeopleOf(ctx, tx)
	if err != nil {
		return false, err
	}
	inspectors := make([]typeid.ID, len(near))
	for k, i := range near {
		inspectors[k] = i.InspectorID
	}
	here, err := working(ctx, tx, present(inspectors...))
	if err != nil {
		return false, err
	}
	for _, i := range near {
		tell := present(i.InspectorID)
		if !here[i.InspectorID] {
			tell = people.HeadAndManagement(ctx, i.DepartmentID)
		}
		const kept = "UPDATE inspections SET reminded = 1 WHERE tenant_id = $1 AND id = $2"
		if _, err := tx.ExecContext(ctx, kept, viewer.Tenant(ctx), i.ID); err != nil {
			return false, fmt.Errorf("inspections: keeping that somebody was reminded of %s: %w", i.ID, err)
		}
		e := event(i, "inspection.due")
		e.Detail["tell"], e.Detail["dueAt"] = tell, i.DueAt
		journal.Record(ctx, e)
	}
	return more, nil
}
