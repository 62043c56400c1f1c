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
func NextNumber(ctx context.Context, tx *ent.Tx, series string) (string, error) {
	numbers, err := nextNumbers(ctx, tx, series, 1)
	if err != nil {
		return "", err
	}
	return numbers[0], nil
}

// NextNumbers takes so many numbers of a series that follow one another.
func NextNumbers(ctx context.Context, tx *ent.Tx, series string, n int) ([]string, error) {
	return nextNumbers(ctx, tx, series, n)
}

// nextNumbers takes so many numbers that follow one another.
func nextNumbers(ctx context.Context, tx *ent.Tx, series string, n int) (numbers []string, err error) {
	now := viewer.Now(ctx)
	year := now.In(tenants.ConfigFrom(ctx).Zone).Year()
	rows, err := tx.QueryContext(ctx,
		`INSERT INTO number_series (id, tenant_id, kind, year, last) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (tenant_id, kind, year) DO UPDATE SET last = number_series.last + $5 RETURNING last`,
		typeid.New(ent.Prefixes[ent.TypeNumberSeries], now), viewer.Tenant(ctx), series, year, n)
	if err != nil {
		return nil, fmt.Errorf("requirements: taking a number: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	last := 0
	for rows.Next() {
		if err := rows.Scan(&last); err != nil {
			return nil, fmt.Errorf("requirements: taking a number: %w", err)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("requirements: taking a number: %w", err)
	}
	if last < n {
		return nil, errors.New("requirements: the series gave no number")
	}
	for i := last - n + 1; i <= last; i++ {
		numbers = append(numbers, fmt.Sprintf("%s-%d-%05d", series, year, i))
	}
	return numbers, nil
}
