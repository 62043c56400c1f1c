package touchpoints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/identificationround"
	"heed/ent/touchpointstandard"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RetireInput is a touchpoint that is one no longer.
type RetireInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Retire takes a touchpoint off the list, and with it what is written of its standard
// or holds. What a round scores is decided by the round. Errors: touchpoint.in_round,
// BAD_USER_INPUT. Records touchpoint.retired, and standard.retired.
func Retire(ctx context.Context, tx *ent.Tx, in RetireInput) (*ent.Touchpoint, error) {
	was, next, err := take(ctx, tx, flow.TouchpointActRetire, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	scored, err := inOpenRound(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	if scored {
		return nil, fault.Precondition("touchpoint.in_round")
	}
	return retire(ctx, tx, was, was.Update().SetState(next), reason)
}

// retire writes that a touchpoint is one no longer, whoever decided so.
func retire(ctx context.Context, tx *ent.Tx, was *ent.Touchpoint, change *ent.TouchpointUpdateOne, reason string) (*ent.Touchpoint, error) {
	sys := viewer.SystemOf(ctx)
	q := tx.TouchpointStandard.Query().Where(
		touchpointstandard.TouchpointID(was.ID),
		touchpointstandard.StateIn(flow.StandardDraft, flow.StandardInReview, flow.StandardEffective),
	).Order(touchpointstandard.ByID())
	q.Modify(database.Lock)
	all, err := q.All(sys)
	if err != nil {
		return nil, fmt.Errorf("touchpoints: locking standards: %w", err)
	}
	for _, s := range all {
		next, err := flow.Standard.Next(s.State, flow.StandardActRetire)
		if err != nil {
			return nil, err
		}
		if _, err := endStandard(ctx, tx, s, next, reason); err != nil {
			return nil, err
		}
	}
	return save(ctx, was, change.SetIsKey(false).SetRetireReason(reason), func(t *ent.Touchpoint) journal.Event {
		return moved(t, was.State, "D2-49")
	})
}

// inOpenRound tells whether a round scores the touchpoint now.
func inOpenRound(ctx context.Context, tx *ent.Tx, t *ent.Touchpoint) (bool, error) {
	open, err := openRounds(ctx, tx, present(t.RoundID))
	return open[t.RoundID], err
}

// openRounds are those of the rounds that are open.
func openRounds(ctx context.Context, tx *ent.Tx, rounds []typeid.ID) (map[typeid.ID]bool, error) {
	open := map[typeid.ID]bool{}
	if len(rounds) == 0 {
		return open, nil
	}
	ids, err := tx.IdentificationRound.Query().Where(identificationround.IDIn(rounds...), identificationround.StateEQ(flow.RoundOpen)).
		IDs(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("touchpoints: looking for open rounds: %w", err)
	}
	for _, id := range ids {
		open[id] = true
	}
	return open, nil
}
