package inspections

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/app/touchpoints"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/inspection"
	"heed/ent/predicate"
	"heed/ent/touchpoint"
	"heed/ent/touchpointstandard"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// tendedAtOnce is how many rows a change looks at.
const tendedAtOnce = 100

// Tend does each day what inspections need without anybody: what is planned goes by the
// edition that holds now and is of the department that answers for its touchpoint, what
// nobody has made in time is missed, schedules plan what comes next, and inspectors are
// reminded (D2-53, D2-55). Done again it finds nothing. Records inspection.renewed,
// inspection.cancelled, inspection.handed_over, inspection.missed, inspection.planned,
// inspection_schedule.updated, inspection_schedule.ended and inspection.due.
func Tend(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	sys := viewer.SystemOf(ctx)
	for _, some := range []func(context.Context, *ent.Tx) (bool, error){renew, follow, miss} {
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
// nothing to inspect by, and it is cancelled. What had its day while its edition held is
// left to be missed.
func renew(ctx context.Context, tx *ent.Tx) (bool, error) {
	outdated, more, err := locked(ctx, tx, inspection.And(
		inspection.StateEQ(flow.InspectionPlanned),
		inspection.HasStandardWith(
			touchpointstandard.TenantID(viewer.Tenant(ctx)), touchpointstandard.StateNEQ(flow.StandardEffective),
			func(s *sql.Selector) {
				s.Where(sql.Or(
					sql.IsNull(s.C(touchpointstandard.FieldEndedAt)),
					sql.ColumnsLT(s.C(touchpointstandard.FieldEndedAt), sql.Dialect(s.Dialect()).Table(inspection.Table).C(inspection.FieldDueAt)),
				))
			},
		),
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
		change := was.Update().SetState(next).SetCancelReason(reason).SetLapsedAt(viewer.Now(ctx))
		if _, err := save(ctx, was, change, "", nil, "cancelReason"); err != nil {
			return false, err
		}
	}
	return more, nil
}

// follow has what was planned while its touchpoint was handed over follow it.
func follow(ctx context.Context, tx *ent.Tx) (bool, error) {
	left, more, err := locked(ctx, tx, inspection.And(
		inspection.StateEQ(flow.InspectionPlanned),
		inspection.HasTouchpointWith(touchpoint.TenantID(viewer.Tenant(ctx)), touchpoint.DepartmentIDNotNil(), func(s *sql.Selector) {
			s.Where(sql.ColumnsNEQ(s.C(touchpoint.FieldDepartmentID), sql.Dialect(s.Dialect()).Table(inspection.Table).C(inspection.FieldDepartmentID)))
		}),
	))
	if err != nil || len(left) == 0 {
		return false, err
	}
	ids := make([]typeid.ID, len(left))
	for k, was := range left {
		ids[k] = was.TouchpointID
	}
	on, err := tx.Touchpoint.Query().Where(touchpoint.IDIn(ids...)).All(ctx)
	if err != nil {
		return false, fmt.Errorf("inspections: reading touchpoints: %w", err)
	}
	to := map[typeid.ID]typeid.ID{}
	for _, t := range on {
		to[t.ID] = t.DepartmentID
	}
	for _, was := range left {
		if err := touchpoints.HandOverInspection(ctx, was, to[was.TouchpointID]); err != nil {
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
