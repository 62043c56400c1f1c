package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/companyslug"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// What operators do with a company: `heed tenant`. No member may.

// BySlug is the company of the slug; NOT_FOUND when there is none.
func BySlug(ctx context.Context, client *ent.Client, slug string) (typeid.ID, error) {
	row, err := client.CompanySlug.Query().Where(companyslug.Slug(slug)).Only(ctx)
	if ent.IsNotFound(err) {
		return "", fault.NotFound().On("slug").Because(err)
	}
	if err != nil {
		return "", fmt.Errorf("tenants: looking a company up: %w", err)
	}
	return row.CompanyID, nil
}

// Suspend stops all changes of a company's members. They may read on.
func Suspend(ctx context.Context, tx *ent.Tx, reason string) (*ent.Tenant, error) {
	reason, err := text.Lines("reason", reason, 1, 1000)
	if err != nil {
		return nil, err
	}
	c, err := lockCompany(ctx, tx)
	if err != nil {
		return nil, err
	}
	next, err := flow.Tenant.Next(c.State, flow.TenantActSuspend)
	if err != nil {
		return nil, err
	}
	from := c.State
	if c, err = c.Update().SetState(next).SetSuspendedReason(reason).Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: suspending a company: %w", err)
	}
	journal.Record(ctx, companyEvent("tenant.suspended", c, from, nil, map[string]any{"reason": reason}))
	return c, nil
}

// Resume lets a suspended company go on where it was.
func Resume(ctx context.Context, tx *ent.Tx) (*ent.Tenant, error) {
	c, err := lockCompany(ctx, tx)
	if err != nil {
		return nil, err
	}
	if c.State != flow.TenantSuspended { // a closed one is reopened, on purpose and by another word
		return nil, fault.Precondition("transition.illegal").With("state", c.State).With("act", flow.TenantActResume).
			Extend("allowed", flow.Tenant.Allowed(c.State))
	}
	return back(ctx, c, "tenant.resumed")
}

// Reopen takes the closing of a company back, until its data is erased.
func Reopen(ctx context.Context, tx *ent.Tx) (*ent.Tenant, error) {
	c, err := lockCompany(ctx, tx)
	if err != nil {
		return nil, err
	}
	switch {
	case c.State != flow.TenantClosed:
		return nil, fault.Precondition("transition.illegal").With("state", c.State).With("act", flow.TenantActResume).
			Extend("allowed", flow.Tenant.Allowed(c.State))
	case c.Closing != nil && c.Closing.Begun():
		return nil, fault.Precondition("tenant.erased")
	}
	return back(ctx, c, "tenant.reopened")
}

// back brings a company to where it was before it was suspended or closed.
func back(ctx context.Context, c *ent.Tenant, kind string) (*ent.Tenant, error) {
	next, err := flow.Tenant.Next(c.State, flow.TenantReturn(c.ActivatedAt != nil))
	if err != nil {
		return nil, err
	}
	from := c.State
	if c, err = c.Update().SetState(next).ClearSuspendedReason().ClearClosing().Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: bringing a company back: %w", err)
	}
	journal.Record(ctx, companyEvent(kind, c, from, nil, nil))
	journal.DueBy(ctx, viewer.Now(ctx)) // what was due meanwhile is done now
	return c, nil
}

// SetPlan gives a company another plan. What it has beyond a smaller one stays;
// nothing is added until there is room.
func SetPlan(ctx context.Context, tx *ent.Tx, plan flow.Plan) (*ent.Tenant, error) {
	c, err := lockCompany(ctx, tx)
	if err != nil {
		return nil, err
	}
	if c.Plan == plan {
		return c, nil
	}
	was := c.Plan
	if c, err = c.Update().SetPlan(plan).Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: changing the plan: %w", err)
	}
	journal.Record(ctx, companyEvent("tenant.plan_changed", c, c.State, []string{"plan"}, map[string]any{"old": was, "new": plan}))
	return c, nil
}
