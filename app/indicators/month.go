package indicators

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/indicator"
	"heed/rules/flow"
	"heed/rules/report"
	"heed/rules/score"
)

// OfMonth are the company's indicators of the month that holds the instant, each with
// the month before, as its report shows them (D0-63). They are counted for whoever makes
// the report: the system, when the calendar asks for it.
func OfMonth(ctx context.Context, client *ent.Client, begin, _ time.Time) ([]report.Indicator, error) {
	rows, err := client.Indicator.Query().Where(indicator.Active(true)).Order(indicator.ByCode()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("indicators: reading: %w", err)
	}
	month := score.At(flow.PeriodMonth, begin, tenants.ConfigFrom(ctx).Zone)
	before := score.At(flow.PeriodMonth, month.From.Add(-time.Hour), tenants.ConfigFrom(ctx).Zone)
	var all []report.Indicator
	for _, row := range rows {
		rule, known := score.Of(row.Code)
		if !known || !rule.Computed(flow.PeriodMonth) {
			continue
		}
		values := make([]string, 2)
		for i, span := range []score.Span{month, before} {
			p, err := count(ctx, client, rule, asked{span: span})
			if err != nil {
				return nil, err
			}
			values[i] = shown(rule.Unit, p.all().Value())
		}
		all = append(all, report.Plain(row.Name, values[0], values[1]))
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
