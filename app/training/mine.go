package training

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/trainingrecord"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MineOf are the viewer's own records with the sessions, by session; of some there is none.
func MineOf(ctx context.Context, client *ent.Client, all []*ent.TrainingSession) (map[typeid.ID]*ent.TrainingRecord, error) {
	ids := make([]typeid.ID, len(all))
	for i, s := range all {
		ids[i] = s.ID
	}
	rows, err := client.TrainingRecord.Query().Where(trainingrecord.SessionIDIn(ids...), trainingrecord.MemberID(viewer.From(ctx).Member)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("training: reading the viewer's records: %w", err)
	}
	mine := make(map[typeid.ID]*ent.TrainingRecord, len(rows))
	for _, r := range rows {
		mine[r.SessionID] = r
	}
	return mine, nil
}

// Valid tells whether a record holds now: passed, not run out, not outdated (D2-79).
func Valid(ctx context.Context, r *ent.TrainingRecord) bool {
	return r.Passed != nil && *r.Passed && r.OutdatedAt == nil && !ranOut(ctx, r)
}

// ranOut tells whether a record's last day is over.
func ranOut(ctx context.Context, r *ent.TrainingRecord) bool {
	return r.ValidUntil != "" && r.ValidUntil < checking(ctx).Day(0)
}
