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
		values := make([]*float64, 2)
		for i, span := range []score.Span{now, before} {
			if !rule.In(span) {
				continue
			}
			p, err := count(ctx, client, rule, asked{span: span, departments: departments})
			if err != nil {
				return nil, err
			}
			values[i] = rule.Shown(p.all()).Value()
		}
		is := report.Indicator{
			Code: row.Code, Name: row.Name, Value: shown(rule.Unit, values[0]), Before: shown(rule.Unit, values[1]),
			Short: less(rule.Better, values[0], row.Target), Worse: less(rule.Better, values[0], values[1]),
		}
		if row.Target != nil {
			is.Target = shown(rule.Unit, row.Target)
		}
		all = append(all, is)
	}
	return all, nil
}

// less tells whether a value is less good than another; false where one is not there.
func less(better flow.Better, value, other *float64) bool {
	if value == nil || other == nil {
		return false
	}
	if better == flow.BetterLower {
		return *value > *other
	}
	return *value < *other
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
