package attachments

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/attachment"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/upload"
	"heed/rules/viewer"
)

const (
	maxName = 200
	// most is how many files a record has at a time.
	most = 100
	// dropTime is how long a content may take to be deleted that nobody has.
	dropTime = 30 * time.Second
)

// AddInput is a file for a record.
type AddInput struct {
	OwnerType    flow.SubjectType
	OwnerID      typeid.ID
	File         upload.File
	Kind         *flow.AttachmentKind
	Name         *string
	Confidential *bool
	RetainUntil  *time.Time
}

// Add gives a record a file (D0-27): whoever may change the record. The content
// is written before the change that tells of it, so that no transaction waits for
// a slow store; when the change fails it is deleted again. Without a time,
// recordings and videos are kept as long as the company keeps recordings, other
// files without end. Errors: attachment.owner, NOT_FOUND on ownerId, FORBIDDEN,
// contact.erased where a person of the record was, attachment.empty, attachment.type, attachment.lies, attachment.too_many,
// plan.files, BAD_USER_INPUT. Records attachment.added about the record.
func (s *Store) Add(ctx context.Context, j *journal.Journal, in AddInput) (*ent.Attachment, journal.Cursor, error) {
	if _, err := room(ctx, j.Client(), in); err != nil {
		return nil, "", err
	}
	is, err := look(in.File, in.Name, in.Kind)
	if err != nil {
		return nil, "", err
	}
	until, err := retention(ctx, is.kind, in.RetainUntil)
	if err != nil {
		return nil, "", err
	}
	key, err := newKey(viewer.Tenant(ctx))
	if err != nil {
		return nil, "", err
	}
	if err := s.put(ctx, key, is.mime, in.File.Content); err != nil {
		return nil, "", err
	}
	made, cursor, err := journal.Changed(ctx, j, func(ctx context.Context, tx *ent.Tx) (*ent.Attachment, error) {
		o, err := room(ctx, tx.Client(), in, database.Lock)
		if err != nil {
			return nil, err
		}
		made, err := tx.Attachment.Create().SetOwnerType(o.of).SetOwnerID(o.id).SetKind(is.kind).SetName(is.name).SetMime(is.mime).
			SetSize(in.File.Size).SetSha256(in.File.SHA256).SetStorageKey(key).SetConfidential(in.Confidential != nil && *in.Confidential).
			SetRetainUntil(until).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("attachments: writing a row: %w", err)
		}
		tenants.CountFiles(ctx, made.Size)
		o.tell(ctx, "attachment.added", made, nil)
		return made, nil
	})
	if err != nil {
		s.takeBack(ctx, j.Client(), key)
	}
	return made, cursor, err
}

// takeBack deletes a content after its change has failed, unless it has not: the
// word that it was done can get lost. What cannot be looked up is left to Sweep.
func (s *Store) takeBack(ctx context.Context, c *ent.Client, key string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), dropTime)
	defer cancel()
	has, err := c.Attachment.Query().Where(attachment.StorageKey(key)).Exist(viewer.SystemOf(ctx))
	if err == nil && !has {
		err = s.drop(ctx, key)
	}
	if err != nil {
		slog.WarnContext(ctx, "a content is left behind until the store is swept", "error", err)
	}
}

// room is the record that gets a file, if the viewer may give it one and it and
// the company have room for it. The persons whom it names are read with the modifiers.
func room(ctx context.Context, c *ent.Client, in AddInput, modifiers ...func(*sql.Selector)) (*owner, error) {
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	o, err := ownerOf(ctx, c, in.OwnerType, in.OwnerID)
	if err != nil {
		return nil, err
	}
	if err := o.changes(ctx); err != nil {
		return nil, err
	}
	if err := o.present(ctx, c, modifiers...); err != nil {
		return nil, err
	}
	n, err := c.Attachment.Query().Where(attachment.OwnerID(o.id), attachment.RemovedAtIsNil()).Count(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("attachments: counting files: %w", err)
	}
	if n >= most {
		return nil, fault.Precondition("attachment.too_many").With("max", most)
	}
	return o, tenants.RoomForFile(ctx, c, in.File.Size)
}

// retention is until when a content is kept.
func retention(ctx context.Context, kind flow.AttachmentKind, asked *time.Time) (time.Time, error) {
	now := viewer.Now(ctx)
	if asked != nil && !asked.IsZero() {
		until := viewer.Instant(*asked)
		if !until.After(now) {
			return until, fault.Input("retainUntil", "input.in_the_past")
		}
		return until, nil
	}
	if kind == flow.AttachmentAudio || kind == flow.AttachmentVideo {
		return now.AddDate(0, 0, tenants.ConfigFrom(ctx).Tenant.Settings.KeepRecordings()), nil
	}
	return database.Never, nil
}

// tell records what happened to a file of the record, for those who read the
// record. Its name stays out: it may name somebody. Of a confidential one so do its
// size and its hash, by which those who do not read it could tell what it is.
func (o *owner) tell(ctx context.Context, typ string, a *ent.Attachment, more map[string]any) {
	detail := map[string]any{"attachmentId": a.ID, "kind": a.Kind}
	if !a.Confidential {
		detail["size"], detail["sha256"] = a.Size, a.Sha256
	}
	maps.Copy(detail, more)
	record := o.heard()
	journal.Record(ctx, journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: o.of, ID: o.id, Number: o.number},
		Departments: record.Departments, Members: record.Members, Clauses: []string{"D0-27"}, Detail: detail,
	})
}
