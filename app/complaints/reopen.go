package complaints

import (
	"context"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	reopenDays      = 90 // how long after closing a complaint may be taken up again
	managementAgain = 2  // taken up again so often, it goes up to the management department
	committeeAgain  = 3  // and so often to the committee
)

// ReopenInput is a handling to be taken up again.
type ReopenInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string // what the customer does not accept
}

// Reopen takes the handling up again: the customer does not accept the reply, or what was
// closed is not over, within 90 days (complaint.reopen_too_late). The second time it goes up
// to the management department, the third to the committee (model 3.2). Records
// complaint.processing, and complaint.escalated.
func Reopen(ctx context.Context, tx *ent.Tx, in ReopenInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActReopen, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{now: viewer.Now(ctx)}
	c.reason("reason", &in.Reason, "complaint.reopen_reason")
	switch {
	case c.err != nil:
		return nil, c.err
	case was.ErasedAt != nil:
		return nil, fault.Precondition("contact.erased")
	case !reopenable(was, c.now):
		return nil, fault.Precondition("complaint.reopen_too_late").With("days", reopenDays)
	case was.State == flow.ComplaintFeedback && was.Answer != nil: // accepted, and waits for its end
		return nil, fault.Precondition("complaint.answered")
	}
	return takeUpAgain(ctx, tx, was, flow.ComplaintReopening{Reason: in.Reason, At: c.now, ByID: viewer.From(ctx).Member})
}

// reopenable tells whether it is not too long since the complaint was closed.
func reopenable(c *ent.Complaint, now time.Time) bool {
	return !c.Historic && c.ErasedAt == nil && (c.State != flow.ComplaintClosed || c.ClosedAt == nil || !now.After(c.ClosedAt.AddDate(0, 0, reopenDays)))
}

// takeUpAgain begins another round: its own clock of the resolution runs, by the deadline
// alone, for what was promised has passed or was answered, and that is what is promised
// now; what became of the plan's steps starts afresh. What was replied and decided before
// stays in the event's detail, and the committee decides anew.
func takeUpAgain(ctx context.Context, tx *ent.Tx, was *ent.Complaint, again flow.ComplaintReopening) (*ent.Complaint, error) {
	next, err := flow.Complaint.Next(was.State, flow.ComplaintActReopen)
	if err != nil {
		return nil, err
	}
	again.Reply = was.Reply
	s, now := clocks.OfComplaint(was), viewer.Now(ctx)
	if err := clocks.CancelAll(ctx, tx, s, now); err != nil {
		return nil, err
	}
	planned, err := clocks.Plan(ctx, tx, s, sla.ClockComplaintResolution, now, database.Never)
	if err != nil {
		return nil, err
	}
	if _, err := planned.Begin(ctx, tx, s); err != nil {
		return nil, err
	}
	plans, _ := requirements.Undone(was.Plans)
	due, err := requirements.StartSteps(ctx, tx, s, plans, now, now)
	if err != nil {
		return nil, err
	}
	count := was.ReopenCount + 1
	level := max(levelOf(was.Level), levelAfter(count))
	change := was.Update()
	if planned.DueAt().Before(database.Never) {
		change.SetPromisedAt(planned.DueAt()).SetPromiseConfirmed(false)
	}
	c, err := save(ctx, was, change.SetState(next).SetReopenCount(count).SetDueAt(due).SetPlans(plans).
		SetReopenings(append(slices.Clone(was.Reopenings), again)).SetLevel(levels[level]).
		ClearReply().ClearDecision().ClearAnswer().ClearOutcome().ClearClosing().ClearClosedAt().ClearRatingID().ClearNoReplyAt().SetAttempts(0))
	if err != nil {
		return nil, err
	}
	moved(ctx, c, was.State, told{clauses: []string{"D2-61"}, detail: map[string]any{"reopenCount": count, "byCustomer": again.ByCustomer, "before": map[string]any{
		"reply": was.Reply, "decision": was.Decision, "outcome": was.Outcome, "closedAt": was.ClosedAt,
	}}})
	if c.Level != was.Level || count == managementAgain || count == committeeAgain {
		tellEscalated(ctx, c, was.Level)
	}
	return c, nil
}

var levels = []flow.ComplaintLevel{flow.LevelDepartment, flow.LevelManagement, flow.LevelCommittee}

func levelOf(l flow.ComplaintLevel) int { return slices.Index(levels, l) }

// levelAfter is how far up a complaint goes that was taken up again so often.
func levelAfter(reopened int) int {
	switch {
	case reopened >= committeeAgain:
		return levelOf(flow.LevelCommittee)
	case reopened >= managementAgain:
		return levelOf(flow.LevelManagement)
	default:
		return 0
	}
}
