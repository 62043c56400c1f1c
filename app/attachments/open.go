package attachments

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/sessions"
	"heed/authz"
	"heed/ent"
	"heed/ent/attachment"
	"heed/ent/event"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Passes are sealed for files; nothing else that is sealed is a link to one.
const Passes = "file link"

// OpenInput is a file to be read.
type OpenInput struct{ ID typeid.ID }

// Open lets the viewer read a file by a link, for who plays or shows it cannot
// send a token. Records attachment.link_created, an event of access.
func Open(ctx context.Context, tx *ent.Tx, in OpenInput) (*ent.Attachment, error) {
	if err := authz.Writable(ctx); err != nil { // like all that lets somebody see something
		return nil, err
	}
	a, o, err := readable(ctx, tx.Client(), in.ID)
	if err != nil {
		return nil, err
	}
	journal.Record(ctx, o.access("attachment.link_created", a))
	return a, nil
}

// Link is the text of a link to the file for the viewer, and until when it is good.
func Link(ctx context.Context, a *ent.Attachment) (string, time.Time, error) {
	return sessions.Pass(ctx, Passes, a.ID)
}

// Head is the file as its row tells, for who may read it; nothing is told of it.
func Head(ctx context.Context, c *ent.Client, id typeid.ID) (*ent.Attachment, error) {
	a, _, err := readable(ctx, c, id)
	return a, err
}

// oneReading is how long what a member reads of a file is one reading: players ask
// for it piece by piece.
const oneReading = time.Minute

// Fetch opens the content for who may read it. Records attachment.read, an event
// of access, before the first byte, unless the same reading was told already. Who
// calls it closes the content.
func (s *Store) Fetch(ctx context.Context, j *journal.Journal, id typeid.ID) (*ent.Attachment, io.ReadSeekCloser, error) {
	a, o, err := readable(ctx, j.Client(), id)
	if err != nil {
		return nil, nil, err
	}
	// The reader outlives this call: it ends with the request.
	content, err := s.read(ctx, a.StorageKey)
	if errors.Is(err, ErrGone) {
		return nil, nil, fault.NotFound().Because(err)
	}
	if err != nil {
		return nil, nil, err
	}
	told, err := isTold(ctx, j.Client(), id)
	if err == nil && !told {
		_, err = j.Change(ctx, func(ctx context.Context, _ *ent.Tx) error {
			journal.Record(ctx, o.access("attachment.read", a))
			return nil
		})
	}
	if err != nil {
		return nil, nil, errors.Join(err, content.Close())
	}
	return a, content, nil
}

// lastTold is how many of a file's last events are looked at for a reading that was
// told: those of all times would be too many.
const lastTold = 100

// isTold tells whether the viewer's reading of the file was told within the last
// minute. Those who ask at the same moment may each be told, and so may one whose
// reading lies behind that of many.
func isTold(ctx context.Context, c *ent.Client, id typeid.ID) (bool, error) {
	last, err := c.Event.Query().Where(event.SubjectID(id)).Order(event.ByPosition(sql.OrderDesc())).Limit(lastTold).
		Select(event.FieldType, event.FieldActorID, event.FieldOccurredAt).All(viewer.SystemOf(ctx))
	if err != nil {
		return false, fmt.Errorf("attachments: reading what was told: %w", err)
	}
	return slices.ContainsFunc(last, func(e *ent.Event) bool {
		return e.Type == "attachment.read" && e.ActorID == viewer.From(ctx).Member && viewer.Now(ctx).Sub(e.OccurredAt) < oneReading
	}), nil
}

// readable is a file that the viewer may read, whose content is there.
func readable(ctx context.Context, c *ent.Client, id typeid.ID) (*ent.Attachment, *owner, error) {
	if v := viewer.From(ctx); v.Kind != viewer.Member {
		return nil, nil, fault.Unauthenticated()
	} else if v.MustChangePassword {
		return nil, nil, fault.Precondition("session.password_must_change")
	}
	a, err := c.Attachment.Query().Where(attachment.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil, fault.NotFound()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("attachments: reading a row: %w", err)
	}
	if a.RemovedAt != nil {
		return nil, nil, fault.Precondition("attachment.removed")
	}
	o, err := ownerOf(ctx, c, a.OwnerType, a.OwnerID)
	if err != nil {
		return nil, nil, err
	}
	return a, o, nil
}

// access is an event of access to a file of the record.
func (o *owner) access(typ string, a *ent.Attachment) journal.Event {
	record := o.heard()
	return journal.Event{
		Type: typ, Kind: flow.EventAccess, Subject: journal.Subject{Type: flow.SubjectAttachment, ID: a.ID},
		Departments: record.Departments, Members: record.Members, Clauses: []string{"D0-27"},
		Detail: map[string]any{"ownerType": o.of, "ownerId": o.id},
	}
}
