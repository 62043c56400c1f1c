package purchases

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/purchaserecord"
	"heed/rules/flow"
	"heed/rules/viewer"
)

const (
	// atOnce is how many purchases a change looks at.
	atOnce = 100
	// lotsARun is how many such changes a run makes: a company with very many late
	// deliveries does not keep others from their turn, and the next run goes on.
	lotsARun = 20
	// settled is how long a promise must have passed when it is first written down for
	// nobody to be asked to tell the customer: within a week the customer may still wait
	// to hear; what is older was settled elsewhere, and a table of years would ask the
	// account managers for thousands.
	settled = 7 * 24 * time.Hour
)

// ofThePast tells whether a promise that is written down now is history.
func ofThePast(promised, now time.Time) bool { return promised.Before(now.Add(-settled)) }

// NoteDelays notes a delay of every delivery whose promised time has passed, once for
// each time that was promised, and asks the account manager to tell the customer
// (D2-34). Where a member has reported the delay before, or the promise was history when
// it was written down, nothing is noted. Those that were promised first come first, and
// what a run leaves is the next one's. Records purchase.exception_reported, and task.open.
func NoteDelays(ctx context.Context, j *journal.Journal) error {
	return noteLots(ctx, j, lotsARun)
}

func noteLots(ctx context.Context, j *journal.Journal, most int) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	sys := viewer.SystemOf(ctx)
	for lots, full := 0, true; full && lots < most; lots++ {
		if _, err := j.Change(sys, func(ctx context.Context, tx *ent.Tx) (err error) {
			full, err = noteDelays(ctx, tx)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// noteDelays notes some of them; true where there may be more.
func noteDelays(ctx context.Context, tx *ent.Tx) (bool, error) {
	unnoted := purchaserecord.And(Overdue(viewer.Now(ctx)), purchaserecord.DelayNoted(false))
	ids, err := tx.PurchaseRecord.Query().Where(unnoted).
		Order(purchaserecord.ByPromisedDeliveryAt(), purchaserecord.ByID()).Limit(atOnce).IDs(ctx)
	if err != nil {
		return false, fmt.Errorf("purchases: looking for delays: %w", err)
	}
	if len(ids) == 0 {
		return false, nil
	}
	q := tx.PurchaseRecord.Query().Where(purchaserecord.IDIn(ids...), unnoted).Order(purchaserecord.ByID())
	q.Modify(database.Lock)
	late, err := q.All(ctx)
	if err != nil {
		return false, fmt.Errorf("purchases: locking delays: %w", err)
	}
	var noted []untold
	for _, was := range late {
		if len(was.Exceptions) >= maxExceptions { // there is no room for one more
			if err := was.Update().SetDelayNoted(true).Exec(ctx); err != nil {
				return false, written(err)
			}
			continue
		}
		e := flow.DeliveryException{Number: len(was.Exceptions) + 1, Type: flow.ExceptionDelay, NoticedAt: viewer.Now(ctx), Automatic: true}
		p, err := put(ctx, was, e, "purchase.exception_reported")
		if err != nil {
			return false, err
		}
		noted = append(noted, untold{p, e})
	}
	return len(ids) == atOnce, askToTell(ctx, tx, noted)
}
