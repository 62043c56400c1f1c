package findings

import (
	"context"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/improvementaction"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The longest name, and the most actions of a project.
const (
	maxProjectName = 200
	maxActions     = 500
)

// ProjectCreateInput is several actions to come, with one goal.
type ProjectCreateInput struct {
	Name         string
	Goal         string
	IndicatorID  *typeid.ID
	Target       *float64
	DepartmentID *typeid.ID
	OwnerID      typeid.ID
	FromOn       string // YYYY-MM-DD
	UntilOn      string // YYYY-MM-DD
}

// CreateProject begins a project (D2-19): its actions are planned under it. Errors:
// project.name_taken, project.ends_first, project.target_of_nothing, NOT_FOUND on the
// ids, FORBIDDEN, BAD_USER_INPUT. Records project.running.
func CreateProject(ctx context.Context, tx *ent.Tx, in ProjectCreateInput) (*ent.ImprovementProject, error) {
	if err := begin(ctx, authz.ImprovementActionCreate); err != nil {
		return nil, err
	}
	name, err := text.Line("name", in.Name, 1, maxProjectName)
	if err != nil {
		return nil, err
	}
	goal, err := text.Lines("goal", in.Goal, 1, maxEffect)
	if err != nil {
		return nil, err
	}
	if in.OwnerID == "" {
		return nil, fault.Input("ownerId", "input.required")
	}
	if err := lasting(in.FromOn, in.UntilOn); err != nil {
		return nil, err
	}
	if err := aiming(ctx, tx, optional.Value(in.IndicatorID), in.Target); err != nil {
		return nil, err
	}
	department, err := placed(ctx, tx, authz.ImprovementActionCreate, optional.Value(in.DepartmentID), in.OwnerID)
	if err != nil {
		return nil, err
	}
	p, err := tx.ImprovementProject.Create().SetName(name).SetGoal(goal).SetIndicatorID(optional.Value(in.IndicatorID)).SetNillableTarget(in.Target).
		SetDepartmentID(department).SetOwnerID(in.OwnerID).SetFromOn(in.FromOn).SetUntilOn(in.UntilOn).Save(ctx)
	if err != nil {
		return nil, writtenProject(err)
	}
	e := projectEvent(p, "project.running")
	e.To = string(p.State)
	journal.Record(ctx, e)
	return p, nil
}

// lasting refuses days that are none, and a project that ends before it begins.
func lasting(from, until string) error {
	for _, at := range []struct{ field, day string }{{"fromOn", from}, {"untilOn", until}} {
		if _, err := time.Parse(time.DateOnly, at.day); err != nil {
			return fault.Input(at.field, "sla.date_format").With("value", text.Clip(at.day))
		}
	}
	if until < from {
		return fault.Input("untilOn", "project.ends_first")
	}
	return nil
}

// writtenProject is the error of a write: of two projects with one name the later is refused.
func writtenProject(err error) error {
	if sqlgraph.IsUniqueConstraintError(err) {
		return fault.Conflict("project.name_taken").On("name").Because(err)
	}
	return fmt.Errorf("findings: writing a project: %w", err)
}

// ProjectUpdateInput is a project's changes; nil stays.
type ProjectUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Goal            *string
	OwnerID         *typeid.ID
	UntilOn         *string
	Target          *float64
}

