package requirements

import (
	"context"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/sla"
	"heed/rules/typeid"
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
	open, clock, err := openResponse(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	now, err := clocks.Pause(ctx, tx, clock, in.Reason, optional.Value(in.Note))
	if err != nil {
		return nil, err
	}
	return movedClock(ctx, was, open, clock, now, "clock.paused", map[string]any{"reason": in.Reason, "note": optional.Value(in.Note)})
}

// openResponse are the open clocks and the first-response clock among them.
func openResponse(ctx context.Context, tx *ent.Tx, r *ent.Requirement) ([]*ent.SlaClock, *ent.SlaClock, error) {
	open, err := clocks.Open(ctx, tx, clocks.OfRequirement(r))
	if err != nil {
		return nil, nil, err
	}
	clock := clocks.Find(open, sla.ClockFirstResponse)
	if clock == nil {
		return nil, nil, fault.Precondition("clock.none")
	}
	return open, clock, nil
}

// movedClock writes the requirement's due time after a move of one clock, and tells it.
func movedClock(ctx context.Context, was *ent.Requirement, open []*ent.SlaClock, clock, now *ent.SlaClock, event string, detail map[string]any) (*ent.Requirement, error) {
	r, err := save(ctx, was, was.Update().SetDueAt(clocks.Earliest(clocks.Replaced(open, now)...)))
	if err != nil {
		return nil, err
	}
	detail["clock"], detail["oldDueAt"], detail["newDueAt"] = clock.ID, clock.DueAt, now.DueAt
	happened(ctx, r, event, told{clauses: []string{responseClause[r.Urgency]}, detail: detail})
	return r, nil
}
