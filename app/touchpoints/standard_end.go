package touchpoints

import (
	"context"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ReviewInput is a standard that was looked at, and stays as it is.
type ReviewInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Result          string
	NextReviewOn    string // YYYY-MM-DD
}

// Review says that a standard that holds was looked at again and stays, until the next
// time; the task that asked for it is done (D2-52). What it says is not touched.
// Errors: BAD_USER_INPUT. Records standard.reviewed, and task.done.
func Review(ctx context.Context, tx *ent.Tx, in ReviewInput) (*ent.TouchpointStandard, error) {
	was, next, err := takeStandard(ctx, tx, flow.StandardActReview, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	result := c.Lines("result", in.Result, 1, maxConclusion)
	c.ahead("nextReviewOn", in.NextReviewOn)
	if c.Err != nil {
		return nil, c.Err
	}
	s, err := was.Update().SetState(next).SetReviewResult(result).SetReviewedAt(viewer.Now(ctx)).SetReviewDueOn(in.NextReviewOn).
		ClearReviewAskedFor().Save(ctx)
	if err != nil {
		return nil, writtenStandard(err)
	}
	if was.ReviewAskedFor != "" {
		if err := tasks.Settle(ctx, tx, reviewKey(was.ID, was.ReviewAskedFor), ""); err != nil {
			return nil, err
		}
	}
	e := standardEvent(s, "standard.reviewed", was.State, "D2-52")
	e.Detail["nextReviewOn"] = s.ReviewDueOn
	journal.Record(ctx, e)
	return s, nil
}

// StandardRetireInput is a draft to be dropped, or a standard that holds no longer.
type StandardRetireInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// RetireStandard drops what is written, with the request for its approval, or ends what
// holds without another edition. Errors: BAD_USER_INPUT. Records standard.retired.
func RetireStandard(ctx context.Context, tx *ent.Tx, in StandardRetireInput) (*ent.TouchpointStandard, error) {
	was, next, err := takeStandard(ctx, tx, flow.StandardActRetire, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	return endStandard(ctx, tx, was, next, reason)
}
