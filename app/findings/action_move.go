package findings

import (
	"context"

	"heed/app/progress"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ActionStartInput is an action to begin.
type ActionStartInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// StartAction begins an action. Records action.in_progress.
func StartAction(ctx context.Context, tx *ent.Tx, in ActionStartInput) (*ent.ImprovementAction, error) {
	was, next, err := takeAction(ctx, tx, flow.ActionActStart, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	return saveAction(ctx, tx, was, was.Update().SetState(next), "", nil)
}

// ActionReportInput is how far an action is.
type ActionReportInput struct {
	ID              typeid.ID
	ExpectedVersion int
	ProgressPercent int
	Text            *string
}

// ReportAction says how far an action is; words become an entry of its progress. Records
// action.reported, and action.progressed.
func ReportAction(ctx context.Context, tx *ent.Tx, in ActionReportInput) (*ent.ImprovementAction, error) {
	was, next, err := takeAction(ctx, tx, flow.ActionActReport, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.ProgressPercent < 0 || in.ProgressPercent > 100 {
		return nil, fault.Input("progressPercent", "input.out_of_range").With("min", 0).With("max", 100)
	}
	a, err := saveAction(ctx, tx, was, was.Update().SetState(next).SetProgressPercent(in.ProgressPercent), "action.reported",
		map[string]any{"percent": in.ProgressPercent}, "progressPercent")
	if err == nil && optional.Value(in.Text) != "" {
		err = progress.Report(ctx, tx, a, *in.Text)
	}
	return a, err
}

// ActionFinishInput is an action done.
type ActionFinishInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// FinishAction says that an action is done; who says so does not look at its effect
// later. Records action.done.
func FinishAction(ctx context.Context, tx *ent.Tx, in ActionFinishInput) (*ent.ImprovementAction, error) {
	was, next, err := takeAction(ctx, tx, flow.ActionActFinish, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	return saveAction(ctx, tx, was, was.Update().SetState(next).SetProgressPercent(100).SetDoneAt(viewer.Now(ctx)).SetDoneByID(viewer.From(ctx).Member), "", nil)
}

// ActionVerifyInput is the effect that an action had.
type ActionVerifyInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Effect          string
	Reached         *float64
}

// VerifyAction says that an action had its effect: somebody else than its owner and than
// who finished it does, on or after the day that was set (D0-65). Where its indicator
// stands is computed when it is left out; one with a target has reached it. Errors:
// action.verified_by_owner, action.verified_by_doer, action.check_too_early,
// action.reached_missing, action.target_missed. Records action.verified.
func VerifyAction(ctx context.Context, tx *ent.Tx, in ActionVerifyInput) (*ent.ImprovementAction, error) {
	return judged(ctx, tx, flow.ActionActVerify, in)
}

// ActionFailInput is an action that had no effect.
type ActionFailInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Effect          string
	Reached         *float64
}

// FailAction says that an action had no effect. Errors are those of VerifyAction. Records
// action.ineffective.
func FailAction(ctx context.Context, tx *ent.Tx, in ActionFailInput) (*ent.ImprovementAction, error) {
	return judged(ctx, tx, flow.ActionActFail, ActionVerifyInput(in))
}

func judged(ctx context.Context, tx *ent.Tx, act flow.ActionAct, in ActionVerifyInput) (*ent.ImprovementAction, error) {
	was, next, err := takeAction(ctx, tx, act, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := judge(ctx, was); err != nil {
		return nil, err
	}
	words, err := text.Lines("effect", in.Effect, 1, maxEffect)
	if err != nil {
		return nil, err
	}
	reached, err := effect(ctx, tx, act, was, in.Reached)
	if err != nil {
		return nil, err
	}
	change := was.Update().SetState(next).SetEffect(words).SetNillableReached(reached).SetVerifiedAt(viewer.Now(ctx)).SetVerifierID(viewer.From(ctx).Member)
	return saveAction(ctx, tx, was, change, "", nil, "effect", "reached")
}

// ActionCancelInput is an action given up.
type ActionCancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// CancelAction gives an action up. Records action.cancelled.
func CancelAction(ctx context.Context, tx *ent.Tx, in ActionCancelInput) (*ent.ImprovementAction, error) {
	was, next, err := takeAction(ctx, tx, flow.ActionActCancel, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	reason, err := text.Lines("reason", in.Reason, 1, maxShort)
	if err != nil {
		return nil, err
	}
	return saveAction(ctx, tx, was, was.Update().SetState(next).SetCancelReason(reason), "", nil, "cancelReason")
}
