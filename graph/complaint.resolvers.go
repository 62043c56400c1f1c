package graph

import (
	"context"
	"time"

	"heed/app/complaints"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/relay"
	"heed/ent/workgroup"
	"heed/graph/generated"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func (r *complaintResolver) ComplainantName(_ context.Context, obj *ent.Complaint) (*string, error) {
	return orNull(obj.ComplainantName), nil
}

func (r *complaintResolver) Phone(ctx context.Context, obj *ent.Complaint) (*string, error) {
	masked, err := complaints.Masked(ctx, obj)
	return orNull(masked.Phone), err
}

func (r *complaintResolver) Email(ctx context.Context, obj *ent.Complaint) (*string, error) {
	masked, err := complaints.Masked(ctx, obj)
	return orNull(masked.Email), err
}

func (r *complaintResolver) HasOtherContact(_ context.Context, obj *ent.Complaint) (bool, error) {
	return len(obj.Reach) > 0, nil
}

func (r *complaintResolver) Content(_ context.Context, obj *ent.Complaint) (*string, error) {
	return orNull(complaints.Words(obj)), nil
}

func (r *complaintResolver) Customer(ctx context.Context, obj *ent.Complaint) (*ent.Customer, error) {
	if obj.CustomerID == "" || may(ctx, authz.CustomerRead) != nil {
		return nil, nil
	}
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *complaintResolver) Contact(ctx context.Context, obj *ent.Complaint) (*ent.Contact, error) {
	if obj.ContactID == "" || may(ctx, authz.ContactRead) != nil {
		return nil, nil
	}
	contact, err := obj.Contact(ctx)
	return contact, ent.MaskNotFound(err)
}

func (r *complaintResolver) Purchase(ctx context.Context, obj *ent.Complaint) (*ent.PurchaseRecord, error) {
	if obj.PurchaseID == "" || may(ctx, authz.PurchaseRead) != nil {
		return nil, nil
	}
	purchase, err := obj.Purchase(ctx)
	return purchase, ent.MaskNotFound(err)
}

func (r *complaintResolver) Touchpoint(ctx context.Context, obj *ent.Complaint) (*ent.Touchpoint, error) {
	if obj.TouchpointID == "" || may(ctx, authz.TouchpointRead) != nil {
		return nil, nil
	}
	touchpoint, err := obj.Touchpoint(ctx)
	return touchpoint, ent.MaskNotFound(err)
}

func (r *complaintResolver) HappenedOn(_ context.Context, obj *ent.Complaint) (*string, error) {
	if obj.HappenedOn == "" {
		return nil, nil
	}
	return &obj.HappenedOn, nil
}

func (r *complaintResolver) PromisedAt(_ context.Context, obj *ent.Complaint) (*time.Time, error) {
	return orNever(obj.PromisedAt), nil
}

func (r *complaintResolver) DueAt(_ context.Context, obj *ent.Complaint) (*time.Time, error) {
	return orNever(obj.DueAt), nil
}

func (r *complaintResolver) Overdue(ctx context.Context, obj *ent.Complaint) (bool, error) {
	return obj.DueAt.Before(viewer.Now(ctx)), nil
}

func (r *complaintResolver) Group(ctx context.Context, obj *ent.Complaint) (*ent.WorkGroup, error) {
	if obj.GroupID == "" || may(ctx, authz.WorkGroupRead) != nil {
		return nil, nil
	}
	all, err := relay.Together(obj.Page, obj, "groups", func(all []*ent.Complaint) (map[typeid.ID]*ent.WorkGroup, error) {
		ids := make([]typeid.ID, 0, len(all))
		for _, c := range all {
			ids = append(ids, c.GroupID)
		}
		rows, err := r.Client.WorkGroup.Query().Where(workgroup.IDIn(typeid.Unique(ids)...)).All(ctx)
		groups := make(map[typeid.ID]*ent.WorkGroup, len(rows))
		for _, g := range rows {
			groups[g.ID] = g
		}
		return groups, err
	})
	return all[obj.GroupID], err
}

func (r *complaintResolver) RecurrenceOf(ctx context.Context, obj *ent.Complaint) (*ent.Complaint, error) {
	if obj.RecurrenceOfID == "" {
		return nil, nil
	}
	before, err := obj.RecurrenceOf(ctx)
	return before, ent.MaskNotFound(err)
}

func (r *complaintResolver) Requirements(ctx context.Context, obj *ent.Complaint, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.RequirementOrder) (*ent.RequirementConnection, error) {
	return drawn(ctx, obj.Page, obj, func(c *ent.Complaint) typeid.ID { return c.ID }, func(ids []typeid.ID) (map[typeid.ID]*ent.RequirementConnection, error) {
		return r.Client.Requirement.Query().PaginateByOrigin(ctx, ids, after, page(first, last), before, last, ent.WithRequirementOrder(orderBy))
	})
}

func (r *complaintResolver) AvailableActions(ctx context.Context, obj *ent.Complaint) ([]flow.ComplaintAct, error) {
	acts, err := relay.Together(obj.Page, obj, "acts", func(all []*ent.Complaint) (map[typeid.ID][]flow.ComplaintAct, error) {
		return complaints.Available(ctx, r.Client, all)
	})
	return acts[obj.ID], err
}

func (r *queryResolver) Complaints(ctx context.Context, filter *complaints.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.ComplaintOrder) (*ent.ComplaintConnection, error) {
	if orderBy == nil {
		orderBy = &ent.ComplaintOrder{Direction: relay.OrderDirectionAsc, Field: ent.ComplaintOrderFieldDueAt}
	}
	return r.Client.Complaint.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithComplaintOrder(orderBy),
		ent.WithComplaintFilter(func(q *ent.ComplaintQuery) (*ent.ComplaintQuery, error) { return filter.Apply(ctx, q) }))
}

// orNull is nil for an empty text.
func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// orNever is nil for Never.
func orNever(at time.Time) *time.Time {
	if !at.Before(database.Never) {
		return nil
	}
	return &at
}

func (r *Resolver) Complaint() generated.ComplaintResolver { return &complaintResolver{r} }

type complaintResolver struct{ *Resolver }
