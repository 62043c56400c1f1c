package inspections

import (
	"context"
	"fmt"
	"maps"
	"slices"
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
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// planAhead is how many days before its day an inspection of the next period is planned:
// else one of the first days would be planned when it is due, or has passed.
const planAhead = 7

// planNext plans what schedules ask for in the present period and soon in the next, some
// schedules at a time.
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
// that is retired is inspected no more.
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
	ended := map[typeid.ID]bool{}
	for _, a := range wanted {
		t, s := of[a.by.TouchpointID], standards[a.by.TouchpointID]
		switch {
		case ended[a.by.ID]:
			continue
		case t == nil || t.State == flow.TouchpointRetired:
			if _, err := endSchedule(ctx, a.by, label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Inspection", "RETIRED")); err != nil {
				return err
			}
			ended[a.by.ID] = true
			continue
		case s == nil:
			continue
		case t.DepartmentID != a.by.DepartmentID: // made while the touchpoint was handed over
			by, err := touchpoints.HandOverSchedule(ctx, a.by, t.DepartmentID)
			if err != nil {
				return err
			}
			*a.by = *by // another inspection may be asked for by it
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

// days are the days that a schedule asks for, with the names of their periods: that of
// the present period, if it has not passed, and that of the next, if it comes soon. A day
// that is not worked is moved to one that is.
func days(ctx context.Context, s *ent.InspectionSchedule) map[string]time.Time {
	config, now := tenants.ConfigFrom(ctx), viewer.Now(ctx)
	zone, all := config.Zone, map[string]time.Time{}
	local := now.In(zone)
	present := period.Of(s.Cadence, now, zone)
	for _, span := range []period.Span{present, period.Of(s.Cadence, present.End, zone)} {
		last := span.Due().In(zone)
		day := time.Date(last.Year(), last.Month(), s.Day, 0, 0, 0, 0, zone)
		day = sla.WorkingDay(day, span.Start.In(zone), span.End.In(zone), config.Calendar())
		soon := local.AddDate(0, 0, planAhead).Format(time.DateOnly)
		if on := day.Format(time.DateOnly); on >= local.Format(time.DateOnly) && (span == present || on <= soon) {
			all[span.Name] = day
		}
	}
	return all
}

// wanting are the inspections that the schedules ask for and that are not planned.
func wanting(ctx context.Context, tx *ent.Tx, all []*ent.InspectionSchedule) ([]asked, error) {
	var (
		wanted []asked
		slots  []string
	)
	for _, s := range all {
		of := days(ctx, s)
		for _, name := range slices.Sorted(maps.Keys(of)) {
			wanted = append(wanted, asked{by: s, slot: string(s.ID) + " " + name, day: of[name]})
			slots = append(slots, wanted[len(wanted)-1].slot)
		}
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
