package requirements

import (
	"context"
	"time"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/sla"
)

// cancelAll ends the measuring of open clocks without a result.
func cancelAll(ctx context.Context, tx *ent.Tx, r *ent.Requirement, at time.Time) error {
	return clocks.CancelAll(ctx, tx, clocks.OfRequirement(r), at)
}

// startResponse starts a first-response clock; nil when no policy asks for one.
func startResponse(ctx context.Context, tx *ent.Tx, r *ent.Requirement, at time.Time) (*ent.SlaClock, error) {
	return clocks.Start(ctx, tx, clocks.OfRequirement(r), sla.ClockFirstResponse, at)
}

// stopResponse stops the first-response clock, if one is open, and gives the
// earliest due time of what still runs. The field is the client's, if it named
// the instant.
func stopResponse(ctx context.Context, tx *ent.Tx, r *ent.Requirement, at time.Time, field string) (due time.Time, err error) {
	return clocks.Stop(ctx, tx, clocks.OfRequirement(r), sla.ClockFirstResponse, at, field)
}
