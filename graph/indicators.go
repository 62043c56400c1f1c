package graph

import (
	"context"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/score"
)

// ruleOf is what an indicator is; rows are made of rules only.
func ruleOf(i *ent.Indicator) score.Definition {
	rule, _ := score.Of(i.Code)
	return rule
}

// inUseFirst orders indicators: those in use first, then as their rules stand.
func inUseFirst(a, b *ent.Indicator) int {
	if a.Active != b.Active {
		if a.Active {
			return -1
		}
		return 1
	}
	return score.Place(a.Code) - score.Place(b.Code)
}

func partOf(part *score.Part) score.Part {
	if part == nil {
		return score.PartAll
	}
	return *part
}

// snapshotSpan is the period of a snapshot by its instants, which stay when the
// company's time zone is another one later.
func snapshotSpan(ctx context.Context, s *ent.IndicatorSnapshot) score.Span {
	zone := tenants.ConfigFrom(ctx).Zone
	return score.Span{Period: s.Period, From: s.PeriodStart.In(zone), To: s.PeriodEnd.In(zone)}
}
