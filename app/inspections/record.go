package inspections

import (
	"context"
	"time"

	"heed/ent"
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
// becomes a finding where that is asked for (D2-54). What a phone calls by the same
// reference again changes nothing. Errors: inspection.content_check,
// inspection.client_ref_taken, inspection.done_ahead, inspection.missed,
// inspection.standard_not_effective, inspection.incomplete, inspection.nothing_checked,
// NOT_FOUND on the ids, BAD_USER_INPUT. Records inspection.done, finding.open.
func Make(ctx context.Context, tx *ent.Tx, in RecordInput) (*ent.Inspection, error) {
	was, next, again, err := takeToRecord(ctx, tx, in.ID, in.ExpectedVersion, in.ClientRef)
	if err != nil || again {
		return was, err
	}
	if !was.Kind.Scheduled() {
		return nil, fault.Precondition("inspection.content_check")
	}
	c := checking(ctx)
	done := c.done(was, in.DoneAt)
	if c.err != nil {
		return nil, c.err
	}
	edition, err := heldAt(ctx, tx, was, in.StandardID, done)
	if err != nil {
		return nil, err
	}
	results := c.measured(edition.Items, in.Results)
	remark := c.lines("remark", optional.Value(in.Remark), 0, maxRemark)
	if c.err != nil {
		return nil, c.err
	}
	passed, checked := flow.Tally(results)
	if checked == 0 {
		return nil, fault.Precondition("inspection.nothing_checked").On("results")
	}
	change := recorded(ctx, was.Update(), next, done, c.ref(in.ClientRef), remark).
		SetStandardID(edition.ID).SetResults(results).SetPassed(passed).SetChecked(checked)
	if c.err != nil {
		return nil, c.err
	}
	if passed < checked {
		if err := leave(ctx, tx, was, change, in.Finding, failures(results)); err != nil {
			return nil, err
		}
	}
	return save(ctx, was, change, "", map[string]any{"doneAt": done, "passed": passed, "checked": checked}, "results")
}

// takeToRecord holds an inspection to be recorded. It is again when what the phone calls
// it has been recorded: then it stands as it is, whatever the version that the phone knew.
func takeToRecord(ctx context.Context, tx *ent.Tx, id typeid.ID, version *int, ref *string) (i *ent.Inspection, next flow.InspectionState, again bool, err error) {
	i, err = hold(ctx, tx, flow.InspectionActRecord, id)
	if err != nil {
		return nil, "", false, err
	}
	if given := optional.Value(ref); given != "" && i.ClientRef != nil && *i.ClientRef == given {
		return i, "", true, nil
	}
	next, err = ready(i, flow.InspectionActRecord, version)
	return i, next, false, err
}

// recorded is what is written of any inspection that was made.
func recorded(ctx context.Context, change *ent.InspectionUpdateOne, next flow.InspectionState, done time.Time, ref *string, remark string) *ent.InspectionUpdateOne {
	change.SetState(next).SetDoneAt(done).SetRecordedAt(viewer.Now(ctx)).SetRecordedByID(viewer.From(ctx).Member).SetNillableClientRef(ref)
	if remark != "" {
		change.SetRemark(remark)
	}
	return change
}

// done is when it was made: of what was missed, before it was.
func (c *checks) done(was *ent.Inspection, at *time.Time) time.Time {
	done := c.made("doneAt", at)
	if was.MissedAt != nil && done.After(*was.MissedAt) {
		c.fail(fault.Precondition("inspection.missed").On("doneAt"))
	}
	return done
}

// ref is what the phone calls it; nil for nothing.
func (c *checks) ref(given *string) *string {
	ref := c.line("clientRef", optional.Value(given), 0, maxRef)
	if ref == "" {
		return nil
	}
	return &ref
}

// heldAt is the edition by which it was made: the one that it was planned with, or that
// the phone names; it held then.
func heldAt(ctx context.Context, tx *ent.Tx, was *ent.Inspection, named *typeid.ID, done time.Time) (*ent.TouchpointStandard, error) {
	id := was.StandardID
	if given := optional.Value(named); given != "" {
		id = given
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