// UpdateProject changes a project that runs. Errors: input.empty_update, those of
// CreateProject. Records project.updated.
func UpdateProject(ctx context.Context, tx *ent.Tx, in ProjectUpdateInput) (*ent.ImprovementProject, error) {
	was, _, err := takeProject(ctx, tx, flow.ProjectActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	change, fields := was.Update(), []string{}
	if in.Goal != nil {
		goal, err := text.Lines("goal", *in.Goal, 1, maxEffect)
		if err != nil {
			return nil, err
		}
		change.SetGoal(goal)
		fields = append(fields, "goal")
	}
	if in.UntilOn != nil {
		if err := lasting(was.FromOn, *in.UntilOn); err != nil {
			return nil, err
		}
		change.SetUntilOn(*in.UntilOn)
		fields = append(fields, "untilOn")
	}
	if in.Target != nil {
		if err := aiming(ctx, tx, was.IndicatorID, in.Target); err != nil {
			return nil, err
		}
		change.SetTarget(*in.Target)
		fields = append(fields, "target")
	}
	if in.OwnerID != nil {
		if *in.OwnerID == "" {
			return nil, fault.Input("ownerId", "input.required")
		}
		if _, err := placed(ctx, tx, authz.ImprovementActionUpdate, was.DepartmentID, *in.OwnerID); err != nil {
			return nil, err
		}
		if change.SetOwnerID(*in.OwnerID); *in.OwnerID != was.OwnerID && !slices.Contains(was.PastOwnerIds, was.OwnerID) {
			change.SetPastOwnerIds(append(slices.Clone(was.PastOwnerIds), present(was.OwnerID)...))
		}
		fields = append(fields, "owner")
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	return saveProject(ctx, was, change, "project.updated", fields...)
}

// ProjectCloseInput is what a project has brought.
type ProjectCloseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Result          string
	Reached         *float64
}

// CloseProject says what a project has brought, once nothing is to be done any more:
// somebody does who has never owned it (D2-19). Where the indicator stands is computed
// when it is left out. Errors: project.closed_by_owner, project.actions_open,
// project.reached_missing, BAD_USER_INPUT. Records project.closed.
func CloseProject(ctx context.Context, tx *ent.Tx, in ProjectCloseInput) (*ent.ImprovementProject, error) {
	was, next, err := takeProject(ctx, tx, flow.ProjectActClose, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if owned(was, viewer.From(ctx).Member) {
		return nil, fault.Precondition("project.closed_by_owner")
	}
	result, err := text.Lines("result", in.Result, 1, maxEffect)
	if err != nil {
		return nil, err
	}
	if err := number("reached", in.Reached); err != nil {
		return nil, err
	}
	at, err := time.ParseInLocation(time.DateOnly, was.UntilOn, tenants.ConfigFrom(ctx).Zone)
	if now := viewer.Now(ctx); err != nil || at.After(now) {
		at = now
	}
	reached, err := stands(ctx, tx, was.IndicatorID, was.DepartmentID, at, in.Reached)
	if err != nil {
		return nil, err
	}
	if was.Target != nil && reached == nil {
		return nil, fault.Input("reached", "project.reached_missing")
	}
	open, err := tx.ImprovementAction.Query().Where(
		improvementaction.ProjectID(was.ID), improvementaction.StateIn(flow.ActionPlanned, flow.ActionInProgress, flow.ActionDone),
	).Count(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("findings: counting the actions of %s: %w", was.ID, err)
	}
	if open > 0 {
		return nil, fault.Precondition("project.actions_open").With("count", open)
	}
	change := was.Update().SetState(next).SetResult(result).SetNillableReached(reached).SetClosedAt(viewer.Now(ctx))
	return saveProject(ctx, was, change, "", "reached", "result")
}

// ProjectCancelInput is a project that is given up.
type ProjectCancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// CancelProject gives a project up; its actions stay as they are. Errors:
// BAD_USER_INPUT. Records project.cancelled.
func CancelProject(ctx context.Context, tx *ent.Tx, in ProjectCancelInput) (*ent.ImprovementProject, error) {
	was, next, err := takeProject(ctx, tx, flow.ProjectActCancel, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	reason, err := text.Lines("reason", in.Reason, 1, maxShort)
	if err != nil {
		return nil, err
	}
	return saveProject(ctx, was, was.Update().SetState(next).SetCancelReason(reason).SetClosedAt(viewer.Now(ctx)), "", "cancelReason")
}
