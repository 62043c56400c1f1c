package jobs

import (
	"context"

	"heed/app/tenants"
)

// tenantErase erases what a closed company has left behind, once its time has
// come. It may be stopped anywhere; the next day goes on.
var tenantErase = Duty{
	Name: "tenant_erase", Hour: 3, Idle: true,
	Do: func(ctx context.Context, w *Works) error {
		_, err := tenants.Erase(ctx, w.Journal, w.Files.Forget)
		return err
	},
}
