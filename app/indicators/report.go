package indicators

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/indicator"
	"heed/rules/flow"
	"heed/rules/report"
	"heed/rules/score"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// InPeriod are the indicators that are counted by the month, of any period, and those that
// are counted by periods of the span's own kind, each with that of the period before, as a report shows them (D0-63): of these departments, or of
// the company. One that means something else in each kind of period has a dash where the
// span is of another kind. They are counted for whoever makes the report and asks who may: the
// system, when the calendar makes it.
func InPeriod(ctx context.Context, client *ent.Client, now, before score.Span, departments []typeid.ID) ([]report.Indicator, error) {
	rows, err := client.Indicator.Query().Where(indicator.Active(true)).Order(indicator.ByCode()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("indicators: reading: %w", err)
	}
	var all []report.Indicator
	for _, row := range rows {
		rule, known := score.Of(row.Code)
		if !known || !rule.Computed(flow.PeriodMonth) && !rule.Computed(now.Period) {
			continue
		}
		values := make([]string, 2)
		for i, span := range []score.Span{now, before} {
			if !rule.In(span) {
				values[i] = shown(rule.Unit, nil)
				continue
			}
			p, err := count(ctx, client, rule, asked{span: span, departments: departments})
			if err != nil {
				return nil, err
			}
			values[i] = shown(rule.Unit, rule.Shown(p.all()).Value())
		}
		all = append(all, report.Indicator{Name: row.Name, Value: values[0], Before: values[1]})
	}
	return all, nil
}

// shown is a value in words; a dash where there is nothing to divide by.
func shown(unit flow.IndicatorUnit, value *float64) string {
	switch {
	case value == nil:
		return "—"
	case unit == flow.UnitShare:
		return fmt.Sprintf("%.1f%%", 100**value)
	default:
		return fmt.Sprintf("%.2f", *value)
	}
}
