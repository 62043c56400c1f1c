package requirements

import (
	"context"
	"time"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// clockChange is what became of the first-response clock when the urgency changed.
type clockChange struct {
	event  string // "" when nothing happened to it
	detail map[string]any
	due    time.Time // the requirement's earliest due time now
}

// reclock counts the first-response clock anew for another urgency: from its
// own start, by the strictest policy that fits now. Clocks that have stopped
// are never rewritten. When no policy fits any more the clock is cancelled;
// when none ran for want of a policy, one starts.
func reclock(ctx context.Context, tx *ent.Tx, r *ent.Requirement, urgency flow.Urgency, tier string) (clockChange, error) {
	open, err := openClocks(ctx, tx, r.ID)
	if err != nil {
		return clockChange{}, err
	}
	clock := firstResponse(open)
	if clock == nil {
		return lateClock(ctx, tx, r, urgency, tier, open)
	}
	policy, err := promise(ctx, urgency, tier, clock.StartedAt)
	if err != nil {
		return clockChange{}, err
	}
	event := "clock.recomputed"
	var next sla.Clock
	if policy == nil {
		event = "clock.cancelled"
		next, err = clockOf(clock).Cancel(viewer.Now(ctx))
	} else {
		next, _, err = clockOf(clock).Recompute(sla.Limit{Amount: policy.Amount, Unit: policy.Unit}, calendarOf(ctx, clock))
	}
	if err != nil {
		return clockChange{}, err
	}
	now, err := keep(ctx, clock, next, policy)
	if err != nil {
		return clockChange{}, err
	}
	detail := clockDetail(now)
	detail["oldDueAt"], detail["newDueAt"], detail["oldPolicy"] = clock.DueAt, now.DueAt, clock.PolicyID
	return clockChange{event: event, detail: detail, due: earliestDue(replaced(open, now)...)}, nil
}

// lateClock starts the clock of a requirement that had none, unless the
// customer is answered already.
func lateClock(ctx context.Context, tx *ent.Tx, r *ent.Requirement, urgency flow.Urgency, tier string, open []*ent.SlaClock) (clockChange, error) {
	none := clockChange{due: earliestDue(open...)}
	if r.Response != nil || r.State == flow.RequirementFeedback {
		return none, nil
	}
	at := viewer.Now(ctx)
	if r.ReopenCount == 0 && r.ReceivedAt != nil {
		at = *r.ReceivedAt
	}
	policy, err := promise(ctx, urgency, tier, at)
	if err != nil || policy == nil {
		return none, err
	}
	clock, err := startClock(ctx, tx, r.ID, policy, at)
	if err != nil {
		return none, err
	}
	return clockChange{event: "clock.started", detail: clockDetail(clock), due: earliestDue(append(open, clock)...)}, nil
}

// replaced is the list with the clock's newer state.
func replaced(open []*ent.SlaClock, now *ent.SlaClock) []*ent.SlaClock {
	for i, c := range open {
		if c.ID == now.ID {
			open[i] = now
		}
	}
	return open
}
