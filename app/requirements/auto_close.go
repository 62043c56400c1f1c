package requirements

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/satisfactionrating"
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
// result and whose time is over: with the rating of 3 or more that there is, or with
// the mark that there was no reply. A low rating, whoever wrote it down, waits for the
// decision of a person (Close) for as long as that takes. What does not wait stays as
// it is. The requirement is locked. Records requirement.closed.
func settle(ctx context.Context, tx *ent.Tx, was *ent.Requirement) (*ent.Requirement, error) {
	ctx = asSystem(ctx)
	if was.State != flow.RequirementFeedback {
		return leave(ctx, was)
	}
	rating, err := tx.SatisfactionRating.Query().Where(
		satisfactionrating.SubjectTypeEQ(flow.SubjectRequirement), satisfactionrating.SubjectID(was.ID), satisfactionrating.Round(was.ReopenCount),
	).Only(ctx)
	if ent.MaskNotFound(err) != nil {
		return nil, fmt.Errorf("requirements: reading the rating of %s: %w", was.ID, err)
	}
	now := viewer.Now(ctx)
	outcome := &flow.Outcome{At: now}
	switch {
	case rating != nil && rating.Score < lowRating:
		return leave(ctx, was)
	case rating != nil && rating.ByCustomer:
		outcome.Rating, outcome.Comment = &rating.Score, rating.Comment
	case was.AutoCloseAt == nil || was.AutoCloseAt.After(now):
		return was, nil
	case rating != nil:
		outcome.Rating, outcome.Comment = &rating.Score, rating.Comment
	default:
		outcome.NoReply = true
	}
	next, err := flow.Requirement.Next(was.State, flow.RequirementActClose)
	if err != nil {
		return nil, err
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

// leave takes away the instant at which it would close by itself.
func leave(ctx context.Context, was *ent.Requirement) (*ent.Requirement, error) {
	if was.AutoCloseAt == nil {
		return was, nil
	}
	return save(ctx, was, was.Update().ClearAutoCloseAt())
}
