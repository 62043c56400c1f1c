package requirements

import (
	"time"

	"heed/ent"
	"heed/rules/sla"
)

// MaxSegments is how many pieces of a clock's time are shown.
const MaxSegments = 200

// Segments tells how the clock's time is counted and skipped, from its start to
// its stop, or to its due time, or to now if that is past it; the first
// MaxSegments pieces.
func Segments(clock *ent.SlaClock, cal sla.Calendar, now time.Time) []sla.Segment {
	all := clockOf(clock).Explain(now, cal).Segments
	return all[:min(len(all), MaxSegments)]
}
