package training

import (
	"context"
	"time"

	"heed/ent"
	"heed/ent/trainingplan"
	"heed/ent/trainingrecord"
	"heed/ent/trainingsession"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func few(field string, n int) error {
	if n > maxValues {
		return fault.Input("filter."+field, "input.too_many").With("max", maxValues)
	}
	return nil
}

// PlanFilter says which plans a list shows.
type PlanFilter struct {
	States       []flow.TrainingPlanState
	DepartmentID *typeid.ID
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.states.
func (f *PlanFilter) Apply(q *ent.TrainingPlanQuery) (*ent.TrainingPlanQuery, error) {
	if f == nil {
		return q, nil
	}
	if len(f.States) > 0 {
		q.Where(trainingplan.StateIn(f.States...))
	}
	if f.DepartmentID != nil {
		q.Where(trainingplan.DepartmentID(*f.DepartmentID))
	}
	return q, few("states", len(f.States))
}

// SessionFilter says which sessions a list shows.
type SessionFilter struct {
	PlanID         *typeid.ID
	States         []flow.TrainingSessionState
	DepartmentID   *typeid.ID
	TrainerID      *typeid.ID
	Post           *string
	StartsAtFrom   *time.Time
	StartsAtBefore *time.Time
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.states.
func (f *SessionFilter) Apply(q *ent.TrainingSessionQuery) (*ent.TrainingSessionQuery, error) {
	if f == nil {
		return q, nil
	}
	if f.PlanID != nil {
		q.Where(trainingsession.PlanID(*f.PlanID))
	}
	if len(f.States) > 0 {
		q.Where(trainingsession.StateIn(f.States...))
	}
	if f.DepartmentID != nil {
		q.Where(trainingsession.DepartmentID(*f.DepartmentID))
	}
	if f.TrainerID != nil {
		q.Where(trainingsession.TrainerID(*f.TrainerID))
	}
	if f.Post != nil {
		q.Where(trainingsession.Post(*f.Post))
	}
	if f.StartsAtFrom != nil {
		q.Where(trainingsession.StartsAtGTE(viewer.Instant(*f.StartsAtFrom)))
	}
	if f.StartsAtBefore != nil {
		q.Where(trainingsession.StartsAtLT(viewer.Instant(*f.StartsAtBefore)))
	}
	return q, few("states", len(f.States))
}

// RecordFilter says which records a list shows.
type RecordFilter struct {
	PlanID       *typeid.ID
	SessionID    *typeid.ID
	MemberID     *typeid.ID
	DepartmentID *typeid.ID
	States       []flow.TrainingRecordState
	Wanting      *bool
	Mine         *bool
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.states.
func (f *RecordFilter) Apply(ctx context.Context, q *ent.TrainingRecordQuery) (*ent.TrainingRecordQuery, error) {
	if f == nil {
		return q, nil
	}
	if f.PlanID != nil {
		q.Where(trainingrecord.PlanID(*f.PlanID))
	}
	if f.SessionID != nil {
		q.Where(trainingrecord.SessionID(*f.SessionID))
	}
	if f.MemberID != nil {
		q.Where(trainingrecord.MemberID(*f.MemberID))
	}
	if f.DepartmentID != nil {
		q.Where(trainingrecord.DepartmentID(*f.DepartmentID))
	}
	if len(f.States) > 0 {
		q.Where(trainingrecord.StateIn(f.States...))
	}
	if f.Wanting != nil {
		q.Where(trainingrecord.Wanting(*f.Wanting))
	}
	if optional.Value(f.Mine) {
		q.Where(trainingrecord.MemberID(viewer.From(ctx).Member))
	}
	return q, few("states", len(f.States))
}
