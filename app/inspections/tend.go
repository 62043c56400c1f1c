package inspections

import (
	"context"
	"fmt"
	"time"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/app/touchpoints"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/inspection"
	"heed/ent/predicate"
	"heed/ent/touchpointstandard"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// tendedAtOnce is how many rows a change looks at.
const tendedAtOnce = 100

// remindAhead is how many days before its day an inspection is reminded of.
const remindAhead = 3

// Tend does each day what inspections need without anybody: what nobody has made in time
// is missed, what is planned goes by the edition that holds now, schedules plan what
// comes next, and inspectors are reminded (D2-53, D2-55). Done again it finds nothing.
// Records inspection.missed, inspection.renewed, inspection.cancelled,
// inspection.planned, inspection_schedule.updated, inspection_schedule.ended and
// inspection.due.
func Tend(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	sys := viewer.SystemOf(ctx)
	for _, some := range []func(context.Context, *ent.Tx) (bool, error){miss, renew} {
		if err := all(sys, j, some); err != nil {
			return err
		}
	}
	if err := planNext(sys, j); err != nil {
		return err
	}
	return all(sys, j, remind)
}

// all does something to some inspections after others, a change each, until none is left.
func all(ctx context.Context, j *journal.Journal, some func(context.Context, *ent.Tx) (bool, error)) error {
	for more := true; more; {
		if _, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
			more, err = some(ctx, tx)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// locked are some of the inspections that fit, locked; true where there may be more.
func locked(ctx context.Context, tx *ent.Tx, fit predicate.Inspection) ([]*ent.Inspection, bool, error) {
	ids, err := tx.Inspection.Query().Where(fit).Order(inspection.ByID()).Limit(tendedAtOnce).IDs(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("inspections: looking for what is to be tended: %w", err)
	}
	if len(ids) == 0 {
		return nil, false, nil
	}
	q := tx.Inspection.Query().Where(inspection.IDIn(ids...), fit).Order(inspection.ByID())
	q.Modify(database.Lock)
	all, err := q.All(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("inspections: locking what is to be tended: %w", err)
	}
	return all, len(ids) == tendedAtOnce, nil
}

// miss ends what nobody has made by the end of its day; the department's head and the
// management are told.
func miss(ctx context.Context, tx *ent.Tx) (bool, error) {
	now := viewer.Now(ctx)
	late, more, err := locked(ctx, tx, inspection.And(inspection.StateEQ(flow.InspectionPlanned), inspection.DueAtLTE(now)))
	if err != nil || len(late) == 0 {
		return false, err
	}
	people, err := clocks.PeopleOf(ctx, tx)
	if err != nil {
		return false, err
	}
	for _, was := range late {
		next, err := flow.Inspection.Next(was.State, flow.InspectionActMiss)
		if err != nil {
			return false, err
		}
		tell := present(append(people.HeadAndManagement(ctx, was.DepartmentID), was.InspectorID)...)
		if _, err := save(ctx, was, was.Update().SetState(next).SetMissedAt(now), "", map[string]any{"tell": tell, "dueAt": was.DueAt}); err != nil {
			return false, err
		}
	}
	return more, nil
}

// renew has what is planned go by the edition that holds now; where none does, there is
// nothing to inspect by, and it is cancelled.
func renew(ctx context.Context, tx *ent.Tx) (bool, error) {
	outdated, more, err := locked(ctx, tx, inspection.And(
		inspection.StateEQ(flow.InspectionPlanned),
		inspection.HasStandardWith(touchpointstandard.TenantID(viewer.Tenant(ctx)), touchpointstandard.StateNEQ(flow.StandardEffective)),
	))
	if err != nil || len(outdated) == 0 {
		return false, err
	}
	holding, err := holding(ctx, tx, outdated)
	if err != nil {
		return false, err
	}
	for _, was := range outdated {
		if s := holding[was.TouchpointID]; s != nil {
			if _, err := save(ctx, was, was.Update().SetStandardID(s.ID), "inspection.renewed", map[string]any{"edition": s.Edition}, "standard"); err != nil {
				return false, err
			}
			continue
		}
		next, err := flow.Inspection.Next(was.State, flow.InspectionActCancel)
		if err != nil {
			return false, err
		}
		reason := label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Inspection", "NO_STANDARD")
		if _, err := save(ctx, was, was.Update().SetState(next).SetCancelReason(reason), "", nil, "cancelReason"); err != nil {
			return false, err
		}
	}
	return more, nil
}

// holding are the editions that hold of the inspections' touchpoints.
func holding(ctx context.Context, tx *ent.Tx, all []*ent.Inspection) (map[typeid.ID]*ent.TouchpointStandard, error) {
	of := make([]*ent.Touchpoint, len(all))
	for k, i := range all {
		of[k] = &ent.Touchpoint{ID: i.TouchpointID}
	}
	return touchpoints.Effective(ctx, tx.Client(), of)
}

// remind tells inspectors some days ahead, once, whoever it is then; where nobody is
// named the head of the department, and the management.
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
	for _, was := range near {
		tell := present(was.InspectorID)
		if len(tell) == 0 {
			tell = people.HeadAndManagement(ctx, was.DepartmentID)
		}
		if _, err := save(ctx, was, was.Update().SetReminded(1), "inspection.due", map[string]any{"tell": tell, "dueAt": was.DueAt}); err != nil {
			return false, err
		}
	}
	return more, nil
}
