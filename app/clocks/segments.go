package clocks

import (
	"context"

	"heed/ent"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// MaxSegments is how many pieces of a clock's time are shown.
const MaxSegments = 200

// Segments tells how the clock's time is counted and skipped, from its start to
// its stop, or to its due time, or to now if that is past it; the first
// MaxSegments pieces.
func Segments(ctx context.Context, clock *ent.SlaClock) []sla.Segment {
	all := Of(clock).Explain(viewer.Now(ctx), Calendar(ctx, clock)).Segments
	return all[:min(len(all), MaxSegments)]
}

// Provisional tells whether the clock's due time lies beyond the days whose
// holidays are published, and may move with them.
func Provisional(ctx context.Context, clock *ent.SlaClock) bool {
	c := Of(clock)
	return c.Open() && !given(clock.Kind) && c.Limit.Unit != sla.UnitHour && !Calendar(ctx, clock).Knows(c.DueAt)
}
