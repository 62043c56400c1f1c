package findings

import (
	"context"
	"fmt"
	"slices"

	"heed/ent"
	"heed/ent/improvementaction"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ActInput is a finding whose actions begin.
type ActInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Act begins the actions of a finding; it has at least one: finding.no_action. Records
// finding.actions_running.
func Act(ctx context.Context, tx *ent.Tx, in ActInput) (*ent.Finding, error) {
	was, next, err := take(ctx, tx, flow.FindingActAct, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	all, err := actionsOf(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(all, func(a *ent.ImprovementAction) bool { return a.State != flow.ActionCancelled }) {
		return nil, fault.Precondition("finding.no_action")
	}
	return save(ctx, was, was.Update().SetState(next), "", nil)
}

// VerifyInput is a finding whose actions are done.
type VerifyInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Verify begins to look at the effect: no action is still to be done:
// finding.actions_open. Records finding.verifying.
func Verify(ctx context.Context, tx *ent.Tx, in VerifyInput) (*ent.Finding, error) {
	was, next, err := take(ctx, tx, flow.FindingActVerify, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	all, err := actionsOf(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	if n := count(all, flow.ActionPlanned, flow.ActionInProgress); n > 0 {
		return nil, fault.Precondition("finding.actions_open").With("count", n)
	}
	return save(ctx, was, was.Update().SetState(next), "", nil)
}

// RetryInput is a finding whose actions had no effect.
type RetryInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Retry takes a finding up again, for others are to follow. Records
// finding.actions_running.
func Retry(ctx context.Context, tx *ent.Tx, in RetryInput) (*ent.Finding, error) {
	was, next, err := take(ctx, tx, flow.FindingActRetry, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	reason, err := text.Lines("reason", in.Reason, 1, maxShort)
	if err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetState(next), "", map[string]any{"reason": reason})
}

// CloseInput is a finding to close.
type CloseInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Close ends a finding whose actions had their effect (D0-65). Errors:
// finding.actions_open, finding.action_ineffective, finding.no_corrective,
// finding.no_preventive, finding.effect_by_owner. Records finding.closed.
func Close(ctx context.Context, tx *ent.Tx, in CloseInput) (*ent.Finding, error) {
	was, next, err := take(ctx, tx, flow.FindingActClose, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	all, err := actionsOf(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	if err := effective(all); err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetState(next).SetClosedAt(viewer.Now(ctx)), "", nil)
}

// effective refuses a finding of which an action is open, of which one had no effect and
// none of its kind that came later had, or that lacks a corrective or a preventive action
// with an effect that somebody else than its owner and than who finished it saw.
func effective(all []*ent.ImprovementAction) error {
	if n := count(all, flow.ActionPlanned, flow.ActionInProgress, flow.ActionDone); n > 0 {
		return fault.Precondition("finding.actions_open").With("count", n)
	}
	for _, a := range all {
		own := a.VerifierID == a.OwnerID || a.DoneByID != "" && a.VerifierID == a.DoneByID
		if a.State == flow.ActionVerified && (own || a.VerifiedAt == nil || a.VerifiedAt.Before(a.CheckOn)) {
			return fault.Precondition("finding.effect_by_owner")
		}
		if a.State == flow.ActionIneffective && !followed(a, all) {
			return fault.Precondition("finding.action_ineffective")
		}
	}
	for kind, missing := range map[flow.ActionKind]string{
		flow.ActionCorrective: "finding.no_corrective", flow.ActionPreventive: "finding.no_preventive",
	} {
		if !slices.ContainsFunc(all, func(a *ent.ImprovementAction) bool { return a.Kind == kind && a.State == flow.ActionVerified }) {
			return fault.Precondition(missing)
		}
	}
	return nil
}

// followed tells whether another action of its kind was planned after one had no effect,
// and had it.
func followed(failed *ent.ImprovementAction, all []*ent.ImprovementAction) bool {
	return slices.ContainsFunc(all, func(a *ent.ImprovementAction) bool {
		return a.Kind == failed.Kind && a.State == flow.ActionVerified && failed.VerifiedAt != nil && !a.CreatedAt.Before(*failed.VerifiedAt)
	})
}

func count(all []*ent.ImprovementAction, states ...flow.ActionState) int {
	n := 0
	for _, a := range all {
		if slices.Contains(states, a.State) {
			n++
		}
	}
	return n
}

// actionsOf are all actions of a locked finding, whether or not the viewer reads them.
func actionsOf(ctx context.Context, tx *ent.Tx, id typeid.ID) ([]*ent.ImprovementAction, error) {
	all, err := tx.ImprovementAction.Query().Where(improvementaction.FindingID(id)).Order(improvementaction.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("findings: reading actions: %w", err)
	}
	return all, nil
}
