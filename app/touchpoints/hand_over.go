package touchpoints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/inspection"
	"heed/ent/inspectionschedule"
	"heed/ent/touchpointstandard"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// handOver gives what is written or holds of a touchpoint's standard, what is planned to
// inspect it, and its schedules to another department, whose permission may not have
// reached them before.
func handOver(ctx context.Context, tx *ent.Tx, touchpoint, to typeid.ID) error {
	if err := handOverStandards(ctx, tx, touchpoint, to); err != nil {
		return err
	}
	sys := viewer.SystemOf(ctx)
	planned := tx.Inspection.Query().Where(inspection.TouchpointID(touchpoint), inspection.StateEQ(flow.InspectionPlanned)).Order(inspection.ByID())
	planned.Modify(database.Lock)
	all, err := planned.All(sys)
	if err != nil {
		return fmt.Errorf("touchpoints: locking what is planned: %w", err)
	}
	for _, was := range all {
		if err := HandOverInspection(ctx, was, to); err != nil {
			return err
		}
	}
	lasting := tx.InspectionSchedule.Query().Where(inspectionschedule.TouchpointID(touchpoint), inspectionschedule.Active(true)).Order(inspectionschedule.ByID())
	lasting.Modify(database.Lock)
	schedules, err := lasting.All(sys)
	if err != nil {
		return fmt.Errorf("touchpoints: locking schedules: %w", err)
	}
	for _, was := range schedules {
		if _, err := HandOverSchedule(ctx, was, to); err != nil {
			return err
		}
	}
	return nil
}

// handOverStandards is handOver of standards. Who was asked to look at one is so no
// more: the new department is asked.
func handOverStandards(ctx context.Context, tx *ent.Tx, touchpoint, to typeid.ID) error {
	sys := viewer.SystemOf(ctx)
	all, err := tx.TouchpointStandard.Query().Where(
		touchpointstandard.TouchpointID(touchpoint),
		touchpointstandard.StateIn(flow.StandardDraft, flow.StandardInReview, flow.StandardEffective),
	).All(sys)
	if err != nil {
		return fmt.Errorf("touchpoints: reading standards: %w", err)
	}
	for _, was := range all {
		if was.DepartmentID == to {
			continue
		}
		if was.ReviewAskedFor != "" {
			if err := tasks.Retract(ctx, tx, reviewKey(was.ID, was.ReviewAskedFor), ""); err != nil {
				return err
			}
		}
		if err := was.Update().SetDepartmentID(to).ClearReviewAskedFor().Exec(sys); err != nil {
			return fmt.Errorf("touchpoints: handing standards over: %w", err)
		}
	}
	return nil
}

// HandOverInspection has what is planned follow its touchpoint to the department that
// answers for it now, whose members inspect themselves: it is reminded of anew. Records
// inspection.handed_over.
func HandOverInspection(ctx context.Context, was *ent.Inspection, to typeid.ID) error {
	if was.DepartmentID == to {
		return nil
	}
	change, fields := was.Update().SetDepartmentID(to).SetReminded(0), []string{"department"}
	if was.Kind == flow.InspectionSelf && was.InspectorID != "" {
		change.ClearInspectorID()
		fields = append(fields, "inspector")
	}
	i, err := change.Save(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("touchpoints: handing an inspection over: %w", err)
	}
	journal.Record(ctx, journal.Event{
		Type: "inspection.handed_over", Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectInspection, ID: i.ID},
		Departments: present(to, was.DepartmentID), Members: present(was.InspectorID, was.CreatedBy), Clauses: []string{"D2-49", "D2-53"},
		Detail: map[string]any{"kind": i.Kind, "touchpoint": i.TouchpointID, "plannedOn": i.PlannedOn}, Fields: fields,
	})
	return nil
}

// HandOverSchedule is HandOverInspection of a schedule. Records
// inspection_schedule.updated.
func HandOverSchedule(ctx context.Context, was *ent.InspectionSchedule, to typeid.ID) (*ent.InspectionSchedule, error) {
	if was.DepartmentID == to {
		return was, nil
	}
	change, fields := was.Update().SetDepartmentID(to), []string{"department"}
	if was.Kind == flow.InspectionSelf && was.InspectorID != "" {
		change.ClearInspectorID()
		fields = append(fields, "inspector")
	}
	s, err := change.Save(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("touchpoints: handing a schedule over: %w", err)
	}
	journal.Record(ctx, journal.Event{
		Type: "inspection_schedule.updated", Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectSchedule, ID: s.ID},
		Departments: present(to, was.DepartmentID), Members: present(was.InspectorID, was.CreatedBy), Clauses: []string{"D2-49", "D2-53"},
		Detail: map[string]any{"kind": s.Kind, "touchpoint": s.TouchpointID, "cadence": s.Cadence, "day": s.Day}, Fields: fields,
	})
	return s, nil
}
