package tenants

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/event"
	"heed/ent/member"
	"heed/ent/memberrole"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// alarmMonth is when the statutory days of the next year should be known: the
// mainland's are ordered in October to December of the year before.
const alarmMonth = time.November

const calendarDataMissing = "calendar.data_missing"

// TellMissingDays tells the company's administrators, from November on and once a
// year, of each calendar that does not know the statutory days of the next
// year: deadlines beyond the year's end may be wrong. Records calendar.data_missing.
func TellMissingDays(ctx context.Context, j *journal.Journal) error {
	config := ConfigFrom(ctx)
	today := viewer.Now(ctx).In(config.Zone)
	if today.Month() < alarmMonth {
		return nil
	}
	year := today.Year() + 1
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
		admins, err := administrators(ctx, tx)
		if err != nil {
			return err
		}
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
				Members: admins, Clauses: []string{"D0-46", "D0-47", "D0-48"},
				Detail: map[string]any{"year": year, "validUntil": config.Calendars[id].ValidUntil(), "tell": admins},
			})
		}
		return nil
	})
	return err
}

// administrators are the members who run the company.
func administrators(ctx context.Context, tx *ent.Tx) ([]typeid.ID, error) {
	var role typeid.ID
	for _, r := range ConfigFrom(ctx).Roles {
		if r.Builtin && r.Key == authz.TenantAdmin {
			role = r.ID
		}
	}
	members, err := tx.MemberRole.Query().Where(memberrole.RoleID(role)).Order(memberrole.ByMemberID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading administrators: %w", err)
	}
	ids := make([]typeid.ID, len(members))
	for i, m := range members {
		ids[i] = m.MemberID
	}
	active, err := tx.Member.Query().Where(member.IDIn(ids...), member.StateEQ(flow.MemberActive)).Order(member.ByID()).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading administrators: %w", err)
	}
	return active, nil
}
