package requirements

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/clocks"
	"heed/ent"
	journalled "heed/ent/event"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// clockChange is what became of the first-response clock when the urgency or the leading
// department changed.
type clockChange struct {
	event  string // "" when nothing happened to it
	detail map[string]any
	due    time.Time // the requirement's earliest due time now
}

// happened tells it, after what it came from.
func (c clockChange) happened(ctx context.Context, r *ent.Requirement) {
	if c.event != "" {
		happened(ctx, r, c.event, told{clauses: []string{responseClause[r.Urgency]}, detail: c.detail})
	}
}

// reclockLead is reclock for another leading department: deadlines may be a department's
// own. A draft has no clock yet, and the same deadline counts the same.
func reclockLead(ctx context.Context, tx *ent.Tx, was *ent.Requirement, lead typeid.ID, change *ent.RequirementUpdateOne) (clockChange, error) {
	if lead == was.LeadDepartmentID || was.State == flow.RequirementDraft {
		return clockChange{}, nil
	}
	r := *was
	r.LeadDepartmentID = lead
	after, err := reclock(ctx, tx, &r, r.Urgency)
	if err == nil && after.event != "" {
		change.SetDueAt(after.due)
	}
	return after, err
}

// reclock counts the first-response clock anew for the urgency: from its
// own start, by the strictest policy that fits now. Clocks that have stopped
// are never rewritten. When no policy fits any more, or when the answer that
// was given does for the other urgency, the clock is cancelled; when none runs
// and the customer still waits for the answer that the urgency demands, one
// starts.
func reclock(ctx context.Context, tx *ent.Tx, r *ent.Requirement, urgency flow.Urgency) (clockChange, error) {
	s := clocks.OfRequirement(r)
	s.Urgency = urgency
	open, err := clocks.Open(ctx, tx, s)
	if err != nil {
		return clockChange{}, err
	}
	clock := clocks.Find(open, sla.ClockFirstResponse)
	if clock == nil {
		return lateClock(ctx, tx, r, s, open)
	}
	var policy *ent.SlaPolicy
	if !answeredFor(urgency, r) {
		if policy, err = clocks.Promise(ctx, tx, s, sla.ClockFirstResponse, clock.StartedAt); err != nil {
			return clockChange{}, err
		}
	}
	if policy != nil && policy.ID == clock.PolicyID && urgency == r.Urgency {
		return clockChange{due: clocks.Earliest(open...)}, nil
	}
	event, now := "clock.recomputed", (*ent.SlaClock)(nil)
	if policy == nil {
		event = "clock.cancelled"
		now, err = clocks.Cancel(ctx, tx, clock, viewer.Now(ctx))
	} else {
		now, err = clocks.Recount(ctx, tx, clock, policy)
	}
	if err != nil {
		return clockChange{}, err
	}
	detail := clocks.Detail(now)
	detail["oldDueAt"], detail["newDueAt"], detail["oldPolicy"] = clock.DueAt, now.DueAt, clock.PolicyID
	return clockChange{event: event, detail: detail, due: clocks.Earliest(clocks.Replaced(open, now)...)}, nil
}

// lateClock starts the clock of a requirement in which none runs: it had none,
// or its clock was stopped by an answer that is too weak for the urgency. It
// counts from when the customer's waiting began. There is none once the
// customer has the answer that the urgency demands, or the result.
func lateClock(ctx context.Context, tx *ent.Tx, r *ent.Requirement, s clocks.Subject, open []*ent.SlaClock) (clockChange, error) {
	none := clockChange{due: clocks.Earliest(open...)}
	if answeredFor(s.Urgency, r) || r.State == flow.RequirementFeedback {
		return none, nil
	}
	at, err := waitingSince(ctx, tx, r)
	if err != nil {
		return none, err
	}
	clock, err := clocks.Start(ctx, tx, s, sla.ClockFirstResponse, at)
	if err != nil || clock == nil {
		return none, err
	}
	return clockChange{event: "clock.started", detail: clocks.Detail(clock), due: clocks.Earliest(append(open, clock)...)}, nil
}

// waitingSince is when the customer began to wait for a first answer: when the
// requirement was received, or last taken up again, which the journal knows.
func waitingSince(ctx context.Context, tx *ent.Tx, r *ent.Requirement) (time.Time, error) {
	at := r.CreatedAt
	if r.ReceivedAt != nil {
		at = *r.ReceivedAt
	}
	if r.ReopenCount == 0 {
		return at, nil
	}
	reopened, err := tx.Event.Query().Where(
		journalled.SubjectID(r.ID), journalled.ToState(string(flow.RequirementProcessing)),
		journalled.FromStateIn(string(flow.RequirementFeedback), string(flow.RequirementClosed)),
	).Order(journalled.ByPosition(sql.OrderDesc())).First(viewer.SystemOf(ctx))
	switch {
	case ent.IsNotFound(err):
		return at, nil
	case err != nil:
		return at, fmt.Errorf("requirements: reading when %s was reopened: %w", r.ID, err)
	}
	return reopened.OccurredAt, nil
}
