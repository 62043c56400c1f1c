package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/workingcalendar"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/text"
)

// The bounds of settings.
const (
	maxCloseAfter  = 250 // working days that a customer's reply is waited for
	maxEntryDelay  = 720 // hours from collecting to entering
	maxMinimumCell = 100 // records in a cell of a cross query
	maxPercent     = 100
)

// TenantUpdateInput is a company's changes; nil stays.
type TenantUpdateInput struct {
	ExpectedVersion       int
	Name                  *string
	Locale                *label.Locale
	Timezone              *string
	CloseAfterWorkingDays *int // 0 for the usual
	EntryDelayHours       *int // 0 for the usual
	MinimumCellSize       *int // 0 for the usual
	CommonNeedPercent     *int // 0 for the usual
}

// UpdateTenant changes the company itself. With its time zone go the calendars
// that were in the same one: what is counted from now on is counted there.
// Clocks that run keep their due times until something else has them counted anew.
func UpdateTenant(ctx context.Context, tx *ent.Tx, in TenantUpdateInput) (*ent.Tenant, error) {
	c, err := company(ctx, tx, authz.TenantUpdate)
	if err != nil {
		return nil, err
	}
	if err := Version(in.ExpectedVersion, c.Version); err != nil {
		return nil, err
	}
	update, fields, err := tenantChanges(c, in)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	was := c
	if c, err = update.Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: changing the company: %w", err)
	}
	if c.Timezone != was.Timezone {
		if err := moveCalendars(ctx, tx, was.Timezone, c.Timezone); err != nil {
			return nil, err
		}
	}
	journal.Record(ctx, companyEvent("tenant.updated", c, was.State, fields, tenantDetail(was, c)))
	return c, nil
}

func tenantChanges(c *ent.Tenant, in TenantUpdateInput) (*ent.TenantUpdateOne, []string, error) {
	update := c.Update()
	var fields []string
	if in.Name != nil {
		name, err := text.Line("name", *in.Name, 1, 200)
		if err != nil {
			return nil, nil, err
		}
		update.SetName(name)
		fields = append(fields, "name")
	}
	if in.Locale != nil {
		update.SetLocale(*in.Locale)
		fields = append(fields, "locale")
	}
	if in.Timezone != nil {
		if err := zone("timezone", *in.Timezone); err != nil {
			return nil, nil, err
		}
		update.SetTimezone(*in.Timezone)
		fields = append(fields, "timezone")
	}
	settings := c.Settings
	for _, n := range []struct {
		name  string
		given *int
		most  int
		into  *int
	}{
		{"closeAfterWorkingDays", in.CloseAfterWorkingDays, maxCloseAfter, &settings.CloseAfterWorkingDays},
		{"entryDelayHours", in.EntryDelayHours, maxEntryDelay, &settings.EntryDelayHours},
		{"minimumCellSize", in.MinimumCellSize, maxMinimumCell, &settings.MinimumCellSize},
		{"commonNeedPercent", in.CommonNeedPercent, maxPercent, &settings.CommonNeedPercent},
	} {
		if n.given == nil {
			continue
		}
		if *n.given < 0 || *n.given > n.most {
			return nil, nil, fault.Input(n.name, "input.out_of_range").With("min", 0).With("max", n.most)
		}
		*n.into = *n.given
		update.SetSettings(settings)
		fields = append(fields, n.name)
	}
	return update, fields, nil
}

// moveCalendars puts the calendars of one time zone into another.
func moveCalendars(ctx context.Context, tx *ent.Tx, from, to string) error {
	moved, err := tx.WorkingCalendar.Query().Where(workingcalendar.Timezone(from)).Order(workingcalendar.ByID()).All(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading calendars: %w", err)
	}
	for _, row := range moved {
		if err := row.Update().SetTimezone(to).Exec(ctx); err != nil {
			return fmt.Errorf("tenants: moving a calendar: %w", err)
		}
		journal.Record(ctx, configEvent("calendar.updated", flow.SubjectCalendar, row.ID, []string{"timezone"}, nil))
	}
	return nil
}

// tenantDetail is what the company was and is, beside the event.
func tenantDetail(was, is *ent.Tenant) map[string]any {
	detail := map[string]any{}
	for _, f := range []struct {
		name    string
		was, is any
	}{
		{"name", was.Name, is.Name},
		{"locale", was.Locale, is.Locale},
		{"timezone", was.Timezone, is.Timezone},
		{"closeAfterWorkingDays", was.Settings.CloseAfter(), is.Settings.CloseAfter()},
		{"entryDelayHours", was.Settings.EntryDelay(), is.Settings.EntryDelay()},
		{"minimumCellSize", was.Settings.MinimumCell(), is.Settings.MinimumCell()},
		{"commonNeedPercent", was.Settings.CommonNeed(), is.Settings.CommonNeed()},
	} {
		if f.was != f.is {
			detail[f.name] = map[string]any{"old": f.was, "new": f.is}
		}
	}
	return detail
}
