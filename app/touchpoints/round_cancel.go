package touchpoints

import (
	"context"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RoundCancelInput is a round that comes to nothing.
type RoundCancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// CancelRound drops a round: its touchpoints stay as they are, and another may score
// them. Errors: BAD_USER_INPUT. Records identification.cancelled, and task.cancelled.
func CancelRound(ctx context.Context, tx *ent.Tx, in RoundCancelInput) (*ent.IdentificationRound, error) {
	was, next, err := takeRound(ctx, tx, flow.RoundActCancel, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	_, asked, err := askedIn(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	r, err := saveRound(ctx, was.Update().SetState(next).SetEndedAt(viewer.Now(ctx)).SetConclusion(reason))
	if err != nil {
		return nil, err
	}
	if err := stopAsking(ctx, tx, r, asked); err != nil { // a task that is done stays done
		return nil, err
	}
	tellRound(ctx, r, "identification.cancelled", was.State, asked, []string{"D2-47"}, nil)
	return r, nil
}
