package requirements

import (
	"context"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// ResumeInput is a clock to run on.
type ResumeInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Resume lets the first-response clock run on; the pause is unspent, so the due
// time moves. Errors: clock.none, sla.clock_not_paused. Records clock.resumed.
func Resume(ctx context.Context, tx *ent.Tx, in ResumeInput) (*ent.Requirement, error) {
	was, _, err := take(ctx, tx, flow.RequirementActResume, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	open, clock, err := openResponse(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	now, err := clocks.Resume(ctx, tx, clock)
	if err != nil {
		return nil, err
	}
	return movedClock(ctx, was, open, clock, now, "clock.resumed", map[string]any{})
}
