package recognitions

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// UpdateInput is changes of a proposal; nil stays, the zero time clears.
// ClearAmount clears the amount, whose zero is an amount.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          *string
	Amount          *money.Amount
	ClearAmount     bool
	Currency        *string
	DueAt           *time.Time
}

// Update changes a proposal that nobody has decided on. Errors:
// input.empty_update. Records recognition.updated.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Recognition, error) {
	was, _, err := take(ctx, tx, flow.RecognitionActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	change, fields := was.Update(), []string{}
	if in.Reason != nil {
		reason, err := text.Lines("reason", *in.Reason, 1, maxText)
		if err != nil {
			return nil, err
		}
		change.SetReason(reason)
		fields = append(fields, "reason")
	}
	switch {
	case in.ClearAmount:
		change.ClearAmount().ClearCurrency()
		fields = append(fields, "amount")
	case in.Amount != nil || in.Currency != nil && was.Amount != nil:
		if in.Amount != nil {
			change.SetAmount(*in.Amount)
			fields = append(fields, "amount")
		}
		if in.Currency != nil || was.Currency == "" {
			code, err := currency(in.Currency)
			if err != nil {
				return nil, err
			}
			change.SetCurrency(code)
			fields = append(fields, "currency")
		}
	}
	if in.DueAt != nil {
		by, err := due(ctx, in.DueAt)
		if err != nil {
			return nil, err
		}
		change.SetDueAt(by)
		fields = append(fields, "dueAt")
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	r, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("recognitions: changing %s: %w", was.ID, err)
	}
	tell(ctx, r, "recognition.updated", r.State, fields)
	return r, nil
}

// DecideInput is a decision on a proposal.
type DecideInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Decision        flow.Decision
	Comment         *string
}

// Decide approves a proposal, or drops it: never who proposed it, nor whom it
// concerns. A rejection needs a reason. Records recognition.decided or
// recognition.cancelled.
func Decide(ctx context.Context, tx *ent.Tx, in DecideInput) (*ent.Recognition, error) {
	was, next, err := take(ctx, tx, flow.RecognitionActDecide, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	least := 0
	if in.Decision == flow.DecisionReject {
		least = 1
	}
	comment, err := text.Lines("comment", optional.Value(in.Comment), least, maxText)
	if err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	change := was.Update().SetDecidedByID(viewer.From(ctx).Member).SetDecidedAt(now)
	if comment != "" {
		change.SetResult(comment)
	}
	switch in.Decision {
	case flow.DecisionApprove:
		return save(ctx, was, change.SetState(next))
	case flow.DecisionReject:
		if next, err = flow.Recognition.Next(was.State, flow.RecognitionActCancel); err != nil {
			return nil, err
		}
		return save(ctx, was, change.SetState(next).SetEndedAt(now))
	}
	return nil, fault.Input("decision", "input.unknown_key").With("value", text.Clip(string(in.Decision)))
}

// FinishInput is a recognition carried out.
type FinishInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Result          string
}

// Finish carries out what was decided. Records recognition.done.
func Finish(ctx context.Context, tx *ent.Tx, in FinishInput) (*ent.Recognition, error) {
	return end(ctx, tx, flow.RecognitionActFinish, in.ID, in.ExpectedVersion, "result", in.Result)
}

// CancelInput is a recognition dropped.
type CancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Cancel drops a recognition, with the reason as its result. Records
// recognition.cancelled.
func Cancel(ctx context.Context, tx *ent.Tx, in CancelInput) (*ent.Recognition, error) {
	return end(ctx, tx, flow.RecognitionActCancel, in.ID, in.ExpectedVersion, "reason", in.Reason)
}

func end(ctx context.Context, tx *ent.Tx, act flow.RecognitionAct, id typeid.ID, version int, field, words string) (*ent.Recognition, error) {
	was, next, err := take(ctx, tx, act, id, version)
	if err != nil {
		return nil, err
	}
	words, err = text.Lines(field, words, 1, maxText)
	if err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetState(next).SetResult(words).SetEndedAt(viewer.Now(ctx)))
}
