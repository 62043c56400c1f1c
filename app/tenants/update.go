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
	"heed/rules/optional"
	"heed/rules/text"
)

// The bounds of settings.
const (
	maxCloseAfter  = 250 // working days that a customer's reply is waited for
	maxEntryDelay  = 720 // hours from collecting to entering
	maxMinimumCell = 100 // records in a cell of a cross query
	maxPercent     = 100
	maxSurveyCap   = 50
	maxRecordings  = 7305 // days that recordings are kept: twenty years
	maxBusiness    = 1<<53 - 1
	maxSilence     = 60 // working days for which customers may hear nothing
)

// TenantUpdateInput is a company's changes; nil stays.
type TenantUpdateInput struct {
	ExpectedVersion       int
	Name                  *string
	Locale                *label.Locale
	Timezone              *string
	CloseAfterWorkingDays *int // 0 for the usual
	EntryDelayHours       *int // 0 for the usual
	ValueWeights          *flow.ValueWeights
	RecordingsDays        *int // 0 for the usual
	SilenceWorkingDays    *int // 0 for the usual
	MinimumCellSize       *int // 0 for the usual
	CommonNeedPercent     *int // 0 for the usual
	SurveyCap             *int // 0 for the usual
	AskRelationOfNew      *bool
	SatisfactionWeights   *flow.SatisfactionWeights
	MaintenanceRule       *flow.MaintenanceRule
	MaintenanceRuleClear  *bool // tiers alone decide again
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
	settings := c.Settings
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
		{"surveyCap", in.SurveyCap, maxSurveyCap, &settings.SurveyCap},
		{"recordingsDays", in.RecordingsDays, maxRecordings, &settings.RecordingsDays},
		{"silenceWorkingDays", in.SilenceWorkingDays, maxSilence, &settings.SilenceWorkingDays},
	} {
		if n.given == nil {
			continue
		}
		if *n.given < 0 || *n.given > n.most {
			return nil, nil, fault.Input(n.name, "input.out_of_range").With("min", 0).With("max", n.most)
		}
		*n.into = *n.given
		fields = append(fields, n.name)
	}
	if in.AskRelationOfNew != nil && *in.AskRelationOfNew != settings.AskRelationOfNew {
		settings.AskRelationOfNew = *in.AskRelationOfNew
		fields = append(fields, "askRelationOfNew")
	}
	if in.ValueWeights != nil {
		if err := checkWeights(*in.ValueWeights); err != nil {
			return nil, nil, err
		}
		settings.ValueWeights = in.ValueWeights
		fields = append(fields, "valueWeights")
	}
	if in.SatisfactionWeights != nil {
		if !in.SatisfactionWeights.Whole() {
			return nil, nil, fault.Input("satisfactionWeights", "tenant.satisfaction_weights")
		}
		settings.SatisfactionWeights = in.SatisfactionWeights
		fields = append(fields, "satisfactionWeights")
	}
	if optional.Value(in.MaintenanceRuleClear) {
		settings.MaintenanceRule = nil
		fields = append(fields, "maintenanceRule")
	} else if in.MaintenanceRule != nil {
		if err := checkRule(*in.MaintenanceRule); err != nil {
			return nil, nil, err
		}
		settings.MaintenanceRule = in.MaintenanceRule
		fields = append(fields, "maintenanceRule")
	}
	if settings != c.Settings {
		update.SetSettings(settings)
	}
	return update, fields, nil
}

// checkRule refuses a rule by which no customer is of some class.
func checkRule(r flow.MaintenanceRule) error {
	switch {
	case r.MediumFrom < 1 || r.MediumFrom >= r.HighFrom || r.HighFrom > maxBusiness:
		return fault.Input("maintenanceRule", "tenant.maintenance_rule")
	case r.PotentialFrom < 1 || r.PotentialFrom > flow.MaxGrowth:
		return fault.Input("maintenanceRule.potentialFrom", "input.out_of_range").With("min", 1).With("max", flow.MaxGrowth)
	}
	return nil
}

// checkWeights refuses weights by which nothing counts.
func checkWeights(w flow.ValueWeights) error {
	sum := 0
	for _, weight := range []int{w.Growth, w.Satisfaction, w.Competitiveness} {
		if weight < 0 || weight > flow.MaxWeight {
			return fault.Input("valueWeights", "tenant.value_weights").With("max", flow.MaxWeight)
		}
		sum += weight
	}
	if sum == 0 {
		return fault.Input("valueWeights", "tenant.value_weights").With("max", flow.MaxWeight)
	}
	return nil
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
		{"silenceWorkingDays", was.Settings.SilenceAfter(), is.Settings.SilenceAfter()},
		{"closeAfterWorkingDays", was.Settings.CloseAfter(), is.Settings.CloseAfter()},
		{"entryDelayHours", was.Settings.EntryDelay().Hours(), is.Settings.EntryDelay().Hours()},
		{"valueWeights", was.Settings.Weights(), is.Settings.Weights()},
		{"recordingsDays", was.Settings.KeepRecordings(), is.Settings.KeepRecordings()},
		{"minimumCellSize", was.Settings.MinimumCell(), is.Settings.MinimumCell()},
		{"commonNeedPercent", was.Settings.CommonNeed(), is.Settings.CommonNeed()},
		{"surveyCap", was.Settings.SurveyMost(), is.Settings.SurveyMost()},
		{"askRelationOfNew", was.Settings.AskRelationOfNew, is.Settings.AskRelationOfNew},
		{"satisfactionWeights", was.Settings.Satisfaction(), is.Settings.Satisfaction()},
		{"maintenanceRule", optional.Value(was.Settings.MaintenanceRule), optional.Value(is.Settings.MaintenanceRule)},
	} {
		if f.was != f.is {
			detail[f.name] = map[string]any{"old": f.was, "new": f.is}
		}
	}
	return detail
}
