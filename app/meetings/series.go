package meetings

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/meeting"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// head is the first meeting of the series that a meeting is of, or the meeting itself.
func head(m *ent.Meeting) typeid.ID {
	if m.SeriesID != "" {
		return m.SeriesID
	}
	return m.ID
}

// following are the meetings of the series from this one on that are still to
// come, locked, in their order, this one first; alone when it is of none.
func following(ctx context.Context, tx *ent.Tx, m *ent.Meeting) ([]*ent.Meeting, error) {
	series := head(m)
	q := tx.Meeting.Query().Where(
		meeting.Or(meeting.SeriesID(series), meeting.ID(series)), meeting.IDNEQ(m.ID),
		meeting.StateEQ(flow.MeetingPlanned), meeting.StartsAtGT(m.StartsAt),
	).Order(meeting.ByStartsAt(), meeting.ByID())
	q.Modify(database.Lock)
	rest, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("meetings: reading the series: %w", err)
	}
	return append([]*ent.Meeting{m}, rest...), nil
}

// moved is when a meeting begins after another of its series was moved: as many days
// earlier or later, at the new time of day in the company's zone.
func moved(ctx context.Context, at, from, to time.Time) time.Time {
	zone := tenants.ConfigFrom(ctx).Zone
	at, from, to = at.In(zone), from.In(zone), to.In(zone)
	days := int(midnight(to).Sub(midnight(from)) / (24 * time.Hour))
	return time.Date(at.Year(), at.Month(), at.Day()+days, to.Hour(), to.Minute(), to.Second(), 0, zone).UTC()
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func idsOf(all []*ent.Meeting) []typeid.ID {
	ids := make([]typeid.ID, len(all))
	for i, m := range all {
		ids[i] = m.ID
	}
	return ids
}
