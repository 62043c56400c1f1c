package requirements

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/viewer"
)

// Tick does what the time asks for in the company, in the system's name: clocks
// of all records tell what they have to tell (clocks.Tick), and what the customer
// does not answer closes. To tick again changes nothing.
func Tick(ctx context.Context, j *journal.Journal) error {
	if err := clocks.Tick(ctx, j); err != nil {
		return err
	}
	for range clocks.Rounds {
		full := false
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
			full, err = closeSilent(ctx, tx)
			return err
		})
		if err != nil || !full {
			return err
		}
	}
	return nil
}

// closeSilent closes one batch of those whose customers did not reply, and tells
// whether there may be more.
func closeSilent(ctx context.Context, tx *ent.Tx) (full bool, err error) {
	now := viewer.Now(ctx)
	if !tenants.ConfigFrom(ctx).AtWork() {
		return false, nil
	}
	silent, err := tx.Requirement.Query().Where(requirement.AutoCloseAtLTE(now)).Order(requirement.ByAutoCloseAt()).Limit(clocks.AtOnce).IDs(ctx)
	if err != nil {
		return false, fmt.Errorf("requirements: looking for silence: %w", err)
	}
	if len(silent) == 0 {
		return false, nil
	}
	slices.Sort(silent)
	all, err := lock(ctx, tx, silent...)
	if err != nil {
		return false, err
	}
	for _, r := range all {
		if r.AutoCloseAt != nil && !r.AutoCloseAt.After(now) {
			if _, err := settle(ctx, tx, r); err != nil {
				return false, err
			}
		}
	}
	return len(silent) == clocks.AtOnce, nil
}

// NextDue is when the time next asks for something, Never for nothing.
func NextDue(ctx context.Context, tx *ent.Tx) (time.Time, error) {
	due, err := clocks.NextDue(ctx, tx)
	if err != nil {
		return due, err
	}
	r, err := tx.Requirement.Query().Where(requirement.AutoCloseAtNotNil()).Order(requirement.ByAutoCloseAt()).
		Select(requirement.FieldAutoCloseAt).First(viewer.SystemOf(ctx))
	switch {
	case err == nil && r.AutoCloseAt.Before(due):
		due = *r.AutoCloseAt
	case ent.MaskNotFound(err) != nil:
		return due, fmt.Errorf("requirements: looking for the next closing: %w", err)
	}
	return due, nil
}
