package attachments

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/attachment"
	"heed/ent/database"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	atOnce = 200
	// young is how long a content may stand in the store without a row: its change
	// may be on its way.
	young = 24 * time.Hour
)

// Expire removes the files of the context's company whose time is over, one
// change each. Records attachment.removed about their records.
func Expire(ctx context.Context, j *journal.Journal) error {
	now := viewer.Now(ctx)
	var failed []error
	for after := typeid.ID(""); ; {
		q := j.Client().Attachment.Query().Where(attachment.RemovedAtIsNil(), attachment.RetainUntilLTE(now))
		if after != "" { // the empty id is NULL
			q.Where(attachment.IDGT(after))
		}
		due, err := q.Order(attachment.ByID()).Limit(atOnce).IDs(ctx)
		if err != nil {
			return errors.Join(append(failed, fmt.Errorf("attachments: looking for what is old: %w", err))...)
		}
		for _, id := range due {
			after = id
			if _, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { return expire(ctx, tx, id) }); err != nil {
				failed = append(failed, fmt.Errorf("attachments: removing %s: %w", id, err)) // the others go on
			}
		}
		if len(due) < atOnce {
			return errors.Join(failed...)
		}
	}
}

func expire(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	q := tx.Attachment.Query().Where(attachment.ID(id))
	q.Modify(database.Lock)
	a, err := q.Only(ctx)
	if err != nil || a.RemovedAt != nil || a.RetainUntil.After(viewer.Now(ctx)) { // somebody was faster
		return err
	}
	o, err := finds[a.OwnerType](ctx, tx.Client(), a.OwnerID)
	if err != nil {
		return err
	}
	o.of, o.id = a.OwnerType, a.OwnerID
	_, err = o.remove(ctx, a, map[string]any{"expired": true})
	return err
}

// Sweep deletes the contents of the context's company that belong to no file: of
// changes that were broken off, and of files that were removed.
func (s *Store) Sweep(ctx context.Context, c *ent.Client) error {
	var lot []string
	before := viewer.Now(ctx).Add(-young)
	sweep := func() error {
		live, err := c.Attachment.Query().Where(attachment.StorageKeyIn(lot...), attachment.RemovedAtIsNil()).All(ctx)
		if err != nil {
			return fmt.Errorf("attachments: reading rows: %w", err)
		}
		kept := map[string]bool{}
		for _, a := range live {
			kept[a.StorageKey] = true
		}
		for _, key := range lot {
			if !kept[key] {
				if err := s.drop(ctx, key); err != nil {
					return err
				}
			}
		}
		lot = lot[:0]
		return nil
	}
	err := s.walk(ctx, viewer.Tenant(ctx), func(o content) error {
		if o.at.After(before) {
			return nil
		}
		if lot = append(lot, o.key); len(lot) < atOnce {
			return nil
		}
		return sweep()
	})
	if err != nil || len(lot) == 0 {
		return err
	}
	return sweep()
}

// Forget deletes all contents of the context's company, which is being erased.
func (s *Store) Forget(ctx context.Context) error {
	return s.walk(ctx, viewer.Tenant(ctx), func(o content) error { return s.drop(ctx, o.key) })
}

// Each gives the files of the context's company one after another, for its export:
// the row, and its content, nil when it is gone. The content is closed after it.
func (s *Store) Each(ctx context.Context, c *ent.Client, each func(*ent.Attachment, io.Reader) error) error {
	for after := typeid.ID(""); ; {
		q := c.Attachment.Query().Where(attachment.RemovedAtIsNil())
		if after != "" {
			q.Where(attachment.IDGT(after))
		}
		all, err := q.Order(attachment.ByID()).Limit(atOnce).All(ctx)
		if err != nil {
			return fmt.Errorf("attachments: reading rows: %w", err)
		}
		for _, a := range all {
			after = a.ID
			if err := s.with(ctx, a, each); err != nil {
				return err
			}
		}
		if len(all) < atOnce {
			return nil
		}
	}
}

func (s *Store) with(ctx context.Context, a *ent.Attachment, each func(*ent.Attachment, io.Reader) error) error {
	r, err := s.read(ctx, a.StorageKey)
	if errors.Is(err, ErrGone) {
		return each(a, nil)
	}
	if err != nil {
		return err
	}
	return errors.Join(each(a, r), r.Close())
}
