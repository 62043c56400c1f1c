package meetings

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/meeting"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	due        = "meeting.due"
	daysAhead  = 15 // more than holidays last
	lookAtOnce = 200
)

// Remind tells who is asked to a meeting of it, once, on the working day before;
// of one that has been moved, again. Records meeting.due.
func Remind(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	now := viewer.Now(ctx)
	for seen, full := 0, true; full; seen += lookAtOnce {
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			all, err := tx.Meeting.Query().Where(
				meeting.StateEQ(flow.MeetingPlanned), meeting.StartsAtGT(now), meeting.StartsAtLT(now.AddDate(0, 0, daysAhead)),
			).Order(meeting.ByStartsAt(), meeting.ByID()).Offset(seen).Limit(lookAtOnce).WithAttendees().All(ctx)
			if err != nil {
				return fmt.Errorf("meetings: looking for what comes: %w", err)
			}
			full = len(all) == lookAtOnce
			return remind(ctx, tx, all)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// remind tells of those whose day has come, and that were not told of since.
func remind(ctx context.Context, tx *ent.Tx, all []*ent.Meeting) error {
	from := map[typeid.ID]time.Time{}
	for _, m := range all {
		if day := tenants.ConfigFrom(ctx).Eve(m.StartsAt); !day.After(viewer.Now(ctx)) {
			from[m.ID] = day
		}
	}
	told, err := journal.ToldSince(ctx, tx, due, from)
	if err != nil {
		return err
	}
	for _, m := range all {
		if _, ok := from[m.ID]; !ok || told[m.ID] {
			continue
		}
		attendees := make([]typeid.ID, len(m.Edges.Attendees))
		for i, a := range m.Edges.Attendees {
			attendees[i] = a.MemberID
		}
		e := event(m, due, attendees)
		e.Detail = map[string]any{"startsAt": m.StartsAt}
		journal.Record(ctx, e)
	}
	return nil
}
