package journal

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/event"
	"heed/rules/typeid"
)

// ToldSince says of which of the records an event of the type was told at their instant or
// later: what reminds asks it, so that it reminds once, and again of what was moved since.
func ToldSince(ctx context.Context, tx *ent.Tx, typ string, from map[typeid.ID]time.Time) (map[typeid.ID]bool, error) {
	told := map[typeid.ID]bool{}
	if len(from) == 0 {
		return told, nil
	}
	ids := make([]typeid.ID, 0, len(from))
	for id := range from {
		ids = append(ids, id)
	}
	earlier, err := tx.Event.Query().Where(event.SubjectIDIn(ids...), event.Type(typ)).Select(event.FieldSubjectID, event.FieldOccurredAt).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("journal: looking for what was told: %w", err)
	}
	for _, e := range earlier {
		told[e.SubjectID] = told[e.SubjectID] || !e.OccurredAt.Before(from[e.SubjectID])
	}
	return told, nil
}
