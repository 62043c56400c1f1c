package tenants

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/event"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// alarmMonth is when the statutory days of the next year should be known: the
// mainland's are ordered in October to December of the year before.
const alarmMonth = time.November

const calendarDataMissing = "calendar.data_missing"

// TellMissingDays tells, once for a year, of each calendar that does not know the
// statutory days of the next year from November on, and of this year before:
// deadlines in it may be wrong. Records calendar.data_missing; its notice goes to
// the administrators.
func TellMissingDays(ctx context.Context, j *journal.Journal) error {
	config := ConfigFrom(ctx)
	today := viewer.Now(ctx).In(config.Zone)
	year := today.Year()
	if today.Month() >= alarmMonth {
		year++
	}
	var missing []typeid.ID
	for id, c := range config.Calendars {
		if c.ValidUntil() < strconv.Itoa(year)+"-12-31" {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		for _, id := range missing {
			told, err := tx.Event.Query().Where(
				event.SubjectID(id), event.Type(calendarDataMissing),
				event.OccurredAtGTE(time.Date(year-1, alarmMonth, 1, 0, 0, 0, 0, config.Zone).UTC()),
			).Exist(ctx)
			if err != nil {
				return fmt.Errorf("tenants: looking for an alarm: %w", err)
			}
			if told {
				continue
			}
			journal.Record(ctx, journal.Event{
				Type: calendarDataMissing, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectCalendar, ID: id},
				Clauses: []string{"D0-46", "D0-47", "D0-48"},
				Detail:  map[string]any{"year": year, "validUntil": config.Calendars[id].ValidUntil()},
			})
		}
		return nil
	})
	return err
}
