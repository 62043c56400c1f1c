package notices

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/ent/notification"
	"heed/ent/predicate"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxRead is how many notices are marked by their ids at once.
const maxRead = 100

// Filter says which of their notices a member sees; nil does not restrict.
type Filter struct{ Unread *bool }

// Apply limits the query to the viewer's own that the filter picks.
func (f *Filter) Apply(ctx context.Context, q *ent.NotificationQuery) (*ent.NotificationQuery, error) {
	q.Where(mine(ctx))
	if f != nil && f.Unread != nil {
		unread := notification.ReadAtIsNil()
		if !*f.Unread {
			unread = notification.ReadAtNotNil()
		}
		q.Where(unread)
	}
	return q, nil
}

// mine are the viewer's own.
func mine(ctx context.Context) predicate.Notification {
	return notification.MemberID(viewer.From(ctx).Member)
}

// Unread is how many notices the viewer has not read.
func Unread(ctx context.Context, client *ent.Client) (int, error) {
	n, err := client.Notification.Query().Where(mine(ctx), notification.ReadAtIsNil()).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("notices: counting: %w", err)
	}
	return n, nil
}

// ReadInput is notices that were read.
type ReadInput struct{ IDs []typeid.ID }

// Read marks notices of the viewer's; those that were read before stay as they
// are. NOT_FOUND when one is not there.
func Read(ctx context.Context, tx *ent.Tx, in ReadInput) (int, error) {
	if err := authz.Writable(ctx); err != nil {
		return 0, err
	}
	ids := slices.Compact(slices.Sorted(slices.Values(in.IDs)))
	switch {
	case len(ids) == 0:
		return 0, fault.Input("ids", "input.required")
	case len(in.IDs) > maxRead:
		return 0, fault.Input("ids", "input.too_many").With("max", maxRead)
	}
	found, err := tx.Notification.Query().Where(mine(ctx), notification.IDIn(ids...)).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("notices: reading: %w", err)
	}
	if found < len(ids) {
		return 0, fault.NotFound().On("ids")
	}
	return mark(ctx, tx, notification.IDIn(ids...))
}

// ReadAllInput is all notices up to an instant, or all.
type ReadAllInput struct{ Until *time.Time }

// ReadAll marks all notices of the viewer's.
func ReadAll(ctx context.Context, tx *ent.Tx, in ReadAllInput) (int, error) {
	if err := authz.Writable(ctx); err != nil {
		return 0, err
	}
	if in.Until == nil {
		return mark(ctx, tx)
	}
	return mark(ctx, tx, notification.CreatedAtLTE(in.Until.UTC()))
}

func mark(ctx context.Context, tx *ent.Tx, which ...predicate.Notification) (int, error) {
	n, err := tx.Notification.Update().Where(append(which, mine(ctx), notification.ReadAtIsNil())...).
		SetReadAt(viewer.Now(ctx)).Save(ctx)
	if err != nil {
		return 0, fmt.Errorf("notices: marking: %w", err)
	}
	return n, nil
}
