package findings

import (
	"context"
	"time"

	"heed/ent"
	"heed/ent/finding"
	"heed/ent/improvementaction"
	"heed/ent/improvementproject"
	"heed/ent/predicate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MaxFilterValues bounds a list of a filter.
const MaxFilterValues = 100

// Filter says which findings a list shows; nil and empty lists do not restrict.
type Filter struct {
	States       []flow.FindingState
	Sources      []flow.FindingSource
	Severity     *flow.Severity
	DepartmentID *typeid.ID
	OwnerID      *typeid.ID
	SubjectID    *typeid.ID
	Mine         *bool // true: seen to by the viewer or made by the viewer
}

// Apply limits the query; a nil filter is none.
func (f *Filter) Apply(ctx context.Context, q *ent.FindingQuery) (*ent.FindingQuery, error) {
	if f == nil {
		return q, nil
	}
	if err := short("filter.states", len(f.States), "filter.sources", len(f.Sources)); err != nil {
		return nil, err
	}
	if len(f.States) > 0 {
		q.Where(finding.StateIn(f.States...))
	}
	if len(f.Sources) > 0 {
		q.Where(finding.SourceIn(f.Sources...))
	}
	if f.Severity != nil {
		q.Where(finding.SeverityEQ(*f.Severity))
	}
	if f.DepartmentID != nil {
		q.Where(finding.DepartmentID(*f.DepartmentID))
	}
	if f.OwnerID != nil {
		q.Where(finding.OwnerID(*f.OwnerID))
	}
	if f.SubjectID != nil {
		q.Where(finding.SubjectID(*f.SubjectID))
	}
	if me := viewer.From(ctx).Member; f.Mine != nil && *f.Mine {
		q.Where(finding.Or(finding.OwnerID(me), finding.CreatedBy(me)))
	}
	return q, nil
}

// ActionFilter says which actions a list shows; nil and empty lists do not restrict.
type ActionFilter struct {
	States       []flow.ActionState
	Kinds        []flow.ActionKind
	FindingID    *typeid.ID
	ProjectID    *typeid.ID
	DepartmentID *typeid.ID
	OwnerID      *typeid.ID
	Mine         *bool // true: done, looked at or made by the viewer
	Overdue      *bool
	DueBefore    *time.Time
}

// Apply limits the query; a nil filter is none.
func (f *ActionFilter) Apply(ctx context.Context, q *ent.ImprovementActionQuery) (*ent.ImprovementActionQuery, error) {
	if f == nil {
		return q, nil
	}
	if err := short("filter.states", len(f.States), "filter.kinds", len(f.Kinds)); err != nil {
		return nil, err
	}
	if len(f.States) > 0 {
		q.Where(improvementaction.StateIn(f.States...))
	}
	if len(f.Kinds) > 0 {
		q.Where(improvementaction.KindIn(f.Kinds...))
	}
	if f.FindingID != nil {
		q.Where(improvementaction.FindingID(*f.FindingID))
	}
	if f.ProjectID != nil {
		q.Where(improvementaction.ProjectID(*f.ProjectID))
	}
	if f.DepartmentID != nil {
		q.Where(improvementaction.DepartmentID(*f.DepartmentID))
	}
	if f.OwnerID != nil {
		q.Where(improvementaction.OwnerID(*f.OwnerID))
	}
	if me := viewer.From(ctx).Member; f.Mine != nil && *f.Mine {
		q.Where(improvementaction.Or(improvementaction.OwnerID(me), improvementaction.VerifierID(me), improvementaction.CreatedBy(me)))
	}
	if f.Overdue != nil {
		overdue := Overdue(viewer.Now(ctx))
		if !*f.Overdue {
			overdue = improvementaction.Not(overdue)
		}
		q.Where(overdue)
	}
	if f.DueBefore != nil {
		q.Where(improvementaction.DueAtLT(viewer.Instant(*f.DueBefore)))
	}
	return q, nil
}

// ProjectFilter says which projects a list shows; nil and empty lists do not restrict.
type ProjectFilter struct {
	States       []flow.ProjectState
	DepartmentID *typeid.ID
	OwnerID      *typeid.ID
}

// Apply limits the query; a nil filter is none.
func (f *ProjectFilter) Apply(q *ent.ImprovementProjectQuery) (*ent.ImprovementProjectQuery, error) {
	if f == nil {
		return q, nil
	}
	if err := short("filter.states", len(f.States), "", 0); err != nil {
		return nil, err
	}
	if len(f.States) > 0 {
		q.Where(improvementproject.StateIn(f.States...))
	}
	if f.DepartmentID != nil {
		q.Where(improvementproject.DepartmentID(*f.DepartmentID))
	}
	if f.OwnerID != nil {
		q.Where(improvementproject.OwnerID(*f.OwnerID))
	}
	return q, nil
}

// Overdue is: not done, past the due time.
func Overdue(now time.Time) predicate.ImprovementAction {
	return improvementaction.And(improvementaction.StateIn(flow.ActionPlanned, flow.ActionInProgress), improvementaction.DueAtLT(now))
}

func short(one string, n int, other string, m int) error {
	switch {
	case n > MaxFilterValues:
		return fault.Input(one, "input.too_many").With("max", MaxFilterValues)
	case m > MaxFilterValues:
		return fault.Input(other, "input.too_many").With("max", MaxFilterValues)
	}
	return nil
}
