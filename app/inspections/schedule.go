package inspections

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/inspectionschedule"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// lastDay is the last day that every month has.
const lastDay = 28

// ScheduleInput is how often a touchpoint is looked at.
type ScheduleInput struct {
	TouchpointID typeid.ID
	Kind         flow.InspectionKind
	Cadence      flow.Period
	Day          int
	InspectorID  *typeid.ID
}

// Schedule has a touchpoint inspected each month or quarter, on a day of the month, of
// the last one of a quarter (D2-53, D2-55): the duty inspection_plan plans each. There is
// one schedule of a kind for a touchpoint. Errors: NOT_FOUND on the ids, inspection.kind,
// inspection.cadence, inspection.not_confirmed, inspection.scheduled,
// inspection.inspector_elsewhere, inspection.not_management, FORBIDDEN, BAD_USER_INPUT.
// Records inspection_schedule.created.
func Schedule(ctx context.Context, tx *ent.Tx, in ScheduleInput) (*ent.InspectionSchedule, error) {
	if err := begin(ctx, authz.InspectionTransition); err != nil {
		return nil, err
	}
	c := checking(ctx)
	known(c, "kind", in.Kind)
	known(c, "cadence", in.Cadence)
	switch {
	case c.Err != nil:
	case !in.Kind.Scheduled():
		c.Fail(fault.Input("kind", "inspection.kind"))
	case in.Cadence != flow.PeriodMonth && in.Cadence != flow.PeriodQuarter:
		c.Fail(fault.Input("cadence", "inspection.cadence"))
	case in.Day < 1 || in.Day > lastDay:
		c.Fail(fault.Input("day", "input.out_of_range").With("min", 1).With("max", lastDay))
	}
	if c.Err != nil {
		return nil, c.Err
	}
	on, err := touchpointOf(ctx, tx, in.TouchpointID)
	if err != nil {
		return nil, err
	}
	if on.State != flow.TouchpointConfirmed {
		return nil, fault.Precondition("inspection.not_confirmed").On("touchpointId")
	}
	if err := looked(ctx, authz.InspectionTransition, in.Kind, on.DepartmentID, ""); err != nil {
		return nil, err
	}
	inspector := optional.Value(in.InspectorID)
	if err := looks(ctx, tx, in.Kind, on.DepartmentID, inspector); err != nil {
		return nil, err
	}
	s, err := tx.InspectionSchedule.Create().SetTouchpointID(on.ID).SetDepartmentID(on.DepartmentID).SetKind(in.Kind).SetCadence(in.Cadence).
		SetDay(in.Day).SetInspectorID(inspector).SetSlot(string(in.Kind) + " " + string(on.ID)).Save(ctx)
	if sqlgraph.IsUniqueConstraintError(err) {
		return nil, fault.Conflict("inspection.scheduled").On("touchpointId").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("inspections: writing a schedule: %w", err)
	}
	journal.Record(ctx, scheduleEvent(s, "inspection_schedule.created"))
	return s, nil
}

// ScheduleRecord is what scopes look at in a schedule: the department that is looked at,
// who looks, and who made it.
func ScheduleRecord(s *ent.InspectionSchedule) authz.Record {
	return authz.Record{Departments: present(s.DepartmentID), Members: present(s.InspectorID, s.CreatedBy)}
}

// scheduleEvent is what the journal tells of a schedule.
func scheduleEvent(s *ent.InspectionSchedule, typ string) journal.Event {
	record := ScheduleRecord(s)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectSchedule, ID: s.ID},
		Departments: record.Departments, Members: record.Members, Clauses: []string{clauseOf(s.Kind)},
		Detail: map[string]any{"kind": s.Kind, "touchpoint": s.TouchpointID, "cadence": s.Cadence, "day": s.Day},
	}
}

// ScheduleEndInput is a schedule that holds no longer.
type ScheduleEndInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// EndSchedule ends a schedule; what it has planned stays planned. Errors:
// inspection.schedule_ended, BAD_USER_INPUT. Records inspection_schedule.ended.
func EndSchedule(ctx context.Context, tx *ent.Tx, in ScheduleEndInput) (*ent.InspectionSchedule, error) {
	if err := begin(ctx, authz.InspectionTransition); err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, authz.InspectionRead); err != nil {
		return nil, err
	}
	q := tx.InspectionSchedule.Query().Where(inspectionschedule.ID(in.ID))
	q.Modify(database.Lock)
	was, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("inspections: locking a schedule: %w", err)
	}
	if err := looked(ctx, authz.InspectionTransition, was.Kind, was.DepartmentID, ""); err != nil {
		return nil, err
	}
	if err := tenants.Version(in.ExpectedVersion, was.Version); err != nil {
		return nil, err
	}
	if !was.Active {
		return nil, fault.Precondition("inspection.schedule_ended")
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	return endSchedule(ctx, was, reason)
}

func endSchedule(ctx context.Context, was *ent.InspectionSchedule, reason string) (*ent.InspectionSchedule, error) {
	s, err := was.Update().SetActive(false).SetEndedAt(viewer.Now(ctx)).SetEndReason(reason).ClearSlot().Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("inspections: ending a schedule: %w", err)
	}
	journal.Record(ctx, scheduleEvent(s, "inspection_schedule.ended"))
	return s, nil
}
