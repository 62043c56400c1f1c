package requirements

import (
	"context"
	"time"

	"heed/app/tenants"
	"heed/ent"
)

// EntryDelay is how long after it was collected a requirement was written down
// (D0-28); never below zero.
func EntryDelay(r *ent.Requirement) time.Duration { return max(r.CreatedAt.Sub(r.CollectedAt), 0) }

// EnteredLate tells whether that was longer than the company allows now. What came in
// as a fact was written down elsewhere.
func EnteredLate(ctx context.Context, r *ent.Requirement) bool {
	return !r.Historic && EntryDelay(r) > tenants.ConfigFrom(ctx).Tenant.Settings.EntryDelay()
}
