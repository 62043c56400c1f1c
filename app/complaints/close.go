package complaints

import (
	"context"
	"strings"

	"heed/app/clocks"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// leastAttempts is how often a customer who does not answer is asked before a complaint is
// closed without their word (model 3.2).
const leastAttempts = 2

// CloseInput is how a complaint ended.
type CloseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Outcome         flow.ComplaintOutcome
	Score           *int // 1 to 5, as the customer said to the member
	Comment         *string
	Note            *string // of a dispute and of what was not founded
}

// Close ends a complaint: the customer accepts (D2-61); or does not answer though asked
// twice since the reply (complaint.attempts_missing) and so many working days have passed
// (complaint.no_reply_too_soon); or the matter went on elsewhere, EXTERNAL_DISPUTE, or had
// no ground, UNFOUNDED: both are the management department's to say, and take a note
// (complaint.note_missing). Joint handling is ended by no single department (D2-62). A major
// one always leaves a finding (D2-66). What the customer said by their own hand is not said
// otherwise: complaint.answered. Records complaint.closed, and finding.open.
func Close(ctx context.Context, tx *ent.Tx, in CloseInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActClose, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := in.check(ctx, was); err != nil {
		return nil, err
	}
	now, me, change := viewer.Now(ctx), viewer.From(ctx).Member, was.Update()
	if was.Answer == nil {
		comment := optional.Value(in.Comment)
		if err := rate(ctx, tx, was, change, in.Score, comment, false); err != nil {
			return nil, err
		}
		change.SetAnswer(&flow.ComplaintAnswer{Acceptance: acceptanceOf(in.Outcome), Score: in.Score, Comment: comment, At: now, ByID: me})
	}
	return shut(ctx, tx, was, change, in.Outcome, &flow.ComplaintEnding{Note: optional.Value(in.Note), At: now, ByID: me})
}

func acceptanceOf(outcome flow.ComplaintOutcome) flow.Acceptance {
	switch outcome {
	case flow.OutcomeAccepted:
		return flow.AcceptanceYes
	case flow.OutcomeNoReply:
		return flow.AcceptanceNoReply
	default:
		return flow.AcceptanceNo
	}
}

func (in *CloseInput) check(ctx context.Context, was *ent.Complaint) error {
	c := checks{now: viewer.Now(ctx)}
	known(&c, "outcome", in.Outcome)
	if in.Score != nil && (*in.Score < 1 || *in.Score > 5) {
		c.fail(fault.Input("score", "rating.score"))
	}
	c.optional("comment", &in.Comment, maxShort)
	c.optional("note", &in.Note, maxLong)
	if c.err != nil {
		return c.err
	}
	if was.Answer != nil && (in.Outcome != flow.OutcomeAccepted || in.Score != nil || optional.Value(in.Comment) != "") {
		return fault.Precondition("complaint.answered").On("outcome")
	}
	switch in.Outcome {
	case flow.OutcomeNoReply:
		switch {
		case in.Score != nil:
			return fault.Input("score", "complaint.score_without_reply")
		case was.Attempts < leastAttempts:
			return fault.Precondition("complaint.attempts_missing").With("min", leastAttempts).With("done", was.Attempts)
		case was.NoReplyAt == nil || c.now.Before(*was.NoReplyAt):
			return fault.Precondition("complaint.no_reply_too_soon").With("at", was.NoReplyAt)
		}
	case flow.OutcomeDispute, flow.OutcomeUnfound:
		if !manages(ctx) {
			return fault.Forbidden()
		}
		if strings.TrimSpace(optional.Value(in.Note)) == "" {
			return fault.Input("note", "complaint.note_missing")
		}
	case flow.OutcomeAccepted:
	}
	return nil
}

// shut ends the handling with its outcome, by the change that says how the customer took it.
func shut(ctx context.Context, tx *ent.Tx, was *ent.Complaint, change *ent.ComplaintUpdateOne, outcome flow.ComplaintOutcome, ending *flow.ComplaintEnding) (*ent.Complaint, error) {
	next, err := flow.Complaint.Next(was.State, flow.ComplaintActClose)
	if err != nil {
		return nil, err
	}
	if err := clocks.CancelAll(ctx, tx, clocks.OfComplaint(was), ending.At); err != nil {
		return nil, err
	}
	c, err := save(ctx, was, change.SetState(next).SetOutcome(outcome).SetClosing(ending).SetClosedAt(ending.At).
		SetDueAt(database.Never).ClearNoReplyAt())
	if err != nil {
		return nil, err
	}
	moved(ctx, c, was.State, told{clauses: []string{"D2-61"}, detail: map[string]any{"outcome": outcome}})
	if c.Severity != nil && *c.Severity == flow.SeverityMajor && outcome != flow.OutcomeUnfound {
		return c, leaveFinding(ctx, tx, c)
	}
	return c, nil
}
