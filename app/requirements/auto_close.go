package requirements

import (
	"context"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// autoCloseAt is when a requirement closes whose customer, told then, does not
// reply; nil where the calendar has no working time.
func autoCloseAt(ctx context.Context, toldAt time.Time) *time.Time {
	config := tenants.ConfigFrom(ctx)
	limit := sla.Limit{Amount: config.Tenant.Settings.CloseAfter(), Unit: sla.UnitWorkingDay}
	at, err := sla.Due(toldAt, limit, config.Calendar())
	if err != nil {
		return nil
	}
	at = at.Truncate(time.Microsecond)
	return &at
}

// settle ends, in the system's name, the waiting for a customer who was told the
// result and whose time is over: with the rating that there is, or with the mark that
// there was no reply. What has a low rating does not come here: GiveRating lets it wait
// for the decision of a person (Close) for as long as that takes. The requirement is
// locked. Records requirement.closed.
func settle(ctx context.Context, tx *ent.Tx, was *ent.Requirement) (*ent.Requirement, error) {
	ctx = viewer.SystemOf(ctx)
	next, err := flow.Requirement.Next(was.State, flow.RequirementActClose)
	if err != nil {
		return nil, err
	}
	given, err := CustomerRating(ctx, tx.Client(), was)
	if err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	outcome := &flow.Outcome{At: now, NoReply: given == nil}
	if given != nil {
		outcome.Rating, outcome.Comment = &given.Score, given.Comment
	}
	if err := cancelAll(ctx, tx, was, now); err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetState(next).SetOutcome(outcome).SetClosedAt(now).SetDueAt(database.Never).ClearAutoCloseAt())
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D0-55"}, detail: map[string]any{"automatic": true, "noReply": outcome.NoReply}})
	return r, nil
}
