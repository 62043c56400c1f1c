package meetings

import (
	"context"
	"fmt"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/ent/meeting"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/ical"
	"heed/rules/recurrence"
	"heed/rules/typeid"
)

// Calendar is a meeting as a file for calendars (RFC 5545), or all of its series that
// the viewer may read. It names nobody. The client is the one with record scopes.
func Calendar(ctx context.Context, client *ent.Client, id typeid.ID, series bool) (string, error) {
	if err := authz.Require(ctx, authz.MeetingRead); err != nil {
		return "", err
	}
	m, err := client.Meeting.Query().Where(meeting.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return "", fault.NotFound().On("id")
	}
	if err != nil {
		return "", fmt.Errorf("meetings: reading: %w", err)
	}
	all := []*ent.Meeting{m}
	if series {
		all, err = client.Meeting.Query().Where(meeting.Or(meeting.ID(head(m)), meeting.SeriesID(head(m)))).
			Order(meeting.ByStartsAt(), meeting.ByID()).Limit(recurrence.Max).All(ctx)
		if err != nil {
			return "", fmt.Errorf("meetings: reading the series: %w", err)
		}
	}
	events := make([]ical.Event, len(all))
	for i, m := range all {
		events[i] = ical.Event{
			UID: string(m.ID) + "@heed", Sequence: m.Version, Stamp: m.UpdatedAt, Start: m.StartsAt, End: Ends(m),
			Title: m.Title, Place: m.Place, Text: m.Agenda, Cancelled: m.State == flow.MeetingCancelled,
		}
	}
	return ical.Write(events), nil
}

// Ends is when the meeting is over.
func Ends(m *ent.Meeting) time.Time {
	return m.StartsAt.Add(time.Duration(m.MinutesLong) * time.Minute)
}
