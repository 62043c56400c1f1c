package indicators

import (
	"context"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/score"
	"heed/rules/typeid"
)

// Computed is the value of an indicator in its usual period that holds the instant, of a
// department with all below it, or of the company; nil where there is none, and for those
// who may not read it.
func Computed(ctx context.Context, client *ent.Client, row *ent.Indicator, department typeid.ID, at time.Time) (*float64, error) {
	rule, known := score.Of(row.Code)
	if !known || !rule.Computed(row.Period) {
		return nil, nil //nolint:nilnil // no figure, no error
	}
	among, err := reach(ctx, department)
	switch fault.CodeOf(err) {
	case "":
	case fault.CodeForbidden, fault.CodeNotFound:
		return nil, nil //nolint:nilnil // it is not theirs to read
	default:
		return nil, err
	}
	p, err := count(ctx, client, rule, asked{span: score.At(row.Period, at, tenants.ConfigFrom(ctx).Zone), departments: among})
	if err != nil {
		return nil, err
	}
	return rule.Shown(p.all()).Value(), nil
}
