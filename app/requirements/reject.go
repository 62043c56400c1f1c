package requirements

import (
	"context"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RejectInput is a requirement not taken up.
type RejectInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
	ToldAt          time.Time
	Channel         flow.Channel
}

// Reject does not take a requirement up; the customer has been told. Customers
// of a KEY tier need an approval, which is not there yet:
// requirement.key_needs_approval. Clocks are cancelled. Records
// requirement.rejected.
func Reject(ctx context.Context, tx *ent.Tx, in RejectInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActReject, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	c := checks{now: now}
	c.named("reason", &in.Reason, maxShort, fault.Input("reason", "requirement.reject_reason"))
	toldCustomer(&c, in.ToldAt, in.Channel, fault.Input("toldAt", "requirement.not_told_customer"))
	if c.err != nil {
		return nil, c.err
	}
	from, err := customerOf(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	if ofKeyTier(ctx, from) {
		return nil, fault.Precondition("requirement.key_needs_approval")
	}
	if err := cancelAll(ctx, tx, was.ID, now); err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetState(next).SetDueAt(database.Never).SetRejection(&flow.Rejection{
		Reason: in.Reason, ToldAt: happenedAt(in.ToldAt, now), Channel: in.Channel, At: now, ByID: viewer.From(ctx).Member,
	}))
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D0-45"}})
	return r, nil
}

// ofKeyTier tells whether the requirements of the customer are not rejected
// without an approval.
func ofKeyTier(ctx context.Context, c *ent.Customer) bool {
	tier, ok := tenants.ConfigFrom(ctx).Tier(c.TierKey)
	return ok && tier.CollectionClass == flow.CollectionKey
}
