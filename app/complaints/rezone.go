package complaints

import (
	"context"
	"fmt"
	"time"

	"heed/app/clocks"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/viewer"
)

// UpdateTenant changes the company (requirements.UpdateTenant). Figures of complaints stand
// by the company's days too: in another time zone they are counted anew.
func UpdateTenant(ctx context.Context, tx *ent.Tx, in tenants.TenantUpdateInput) (*ent.Tenant, error) {
	was, err := tx.Tenant.Get(ctx, viewer.Tenant(ctx))
	if err != nil {
		return nil, fmt.Errorf("complaints: reading the company: %w", err)
	}
	c, err := requirements.UpdateTenant(ctx, tx, in)
	if err != nil || c.Timezone == was.Timezone {
		return c, err
	}
	// The end of the journal is held since the figures of clocks were counted.
	there, err := clocks.InZone(ctx, c.Timezone)
	if err != nil {
		return nil, err
	}
	all := map[clocks.Figure]int{}
	err = each(there, tx.Client(), func(c *ent.Complaint, zone *time.Location) {
		for _, f := range dated(c, zone) {
			all[f]++
		}
	})
	if err != nil {
		return nil, err
	}
	return c, clocks.Anew(ctx, tx, all, byDay...)
}
