package touchpoints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Consequences are what hangs on the approvals of this topic: a standard that is
// approved is effective, in place of the edition before; any other goes back to be
// written.
var Consequences = tasks.Consequences{flow.ApprovalStandard: {Hold: hold, Done: approved}}

// hold locks the touchpoint and then the standard, as all do who lock both.
func hold(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
	if a.SubjectType != flow.SubjectStandard {
		return nil
	}
	sys := viewer.SystemOf(ctx)
	s, err := tx.TouchpointStandard.Get(sys, a.SubjectID)
	if err != nil {
		return fmt.Errorf("touchpoints: reading the standard: %w", err)
	}
	if _, err := lock(sys, tx, s.TouchpointID); err != nil {
		return err
	}
	_, err = lockStandard(sys, tx, a.SubjectID)
	return err
}

func approved(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
	if a.SubjectType != flow.SubjectStandard {
		return nil
	}
	was, err := lockStandard(viewer.SystemOf(ctx), tx, a.SubjectID)
	if err != nil {
		return err
	}
	act := flow.StandardActSendBack
	if a.State == flow.ApprovalApproved {
		act = flow.StandardActApprove
	}
	next, err := flow.Standard.Next(was.State, act)
	if err != nil || was.ApprovalID != a.ID {
		return fault.Precondition("approval.subject_moved").Because(err)
	}
	if act == flow.StandardActApprove {
		return takeEffect(ctx, tx, was, next, a.ID)
	}
	s, err := was.Update().SetState(next).Save(ctx)
	if err != nil {
		return writtenStandard(err)
	}
	e := standardEvent(s, "standard.draft", was.State, "D2-52")
	e.Detail["approval"], e.Detail["sentBack"] = a.ID, true
	journal.Record(ctx, e)
	return nil
}

// takeEffect lets an edition hold, and no longer the one before (D2-52).
func takeEffect(ctx context.Context, tx *ent.Tx, was *ent.TouchpointStandard, next flow.StandardState, approval typeid.ID) error {
	before, err := effectiveOf(ctx, tx, was.TouchpointID, true)
	if err != nil {
		return err
	}
	if before != nil {
		superseded, err := flow.Standard.Next(before.State, flow.StandardActSupersede)
		if err != nil {
			return err
		}
		if _, err := endStandard(ctx, tx, before, superseded, ""); err != nil {
			return err
		}
	}
	s, err := was.Update().SetState(next).SetEffectiveAt(viewer.Now(ctx)).SetSlot(slotEffective + string(was.TouchpointID)).Save(ctx)
	if err != nil {
		return writtenStandard(err)
	}
	e := standardEvent(s, "standard.effective", was.State, "D2-50", "D2-51", "D2-52")
	e.Detail["approval"] = approval
	journal.Record(ctx, e)
	return nil
}
