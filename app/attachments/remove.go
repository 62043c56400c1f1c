package attachments

import (
	"context"
	"fmt"

	"heed/app/personal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/attachment"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const maxReason = 500

// RemoveInput is a file to take away.
type RemoveInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Remove takes a file away: its content is deleted by what follows from the event
// (Clear), the row stays as a fact. One that is gone stays so. Records
// attachment.removed about the record.
func Remove(ctx context.Context, tx *ent.Tx, in RemoveInput) (*ent.Attachment, error) {
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	q := tx.Attachment.Query().Where(attachment.ID(in.ID))
	q.Modify(database.Lock)
	a, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("attachments: locking: %w", err)
	}
	o, err := ownerOf(ctx, tx.Client(), a.OwnerType, a.OwnerID)
	if err != nil {
		return nil, err
	}
	if err := o.changes(ctx); err != nil {
		return nil, err
	}
	reason, err := text.Line("reason", in.Reason, 1, maxReason)
	if err != nil {
		return nil, err
	}
	if a.RemovedAt != nil {
		return a, nil
	}
	if err := tenants.Version(in.ExpectedVersion, a.Version); err != nil {
		return nil, err
	}
	return o.remove(ctx, a, map[string]any{"reason": reason})
}

// remove marks a file as removed.
func (o *owner) remove(ctx context.Context, was *ent.Attachment, why map[string]any) (*ent.Attachment, error) {
	a, err := was.Update().SetRemovedAt(viewer.Now(ctx)).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("attachments: removing: %w", err)
	}
	tenants.CountFiles(ctx, -a.Size)
	o.tell(ctx, removed, a, why)
	return a, nil
}

// removed is the type of the event after which a content is deleted.
const removed = "attachment.removed"

// erased is that of the event after which the contents of a person's records are.
const erased = "contact.erased"

// Clears are the types of events that Clear answers.
var Clears = []string{removed, erased}

// Clear deletes contents after what the event tells: the one of a file that was
// removed, or those of a person's records. Done again it comes to the same.
func (s *Store) Clear(ctx context.Context, c *ent.Client, e *ent.Event) error {
	of := []typeid.ID{e.SubjectID}
	if e.Type == erased {
		var err error
		if of, err = recordsOf(ctx, c, e.SubjectID); err != nil || len(of) == 0 {
			return err
		}
	}
	gone, err := c.Attachment.Query().Where(attachment.OwnerIDIn(of...), attachment.RemovedAtNotNil()).All(ctx)
	if err != nil {
		return fmt.Errorf("attachments: reading what was removed: %w", err)
	}
	for _, a := range gone {
		if err := s.drop(ctx, a.StorageKey); err != nil {
			return err
		}
	}
	return nil
}

// recordsOf are the records that name the contact.
func recordsOf(ctx context.Context, c *ent.Client, contact typeid.ID) (all []typeid.ID, err error) {
	for _, table := range ent.NamesContact {
		rows, err := c.QueryContext(ctx, "SELECT id FROM "+table+" WHERE tenant_id = $1 AND "+personal.Naming(table, "contact_id", "$1", "$2"), viewer.Tenant(ctx), contact)
		if err != nil {
			return nil, fmt.Errorf("attachments: reading a person's records: %w", err)
		}
		for rows.Next() {
			var id typeid.ID
			if err := rows.Scan(&id); err != nil {
				_ = rows.Close()
				return nil, fmt.Errorf("attachments: reading a person's records: %w", err)
			}
			all = append(all, id)
		}
		if err := rows.Close(); err != nil {
			return nil, err
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	return all, nil
}
