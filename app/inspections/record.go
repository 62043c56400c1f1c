package inspections

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/touchpointstandard"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RecordInput is what was seen, all of it at once: a phone that had no network sends it
// later, and may send it again.
type RecordInput struct {
	ID              typeid.ID
	ExpectedVersion *int
	ClientRef       *string
	StandardID      *typeid.ID
	DoneAt          *time.Time
	Results         []ItemResultInput
	Remark          *string
	Finding         *FindingInput
}

// Make writes down what was seen of each item of the standard: a value, or why it does
// not apply (D2-53). The edition is the one that held when it was made. What has failed
// becomes a finding where that is asked for (D2-54). What a phone sends again under the
// same reference changes nothing. Errors: inspection.content_check,
// inspection.client_ref_taken, IDEMPOTENCY_MISMATCH inspection.client_ref_reused,
// inspection.done_ahead, inspection.missed, inspection.lapsed, inspection.standard_not_effective, inspection.incomplete, inspection.nothing_checked,
// NOT_FOUND on the ids, BAD_USER_INPUT. Records inspection.done, finding.open.
func Make(ctx context.Context, tx *ent.Tx, in RecordInput) (*ent.Inspection, error) {
	c := checking(ctx)
	sent := c.sent(in.ClientRef, in.StandardID, in.DoneAt, in.Results, in.Remark, in.Finding)
	was, next, again, err := takeToRecord(ctx, tx, in.ID, in.ExpectedVersion, sent)
	if err != nil || again {
		return was, err
	}
	if !was.Kind.Scheduled() {
		return nil, fault.Precondition("inspection.content_check")
	}
	done := c.made(was, in.DoneAt)
	if c.Err != nil {
		return nil, c.Err
	}
	edition, err := heldAt(ctx, tx, was, in.StandardID, done)
	if err != nil {
		return nil, err
	}
	results := c.measured(edition.Items, in.Results)
	remark := c.Lines("remark", optional.Value(in.Remark), 0, maxRemark)
	if c.Err != nil {
		return nil, c.Err
	}
	passed, checked := flow.Tally(results)
	if checked == 0 {
		return nil, fault.Precondition("inspection.nothing_checked").On("results")
	}
	change := recorded(ctx, was.Update(), next, done, sent, remark).
		SetStandardID(edition.ID).SetResults(results).SetPassed(passed).SetChecked(checked)
	if passed < checked {
		if err := leave(ctx, tx, was, change, in.Finding, failures(results)); err != nil {
			return nil, err
		}
	}
	return save(ctx, was, change, "", map[string]any{"doneAt": done, "passed": passed, "checked": checked}, "results")
}

// takeToRecord holds an inspection to be recorded. It is again when the phone has sent
// it before, as it is: then it stands, whatever the version that the phone knew.
func takeToRecord(ctx context.Context, tx *ent.Tx, id typeid.ID, version *int, s sent) (i *ent.Inspection, next flow.InspectionState, again bool, err error) {
	i, err = hold(ctx, tx, flow.InspectionActRecord, id)
	if err != nil {
		return nil, "", false, err
	}
	if again, err = s.again(i); err != nil || again {
		return i, "", again, err
	}
	next, err = ready(i, flow.InspectionActRecord, version)
	return i, next, false, err
}

// recorded is what is written of any inspection that was made.
func recorded(ctx context.Context, change *ent.InspectionUpdateOne, next flow.InspectionState, done time.Time, s sent, remark string) *ent.InspectionUpdateOne {
	change.SetState(next).SetDoneAt(done).SetRecordedAt(viewer.Now(ctx)).SetRecordedByID(viewer.From(ctx).Member).ClearCancelReason()
	if s.ref != "" {
		change.SetClientRef(s.ref).SetClientDigest(s.digest)
	}
	if remark != "" {
		change.SetRemark(remark)
	}
	return change
}

// heldAt is the edition by which it was made, which held then: the one that the phone
// names, or whichever that was. What it was planned with may be another by now: the
// calendar has what is planned go by the next edition.
func heldAt(ctx context.Context, tx *ent.Tx, was *ent.Inspection, named *typeid.ID, done time.Time) (*ent.TouchpointStandard, error) {
	id := optional.Value(named)
	if id == "" {
		held, err := tx.TouchpointStandard.Query().Where(
			touchpointstandard.TouchpointID(was.TouchpointID), touchpointstandard.EffectiveAtLTE(done),
			touchpointstandard.Or(touchpointstandard.EndedAtIsNil(), touchpointstandard.EndedAtGT(done)),
		).Order(touchpointstandard.ByEdition(sql.OrderDesc())).First(viewer.SystemOf(ctx))
		if err == nil {
			return held, nil
		}
		if !ent.IsNotFound(err) {
			return nil, fmt.Errorf("inspections: reading the edition that held: %w", err)
		}
		id = was.StandardID // which did not hold: its state says why
	}
	s, err := standardOf(ctx, tx, was.TouchpointID, id)
	if err != nil {
		return nil, err
	}
	if s.EffectiveAt == nil || done.Before(*s.EffectiveAt) || s.EndedAt != nil && !done.Before(*s.EndedAt) {
		return nil, fault.Precondition("inspection.standard_not_effective").With("state", s.State).On("standardId")
	}
	return s, nil
}
