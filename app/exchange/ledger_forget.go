package exchange

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/ledgerexport"
	"heed/rules/viewer"
)

const (
	// keepLedgers is how long it can be seen how far an export of the ledger came. The
	// events of its making and fetching stay.
	keepLedgers = 90 * 24 * time.Hour
	// forgetAtOnce is how many rows one statement deletes.
	forgetAtOnce = 500
)

// ForgetLedgers deletes the company's old exports of the ledger, in lots so small that
// nobody waits for them.
func ForgetLedgers(ctx context.Context, client *ent.Client) error {
	for {
		old, err := client.LedgerExport.Query().Where(ledgerexport.CreatedAtLT(viewer.Now(ctx).Add(-keepLedgers))).Limit(forgetAtOnce).IDs(ctx)
		if err != nil {
			return fmt.Errorf("exchange: looking for old exports: %w", err)
		}
		if len(old) == 0 {
			return nil
		}
		if _, err := client.LedgerExport.Delete().Where(ledgerexport.IDIn(old...)).Exec(ctx); err != nil {
			return fmt.Errorf("exchange: deleting old exports: %w", err)
		}
	}
}
