package graph

import (
	"context"
	"time"

	"heed/app/attachments"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func (r *attachmentResolver) Owner(ctx context.Context, obj *ent.Attachment) (*model.SubjectRef, error) {
	return subjectRef(&obj.OwnerType, obj.OwnerID, ""), nil
}

func (r *attachmentResolver) Name(ctx context.Context, obj *ent.Attachment) (string, error) {
	return attachments.Name(ctx, obj), nil
}

func (r *attachmentResolver) Size(ctx context.Context, obj *ent.Attachment) (int, error) {
	return int(obj.Size), nil
}

func (r *attachmentResolver) RetainUntil(ctx context.Context, obj *ent.Attachment) (*time.Time, error) {
	if obj.RetainUntil.Equal(database.Never) {
		return nil, nil
	}
	return &obj.RetainUntil, nil
}

func (r *attachmentResolver) AvailableActions(ctx context.Context, obj *ent.Attachment) ([]flow.AttachmentAct, error) {
	return attachments.Available(ctx, r.Client, obj)
}

func (r *mutationResolver) AttachmentAdd(ctx context.Context, input attachments.AddInput) (*model.AttachmentAddPayload, error) {
	if err := settled(ctx); err != nil {
		return nil, err
	}
	made, cursor, err := changed(ctx, r.Resolver, func(ctx context.Context) (*ent.Attachment, journal.Cursor, error) {
		return r.Files.Add(ctx, r.Journal, input)
	})
	if err != nil {
		return nil, err
	}
	return &model.AttachmentAddPayload{Attachment: made, Cursor: cursor}, nil
}

func (r *mutationResolver) AttachmentOpen(ctx context.Context, input attachments.OpenInput) (*model.AttachmentOpenPayload, error) {
	one, cursor, err := shown(ctx, r.Resolver, with(attachments.Open, input))
	if err != nil {
		return nil, err
	}
	link, until, err := attachments.Link(ctx, one)
	if err != nil {
		return nil, err
	}
	return &model.AttachmentOpenPayload{Attachment: one, URL: "/files/" + string(one.ID) + "?link=" + link, ExpiresAt: until, Cursor: cursor}, nil
}

func (r *mutationResolver) AttachmentRemove(ctx context.Context, input attachments.RemoveInput) (*model.AttachmentRemovePayload, error) {
	if err := settled(ctx); err != nil {
		return nil, err
	}
	made, cursor, err := change(ctx, r.Resolver, with(attachments.Remove, input))
	if err != nil {
		return nil, err
	}
	return &model.AttachmentRemovePayload{Attachment: made, Cursor: cursor}, nil
}

func (r *queryResolver) Attachments(ctx context.Context, ownerType flow.SubjectType, ownerID typeid.ID, filter *attachments.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.AttachmentOrder) (*ent.AttachmentConnection, error) {
	if err := settled(ctx); err != nil {
		return nil, err
	}
	if orderBy == nil {
		orderBy = &ent.AttachmentOrder{Direction: relay.OrderDirectionAsc, Field: ent.AttachmentOrderFieldCreatedAt}
	}
	return r.Client.Attachment.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithAttachmentOrder(orderBy),
		ent.WithAttachmentFilter(func(q *ent.AttachmentQuery) (*ent.AttachmentQuery, error) {
			return filter.Apply(ctx, r.Client, q, ownerType, ownerID)
		}))
}

func (r *requirementResolver) Attachments(ctx context.Context, obj *ent.Requirement) ([]*ent.Attachment, error) {
	return attachments.Of(ctx, r.Client, obj)
}

func (r *Resolver) Attachment() generated.AttachmentResolver { return &attachmentResolver{r} }

type attachmentResolver struct{ *Resolver }
