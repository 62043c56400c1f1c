package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/workingcalendar"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/text"
	"heed/rules/typeid"
)

// WorkingCalendarUpdateInput is a calendar's changes; nil stays. Week and Days
// are whole: what they leave out is no longer there.
type WorkingCalendarUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Name            *string
	Timezone        *string
	Week            *sla.Week
	Days            *[]sla.Day
	ValidUntil      *string // empty for none
}

// UpdateCalendar changes a working calendar. What is promised from now on is
// counted on it, and clocks that run are counted anew by a job (clocks.RecountAll).
func UpdateCalendar(ctx context.Context, tx *ent.Tx, in WorkingCalendarUpdateInput) (*ent.WorkingCalendar, error) {
	if err := authz.On(ctx, authz.CalendarUpdate, authz.Record{}); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	q := tx.WorkingCalendar.Query().Where(workingcalendar.ID(in.ID))
	q.Modify(database.Lock)
	row, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("id")
	}
	if err != nil {
		return nil, fmt.Errorf("tenants: reading a calendar: %w", err)
	}
	if err := Version(in.ExpectedVersion, row.Version); err != nil {
		return nil, err
	}
	update, fields, err := calendarChanges(row, in)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	row, err = update.Save(ctx)
	if ent.IsConstraintError(err) {
		return nil, fault.Conflict("calendar.name_taken").On("name").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("tenants: changing a calendar: %w", err)
	}
	journal.Record(ctx, configEvent("calendar.updated", flow.SubjectCalendar, row.ID, fields, nil))
	return row, nil
}

func calendarChanges(row *ent.WorkingCalendar, in WorkingCalendarUpdateInput) (*ent.WorkingCalendarUpdateOne, []string, error) {
	update := row.Update()
	var fields []string
	if in.Name != nil {
		name, err := text.Line("name", *in.Name, 1, 100)
		if err != nil {
			return nil, nil, err
		}
		update.SetName(name)
		fields = append(fields, "name")
	}
	timezone, week, days, until := row.Timezone, row.Week, row.Days, row.ValidUntil
	if in.Timezone != nil {
		timezone, fields = *in.Timezone, append(fields, "timezone")
	}
	if in.Week != nil {
		week, fields = *in.Week, append(fields, "week")
	}
	if in.Days != nil {
		days, fields = *in.Days, append(fields, "days")
		for i, d := range days {
			var err error
			if days[i].Name, err = text.Line("days."+d.Date, d.Name, 0, 60); err != nil {
				return nil, nil, err
			}
		}
	}
	if in.ValidUntil != nil {
		until, fields = *in.ValidUntil, append(fields, "validUntil")
	}
	// The whole is judged as it would be read.
	if _, err := sla.NewCalendar(timezone, week, days, until); err != nil {
		return nil, nil, err
	}
	return update.SetTimezone(timezone).SetWeek(week).SetDays(days).SetValidUntil(until), fields, nil
}
