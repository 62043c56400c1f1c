package journal

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/idempotencyrecord"
	"heed/rules/viewer"
)

// forgetAtOnce is how many rows one statement deletes.
const forgetAtOnce = 500

// ForgetKeys deletes the company's keys that are remembered no longer, in lots
// so small that nobody waits for them.
func ForgetKeys(ctx context.Context, client *ent.Client) error {
	old := idempotencyrecord.CreatedAtLT(viewer.Now(ctx).Add(-KeyTTL))
	for {
		ids, err := client.IdempotencyRecord.Query().Where(old).Limit(forgetAtOnce).IDs(ctx)
		if err != nil {
			return fmt.Errorf("journal: looking for old keys: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		if _, err := client.IdempotencyRecord.Delete().Where(idempotencyrecord.IDIn(ids...), old).Exec(ctx); err != nil {
			return fmt.Errorf("journal: deleting old keys: %w", err)
		}
		if len(ids) < forgetAtOnce {
			return nil
		}
	}
}
