package requirements

import (
	"context"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PauseInput is a clock to pause.
type PauseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          sla.PauseReason
	Note            *string
}

// Pause makes the first-response clock wait, for a reason that its policy
// allows. Errors: clock.none, and those of rules/sla. Records clock.paused.
func Pause(ctx context.Context, tx *ent.Tx, in PauseInput) (*ent.Requirement, error) {
	was, _, err := take(ctx, tx, flow.RequirementActPause, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{}
	known(&c, "reason", in.Reason)
	c.optional("note", &in.Note, maxWhy)
	if c.err != nil {
		return nil, c.err
	}
	open, clock, err := openResponse(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	allowed, err := pauseReasons(ctx, tx, clock)
	if err != nil {
		return nil, err
	}
	next, err := clockOf(clock).Pause(viewer.Now(ctx), in.Reason, or(in.Note), allowed)
	if err != nil {
		return nil, err
	}
	return moveClock(ctx, tx, was, open, clock, next, "clock.paused", map[string]any{"reason": in.Reason, "note": or(in.Note)})
}

// openResponse are the open clocks and the first-response clock among them.
func openResponse(ctx context.Context, tx *ent.Tx, requirement typeid.ID) ([]*ent.SlaClock, *ent.SlaClock, error) {
	open, err := openClocks(ctx, tx, requirement)
	if err != nil {
		return nil, nil, err
	}
	clock := firstResponse(open)
	if clock == nil {
		return nil, nil, fault.Precondition("clock.none")
	}
	return open, clock, nil
}

// moveClock writes a move of one clock, with the requirement's due time, and tells it.
func moveClock(ctx context.Context, tx *ent.Tx, was *ent.Requirement, open []*ent.SlaClock, clock *ent.SlaClock, next sla.Clock, event string, detail map[string]any) (*ent.Requirement, error) {
	now, err := keep(ctx, tx, clock, next, nil)
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetDueAt(earliestDue(replaced(open, now)...)))
	if err != nil {
		return nil, err
	}
	detail["clock"], detail["oldDueAt"], detail["newDueAt"] = clock.ID, clock.DueAt, now.DueAt
	happened(ctx, r, event, told{clauses: []string{responseClause[r.Urgency]}, detail: detail})
	return r, nil
}
