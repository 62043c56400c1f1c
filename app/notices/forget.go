package notices

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/notification"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// How long notices are kept.
const (
	keepRead = 90 * 24 * time.Hour  // that were read
	keepAny  = 365 * 24 * time.Hour // whether they were or not
)

// forgetAtOnce is how many rows one statement deletes.
const forgetAtOnce = 500

// Forget deletes the company's old notices, in lots so small that nobody waits for
// them. It goes through them by their age, once: what stays unread is passed over.
// None is made again, for what it tells is no news any more.
func Forget(ctx context.Context, client *ent.Client) error {
	now, last := viewer.Now(ctx), (*ent.Notification)(nil)
	for {
		q := client.Notification.Query().Where(notification.CreatedAtLT(now.Add(-keepRead)),
			notification.Or(notification.ReadAtNotNil(), notification.CreatedAtLT(now.Add(-keepAny))))
		if last != nil {
			q.Where(notification.CreatedAtGTE(last.CreatedAt),
				notification.Or(notification.CreatedAtGT(last.CreatedAt), notification.IDGT(last.ID)))
		}
		old, err := q.Order(notification.ByCreatedAt(), notification.ByID()).Limit(forgetAtOnce).
			Select(notification.FieldID, notification.FieldCreatedAt).All(ctx)
		if err != nil {
			return fmt.Errorf("notices: looking for old ones: %w", err)
		}
		if len(old) == 0 {
			return nil
		}
		ids := make([]typeid.ID, len(old))
		for i, n := range old {
			ids[i] = n.ID
		}
		if _, err := client.Notification.Delete().Where(notification.IDIn(ids...)).Exec(ctx); err != nil {
			return fmt.Errorf("notices: deleting old ones: %w", err)
		}
		if len(old) < forgetAtOnce {
			return nil
		}
		last = old[len(old)-1]
	}
}
