package tenants

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/rules/label"
	"heed/rules/score"
)

// MakeIndicators gives a company indicators, named in its language and without aims.
func MakeIndicators(ctx context.Context, tx *ent.Tx, l label.Locale, all []score.Definition) error {
	rows := make([]*ent.IndicatorCreate, len(all))
	for i, d := range all {
		rows[i] = tx.Indicator.Create().SetCode(d.Code).SetName(d.Name(l)).SetPeriod(d.Periods[0]).
			SetBetter(d.Better).SetUnit(d.Unit).SetDefinition(d.Version)
	}
	if err := tx.Indicator.CreateBulk(rows...).Exec(ctx); err != nil {
		return fmt.Errorf("tenants: making indicators: %w", err)
	}
	return nil
}
