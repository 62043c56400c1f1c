package requirements

import (
	"context"
	"errors"
	"fmt"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// series is the kind of the numbers of requirements, and their beginning.
const series = "REQ"

// nextNumber takes the next number of the company's year, REQ-2026-00042.
func nextNumber(ctx context.Context, tx *ent.Tx) (string, error) { return NextNumber(ctx, tx, series) }

// NextNumber takes the next number of a series of the company's year, e.g. FND-2026-00042.
// The row of the series is held until the commit, so that numbers have no gaps.
func NextNumber(ctx context.Context, tx *ent.Tx, series string) (_ string, err error) {
	now := viewer.Now(ctx)
	year := now.In(tenants.ConfigFrom(ctx).Zone).Year()
	rows, err := tx.QueryContext(ctx,
		`INSERT INTO number_series (id, tenant_id, kind, year, last) VALUES ($1, $2, $3, $4, 1)
		ON CONFLICT (tenant_id, kind, year) DO UPDATE SET last = number_series.last + 1 RETURNING last`,
		typeid.New(ent.Prefixes[ent.TypeNumberSeries], now), viewer.Tenant(ctx), series, year)
	if err != nil {
		return "", fmt.Errorf("requirements: taking a number: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	last := 0
	for rows.Next() {
		if err := rows.Scan(&last); err != nil {
			return "", fmt.Errorf("requirements: taking a number: %w", err)
		}
	}
	if err := rows.Err(); err != nil {
		return "", fmt.Errorf("requirements: taking a number: %w", err)
	}
	if last == 0 {
		return "", errors.New("requirements: the series gave no number")
	}
	return fmt.Sprintf("%s-%d-%05d", series, year, last), nil
}
