package inspections

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/app/touchpoints"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/inspection"
	"heed/ent/inspectionschedule"
	"heed/ent/member"
	"heed/ent/touchpoint"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/period"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// planNext plans what schedules ask for in the present period, some schedules at a time.
func planNext(ctx context.Context, j *journal.Journal) error {
	for after, more := typeid.ID(""), true; more; {
		if _, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			q := tx.InspectionSchedule.Query().Where(inspectionschedule.Active(true)).Order(inspectionschedule.ByID()).Limit(tendedAtOnce)
			if after != "" { // the empty id is NULL, and nothing is greater
				q.Where(inspectionschedule.IDGT(after))
			}
			q.Modify(database.Lock)
			all, err := q.All(ctx)
			if err != nil {
				return fmt.Errorf("inspections: reading schedules: %w", err)
			}
			if more = len(all) == tendedAtOnce; len(all) > 0 {
				after = all[len(all)-1].ID
			}
			return planSome(ctx, tx, all)
		}); err != nil {
			return err
		}
	}
	return nil
}

// asked is an inspection that a schedule asks for.
type asked struct {
	by   *ent.InspectionSchedule
	slot string
	day  time.Time
}

// planSome plans what the schedules ask for that is not planned, in the same statements
// for any number of them. What has no standard that holds is not inspected; a touchpoint
// that is retired is inspected no more; one that another department answers for now is
// inspected there.
func planSome(ctx context.Context, tx *ent.Tx, all []*ent.InspectionSchedule) error {
	wanted, err := wanting(ctx, tx, all)
	if err != nil || len(wanted) == 0 {
		return err
	}
	var ids, inspectors []typeid.ID
	for _, a := range wanted {
		ids, inspectors = append(ids, a.by.TouchpointID), append(inspectors, a.by.InspectorID)
	}
	on, err := tx.Touchpoint.Query().Where(touchpoint.IDIn(present(ids...)...)).All(ctx)
	if err != nil {
		return fmt.Errorf("inspections: reading touchpoints: %w", err)
	}
	of := map[typeid.ID]*ent.Touchpoint{}
	for _, t := range on {
		of[t.ID] = t
	}
	standards, err := touchpoints.Effective(ctx, tx.Client(), on)
	if err != nil {
		return err
	}
	here, err := working(ctx, tx, present(inspectors...))
	if err != nil {
		return err
	}
	for _, a := range wanted {
		t, s := of[a.by.TouchpointID], standards[a.by.TouchpointID]
		switch {
		case t == nil || t.State == flow.TouchpointRetired:
			if _, err := endSchedule(ctx, a.by, label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Inspection", "RETIRED")); err != nil {
				return err
			}
			continue
		case s == nil:
			continue
		case t.DepartmentID != a.by.DepartmentID:
			if a.by, err = handedOver(ctx, a.by, t.DepartmentID); err != nil {
				return err
			}
		}
		inspector := a.by.InspectorID
		if !here[inspector] {
			inspector = ""
		}
		i, err := tx.Inspection.Create().SetKind(a.by.Kind).SetTouchpointID(t.ID).SetStandardID(s.ID).SetScheduleID(a.by.ID).SetDepartmentID(t.DepartmentID).
			SetInspectorID(inspector).SetPlannedOn(a.day.Format(time.DateOnly)).SetDueAt(endOf(a.day)).SetSlot(a.slot).
			SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{}).Save(ctx)
		if err != nil {
			return written(err)
		}
		tellPlanned(ctx, i)
	}
	return nil
}

// handedOver has a schedule follow its touchpoint to the department that answers for it
// now, whose members inspect themselves. Records inspection_schedule.updated.
func handedOver(ctx context.Context, was *ent.InspectionSchedule, to typeid.ID) (*ent.InspectionSchedule, error) {
	change, fields := was.Update().SetDepartmentID(to), []string{"department"}
	if was.Kind == flow.InspectionSelf {
		change.ClearInspectorID()
		fields = append(fields, "inspector")
	}
	s, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("inspections: handing a schedule over: %w", err)
	}
	e := scheduleEvent(s, "inspection_schedule.updated")
	e.Fields, e.Departments = fields, present(append(e.Departments, was.DepartmentID)...)
	journal.Record(ctx, e)
	return s, nil
}

// wanting are the schedules whose inspection of the present period is not planned, and
// whose day has not passed.
func wanting(ctx context.Context, tx *ent.Tx, all []*ent.InspectionSchedule) ([]asked, error) {
	zone, now := tenants.ConfigFrom(ctx).Zone, viewer.Now(ctx)
	today := now.In(zone).Format(time.DateOnly)
	var (
		wanted []asked
		slots  []string
	)
	for _, s := range all {
		span := period.Of(s.Cadence, now, zone)
		last := span.Due().In(zone)
		day := time.Date(last.Year(), last.Month(), s.Day, 0, 0, 0, 0, zone)
		if day.Format(time.DateOnly) < today {
			continue
		}
		wanted = append(wanted, asked{by: s, slot: string(s.ID) + " " + span.Name, day: day})
		slots = append(slots, wanted[len(wanted)-1].slot)
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	there, err := tx.Inspection.Query().Where(inspection.SlotIn(slots...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("inspections: looking for what is planned: %w", err)
	}
	planned := map[string]bool{}
	for _, i := range there {
		planned[*i.Slot] = true
	}
	open := wanted[:0]
	for _, a := range wanted {
		if !planned[a.slot] {
			open = append(open, a)
		}
	}
	return open, nil
}

// working are the members of these who still work here.
func working(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (map[typeid.ID]bool, error) {
	here := map[typeid.ID]bool{}
	if len(ids) == 0 {
		return here, nil
	}
	found, err := tx.Member.Query().Where(member.IDIn(ids...), member.StateNEQ(flow.MemberLeft)).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("inspections: reading inspectors: %w", err)
	}
	for _, id := range found {
		here[id] = true
	}
	return here, nil
}
