package requirements

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/counter"
	"heed/ent/database"
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
	if err := recountDays(ctx, tx, c.Timezone); err != nil {
		return nil, err
	}
	return c, nil
}

// recountDays makes the figures by day anew in the zone. The end of the journal is
// held meanwhile: all changes that are counted come before, all others after.
func recountDays(ctx context.Context, tx *ent.Tx, zone string) error {
	q := tx.CompanyHead.Query().Where(companyhead.CompanyID(viewer.Tenant(ctx)))
	q.Modify(database.Lock)
	if _, err := q.Only(ctx); err != nil {
		return fmt.Errorf("requirements: holding the journal: %w", err)
	}
	config := *tenants.ConfigFrom(ctx)
	var err error
	if config.Zone, err = time.LoadLocation(zone); err != nil {
		return fmt.Errorf("requirements: the time zone: %w", err)
	}
	figures, err := Recount(tenants.WithConfig(ctx, &config), tx.Client())
	if err != nil {
		return err
	}
	if _, err := tx.Counter.Delete().Where(counter.NameIn(responsesDue, responsesMet)).Exec(ctx); err != nil {
		return fmt.Errorf("requirements: taking figures away: %w", err)
	}
	const atOnce = 500
	var rows []*ent.CounterCreate
	write := func() error {
		if err := tx.Counter.CreateBulk(rows...).Exec(ctx); err != nil {
			return fmt.Errorf("requirements: writing figures: %w", err)
		}
		rows = nil
		return nil
	}
	for f, n := range figures {
		if f.Name != responsesDue && f.Name != responsesMet {
			continue
		}
		rows = append(rows, tx.Counter.Create().SetName(f.Name).SetBucket(f.Bucket).SetAmount(n))
		if len(rows) == atOnce {
			if err := write(); err != nil {
				return err
			}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return write()
}
