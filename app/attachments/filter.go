package attachments

import (
	"context"
	"maps"
	"slices"
	"sync"

	"heed/app/personal"
	"heed/authz"
	"heed/ent"
	"heed/ent/attachment"
	"heed/ent/relay"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Filter says which files of a record a list shows; nil and empty lists do not restrict.
type Filter struct {
	Kinds   []flow.AttachmentKind
	Removed *bool // those whose content is gone, or the others
}

// Apply limits the query to the record's files and the filter; an index stands
// behind it. A record that the viewer does not read is NOT_FOUND on ownerId.
func (f *Filter) Apply(ctx context.Context, c *ent.Client, q *ent.AttachmentQuery, of flow.SubjectType, id typeid.ID) (*ent.AttachmentQuery, error) {
	if _, err := ownerOf(ctx, c, of, id); err != nil {
		return nil, err
	}
	q.Where(attachment.OwnerID(id), attachment.OwnerTypeEQ(of))
	if f == nil {
		return q, nil
	}
	if len(f.Kinds) > len(flow.AttachmentKind("").Values()) {
		return nil, fault.Input("filter.kinds", "input.too_many").With("max", len(flow.AttachmentKind("").Values()))
	}
	if len(f.Kinds) > 0 {
		q.Where(attachment.KindIn(f.Kinds...))
	}
	if f.Removed != nil && *f.Removed {
		q.Where(attachment.RemovedAtNotNil())
	} else if f.Removed != nil {
		q.Where(attachment.RemovedAtIsNil())
	}
	return q, nil
}

// Name is what a file is called, or the word for a person who was erased in the
// viewer's language: the files of their records went with them.
func Name(ctx context.Context, a *ent.Attachment) string {
	if a.Name == personal.Erased {
		return label.Of(viewer.From(ctx).Language(), "Contact", "ERASED")
	}
	return a.Name
}

// Of are the files of a requirement that the viewer reads, whose content is there;
// the oldest first. For a page they are read at once.
func Of(ctx context.Context, c *ent.Client, r *ent.Requirement) ([]*ent.Attachment, error) {
	files, err := relay.Together(r.Page, r, "attachments", func(all []*ent.Requirement) (map[typeid.ID][]*ent.Attachment, error) {
		of := make(map[typeid.ID][]*ent.Attachment, len(all))
		for _, r := range all {
			of[r.ID] = []*ent.Attachment{}
		}
		found, err := c.Attachment.Query().Where(attachment.OwnerIDIn(slices.Collect(maps.Keys(of))...), attachment.RemovedAtIsNil()).
			Order(attachment.ByCreatedAt(), attachment.ByID()).All(ctx)
		for _, a := range found {
			if len(of[a.OwnerID]) < most {
				of[a.OwnerID] = append(of[a.OwnerID], a)
			}
		}
		return of, err
	})
	return files[r.ID], err
}

// Available lists what the viewer may do with a file of the record now.
func Available(ctx context.Context, c *ent.Client, a *ent.Attachment) ([]flow.AttachmentAct, error) {
	acts := []flow.AttachmentAct{}
	if a.RemovedAt != nil || authz.Writable(ctx) != nil {
		return acts, nil
	}
	acts = append(acts, flow.AttachmentActOpen)
	may, err := mayChange(ctx, c, a)
	if err != nil {
		return nil, err
	}
	if may {
		acts = append(acts, flow.AttachmentActRemove)
	}
	return acts, nil
}

// ownersKey is where an operation remembers which records' files may be changed.
type ownersKey struct{}

// WithOwners lets one operation ask only once about each record that has files.
func WithOwners(ctx context.Context) context.Context {
	return context.WithValue(ctx, ownersKey{}, &sync.Map{})
}

// mayChange tells whether the viewer may change the files of the file's record.
func mayChange(ctx context.Context, c *ent.Client, a *ent.Attachment) (bool, error) {
	known, _ := ctx.Value(ownersKey{}).(*sync.Map)
	if known != nil {
		if may, ok := known.Load(a.OwnerID); ok {
			return may == true, nil
		}
	}
	o, err := ownerOf(ctx, c, a.OwnerType, a.OwnerID)
	if fault.CodeOf(err) == fault.CodeInternal {
		return false, err
	}
	may := err == nil && o.changes(ctx) == nil
	if known != nil {
		known.Store(a.OwnerID, may)
	}
	return may, nil
}
