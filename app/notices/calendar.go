package notices

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/trainingsession"
	"heed/rules/flow"
	"heed/rules/ical"
	"heed/rules/typeid"
)

// Calendar is a training as it stands in calendars; it names nobody.
func Calendar(s *ent.TrainingSession) ical.Event {
	place := s.Place
	if place == "" {
		place = s.URL
	}
	return ical.Event{
		UID: string(s.ID) + "@heed", Sequence: s.Version, Stamp: s.UpdatedAt, Start: s.StartsAt, End: s.EndsAt,
		Title: s.Title, Place: place, Text: s.Outline, Cancelled: s.State == flow.TrainingSessionCancelled,
	}
}

// calendars are the trainings that the notices are about, as calendars have them, by id.
func calendars(ctx context.Context, tx *ent.Tx, rows []*ent.Notification) (map[typeid.ID]ical.Event, error) {
	var ids []typeid.ID
	for _, n := range rows {
		if n.SubjectType == flow.SubjectTrainingSession {
			ids = append(ids, n.SubjectID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	all, err := tx.TrainingSession.Query().Where(trainingsession.IDIn(typeid.Unique(ids)...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("notices: reading trainings: %w", err)
	}
	events := make(map[typeid.ID]ical.Event, len(all))
	for _, s := range all {
		events[s.ID] = Calendar(s)
	}
	return events, nil
}

// file is the letter's calendar file (D0-74): its trainings, each once; "" for none.
func file(rows []*ent.Notification, events map[typeid.ID]ical.Event) string {
	var of []ical.Event
	seen := map[typeid.ID]bool{}
	for _, n := range rows {
		if e, ok := events[n.SubjectID]; ok && !seen[n.SubjectID] {
			seen[n.SubjectID] = true
			of = append(of, e)
		}
	}
	if len(of) == 0 {
		return ""
	}
	return ical.Write(of)
}
