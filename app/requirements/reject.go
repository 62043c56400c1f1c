package requirements

import (
	"context"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RejectInput is a requirement not taken up.
type RejectInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
	ToldAt          *time.Time // needed where nobody else has to agree
	Channel         *flow.Channel
}

// Reject does not take a requirement up; the customer has been told. For
// customers of a KEY tier it asks for an approval instead: the requirement stays
// where it is, with its pending approval, and is rejected when the others agree
// (rejection.go); the customer is told then (TellRejection), unless the input says
// that they were. Clocks are cancelled then. Errors: approval.already_pending,
// approval.nobody_to_ask. Records requirement.rejected, or approval.pending and
// requirement.rejection_pending.
func Reject(ctx context.Context, tx *ent.Tx, in RejectInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActReject, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	from, err := customerOf(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	now, agreed := viewer.Now(ctx), ofKeyTier(ctx, from)
	c := checks{now: now}
	c.named("reason", &in.Reason, maxShort, fault.Input("reason", "requirement.reject_reason"))
	plan := flow.Rejection{ByID: viewer.From(ctx).Member}
	if !agreed || in.ToldAt != nil || in.Channel != nil {
		at, channel := optional.Value(in.ToldAt), optional.Value(in.Channel)
		if in.ToldAt != nil && in.Channel == nil {
			c.fail(fault.Input("channel", "input.required"))
		}
		toldCustomer(&c, at, channel, fault.Input("toldAt", "requirement.not_told_customer"))
		at = happenedAt(at, now)
		plan.ToldAt, plan.Channel = &at, &channel
	}
	if c.err != nil {
		return nil, c.err
	}
	plan.Reason = in.Reason
	if agreed {
		return askRejection(ctx, tx, was, plan)
	}
	if err := dropPending(ctx, tx, was); err != nil { // the customer's tier was another then
		return nil, err
	}
	return reject(ctx, tx, was, next, plan, nil)
}

// reject writes a rejection down; the detail tells who agreed to it. The customers of what
// was merged into it are to be told of it (D0-38).
func reject(ctx context.Context, tx *ent.Tx, was *ent.Requirement, next flow.RequirementState, plan flow.Rejection, detail map[string]any) (*ent.Requirement, error) {
	now := viewer.Now(ctx)
	if err := cancelAll(ctx, tx, was, now); err != nil {
		return nil, err
	}
	plan.At = now
	r, err := save(ctx, was, was.Update().SetState(next).SetDueAt(database.Never).SetRejection(&plan).ClearPendingApprovalID())
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D0-45"}, detail: detail})
	return r, askTellingOthers(ctx, tx, r, occasion{key: rejectionTold, ends: true})
}

// ofKeyTier tells whether the requirements of the customer are not rejected
// without an approval.
func ofKeyTier(ctx context.Context, c *ent.Customer) bool {
	tier, ok := tenants.ConfigFrom(ctx).Tier(c.TierKey)
	return ok && tier.CollectionClass == flow.CollectionKey
}
