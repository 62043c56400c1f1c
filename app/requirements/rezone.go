package requirements

import (
	"context"
	"fmt"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/viewer"
)

// UpdateTenant changes the company (tenants.UpdateTenant). Figures of responses
// stand by the company's days: in another time zone they are counted anew, so that
// clocks are found where they were counted when they move on.
func UpdateTenant(ctx context.Context, tx *ent.Tx, in tenants.TenantUpdateInput) (*ent.Tenant, error) {
	was, err := tx.Tenant.Get(ctx, viewer.Tenant(ctx))
	if err != nil {
		return nil, fmt.Errorf("requirements: reading the company: %w", err)
	}
	c, err := tenants.UpdateTenant(ctx, tx, in)
	if err != nil || c.Timezone == was.Timezone {
		return c, err
	}
	if err := clocks.Rezone(ctx, tx, c.Timezone); err != nil {
		return nil, err
	}
	return c, nil
}
