package journal

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect"

	"heed/ent"
	"heed/rules/viewer"
)

// Places takes so many places for notices of the context's company, and gives the
// first. It holds the company's head until the change ends, so that notices
// are committed in the order of their places; who waits for notices is woken by the
// commit. Notices are no events: the chain does not grow.
func Places(ctx context.Context, tx *ent.Tx, n int) (first int64, err error) {
	query := "UPDATE company_heads SET notice_position = notice_position + $1 WHERE company_id = $2 RETURNING notice_position"
	if tx.Dialect() == dialect.Postgres {
		query = "UPDATE company_heads SET notice_position = notice_position + $1::bigint WHERE company_id = $2 RETURNING notice_position"
	}
	rows, err := tx.QueryContext(ctx, query, n, viewer.Tenant(ctx))
	if err != nil {
		return 0, fmt.Errorf("journal: taking places for notices: %w", err)
	}
	defer func() { _ = rows.Close() }()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return 0, fmt.Errorf("journal: taking places for notices: %w", err)
		}
		return 0, fmt.Errorf("journal: the company %q has no head", viewer.Tenant(ctx))
	}
	var last int64
	if err := rows.Scan(&last); err != nil {
		return 0, fmt.Errorf("journal: taking places for notices: %w", err)
	}
	batchOf(ctx).notices = true
	return last - int64(n) + 1, rows.Close()
}
