package clocks

import (
	"context"

	"heed/ent"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// Pause makes a clock wait, for a reason that its policy allows, also when that
// is no longer in force. Errors: those of rules/sla.
func Pause(ctx context.Context, tx *ent.Tx, c *ent.SlaClock, reason sla.PauseReason, note string) (*ent.SlaClock, error) {
	policy, err := policyOfClock(ctx, tx, c.PolicyID)
	if err != nil {
		return nil, err
	}
	var allowed []sla.PauseReason
	if policy != nil {
		allowed = policy.PauseOn
	}
	next, err := Of(c).Pause(viewer.Now(ctx), reason, note, allowed)
	if err != nil {
		return nil, err
	}
	return keep(ctx, tx, c, next, nil)
}

// Resume lets a clock run on; the pause is unspent, so the due time moves.
// Errors: sla.clock_not_paused.
func Resume(ctx context.Context, tx *ent.Tx, c *ent.SlaClock) (*ent.SlaClock, error) {
	next, err := Of(c).Resume(viewer.Now(ctx), Calendar(ctx, c))
	if err != nil {
		return nil, err
	}
	return keep(ctx, tx, c, next, nil)
}

// Recount counts an open clock anew from its start, by another policy. What it
// has told that would come later now is taken back.
func Recount(ctx context.Context, tx *ent.Tx, c *ent.SlaClock, policy *ent.SlaPolicy) (*ent.SlaClock, error) {
	next, _, err := Of(c).Recompute(limitOf(policy), Calendar(ctx, c))
	if err != nil {
		return nil, err
	}
	return keep(ctx, tx, c, next, policy)
}
