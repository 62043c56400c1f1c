package requirements

import (
	"context"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/ent"
)

// UpdateTenant changes the company (tenants.UpdateTenant). Figures of responses
// stand by the company's days: with its time zone they are counted anew, so that
// clocks are found where they were counted when they move on.
func UpdateTenant(ctx context.Context, tx *ent.Tx, in tenants.TenantUpdateInput) (*ent.Tenant, error) {
	c, err := tenants.UpdateTenant(ctx, tx, in)
	if err != nil || in.Timezone == nil {
		return c, err
	}
	if err := clocks.Rezone(ctx, tx, c.Timezone); err != nil {
		return nil, err
	}
	return c, nil
}
