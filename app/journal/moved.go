package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"heed/ent"
	"heed/ent/eventdetail"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Moved is when a clock is due after an event, and was due before it.
type Moved struct {
	Was time.Time `json:"oldDueAt"`
	Due time.Time `json:"newDueAt"`
}

// moving are the types of events that move a clock.
var moving = []string{"clock.recomputed", "clock.resumed"}

// tellMoves fills in how clocks have moved, with one statement where any has. Whoever
// may read the event may read it. An event whose detail is gone tells nothing of it.
func tellMoves(ctx context.Context, client *ent.Client, entries []Entry) error {
	var which []typeid.ID
	for _, e := range entries {
		if slices.Contains(moving, e.Type) {
			which = append(which, e.ID)
		}
	}
	if len(which) == 0 {
		return nil
	}
	details, err := client.EventDetail.Query().Where(eventdetail.EventIDIn(which...)).All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("journal: reading how clocks have moved: %w", err)
	}
	moves := make(map[typeid.ID]*Moved, len(details))
	for _, d := range details {
		var m Moved
		// One that cannot be read was tampered with, which Verify tells; nobody's stream ends for it.
		if err := json.Unmarshal([]byte(d.Body), &m); err == nil && !m.Was.IsZero() && !m.Due.IsZero() {
			moves[d.EventID] = &m
		}
	}
	for i := range entries {
		entries[i].Moved = moves[entries[i].ID]
	}
	return nil
}
