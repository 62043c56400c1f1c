package findings

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/progress"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ActionCreateInput is a measure.
type ActionCreateInput struct {
	FindingID    *typeid.ID
	ProjectID    *typeid.ID
	Kind         flow.ActionKind
	Measure      string
	DepartmentID *typeid.ID
	OwnerID      typeid.ID
	DueAt        time.Time
	Criterion    string
	IndicatorID  *typeid.ID
	Target       *float64
	CheckOn      time.Time
	VerifierID   *typeid.ID
	ReportID     typeid.ID // of the report that asks for it; nobody names one by themselves
}

// CreateAction plans a measure: against the cause of a finding, for a report, or an
// improvement of its own (D0-06, D0-65). Errors: action.needs_finding,
// finding.not_for_actions, project.not_running, project.too_many_actions,
// project.target_of_nothing, action.check_before_due, action.verified_by_owner, NOT_FOUND
// on the ids, FORBIDDEN. Records action.planned.
func CreateAction(ctx context.Context, tx *ent.Tx, in ActionCreateInput) (*ent.ImprovementAction, error) {
	if err := begin(ctx, authz.ImprovementActionCreate); err != nil {
		return nil, err
	}
	if err := in.check(ctx); err != nil {
		return nil, err
	}
	if err := in.of(ctx, tx); err != nil {
		return nil, err
	}
	if err := within(ctx, tx, optional.Value(in.ProjectID)); err != nil {
		return nil, err
	}
	if err := aiming(ctx, tx, optional.Value(in.IndicatorID), in.Target); err != nil {
		return nil, err
	}
	verifier := optional.Value(in.VerifierID)
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "verifierId", ID: verifier}); err != nil {
		return nil, err
	}
	department, err := placed(ctx, tx, authz.ImprovementActionCreate, optional.Value(in.DepartmentID), in.OwnerID)
	if err != nil {
		return nil, err
	}
	a, err := tx.ImprovementAction.Create().SetFindingID(optional.Value(in.FindingID)).SetReportID(in.ReportID).SetKind(in.Kind).SetMeasure(in.Measure).
		SetDepartmentID(department).SetOwnerID(in.OwnerID).SetDueAt(viewer.Instant(in.DueAt)).SetCriterion(in.Criterion).
		SetCheckOn(viewer.Instant(in.CheckOn)).SetVerifierID(verifier).SetProjectID(optional.Value(in.ProjectID)).
		SetIndicatorID(optional.Value(in.IndicatorID)).SetNillableTarget(in.Target).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("findings: planning an action: %w", err)
	}
	e := progress.ActionEvent(a, "action.planned")
	e.To = string(a.State)
	journal.Record(ctx, e)
	return a, advance(ctx, tx, a.ProjectID)
}

func (in *ActionCreateInput) check(ctx context.Context) (err error) {
	if !slices.Contains(in.Kind.Values(), string(in.Kind)) {
		return fault.Input("kind", "input.unknown_key").With("value", text.Clip(string(in.Kind)))
	}
	if in.Measure, err = text.Lines("measure", in.Measure, 1, maxEffect); err != nil {
		return err
	}
	if in.Criterion, err = text.Lines("criterion", in.Criterion, 1, maxShort); err != nil {
		return err
	}
	if in.OwnerID == "" {
		return fault.Input("ownerId", "input.required")
	}
	if err := ahead(ctx, "dueAt", in.DueAt); err != nil {
		return err
	}
	return looked(in.DueAt, in.CheckOn, in.OwnerID, optional.Value(in.VerifierID))
}

// ahead refuses a time that has passed, or that is none.
func ahead(ctx context.Context, field string, at time.Time) error {
	switch {
	case !at.After(viewer.Now(ctx)):
		return fault.Input(field, "input.in_the_past")
	case !at.Before(database.Never):
		return fault.Input(field, "input.malformed_time")
	}
	return nil
}

// looked refuses an effect that is looked at before the action is due, or by who does it.
func looked(due, check time.Time, owner, verifier typeid.ID) error {
	switch {
	case check.Before(due), !check.Before(database.Never):
		return fault.Input("checkOn", "action.check_before_due")
	case verifier != "" && verifier == owner:
		return fault.Precondition("action.verified_by_owner").On("verifierId")
	}
	return nil
}

// of asks for the finding that the action answers: one whose cause is known and whose
// effect is not being looked at. Its row is held, so that it does not close meanwhile.
func (in *ActionCreateInput) of(ctx context.Context, tx *ent.Tx) error {
	id := optional.Value(in.FindingID)
	if id == "" {
		if in.Kind != flow.ActionImprovement && in.ReportID == "" {
			return fault.Precondition("action.needs_finding").On("findingId")
		}
		return nil
	}
	if err := authz.Require(ctx, authz.FindingRead); err != nil {
		return err
	}
	f, err := lock(ctx, tx, id)
	if fault.CodeOf(err) == fault.CodeNotFound {
		return fault.NotFound().On("findingId")
	}
	if err != nil {
		return err
	}
	if f.State != flow.FindingCauseFound && f.State != flow.FindingActionsRunning {
		return fault.Precondition("finding.not_for_actions").With("state", f.State).On("findingId")
	}
	return nil
}
