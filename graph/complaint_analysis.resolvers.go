package graph

import (
	"context"
	"strings"

	"heed/app/complaints"
	"heed/app/customers"
	"heed/app/indicators"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
)

func (r *complaintResolver) History(_ context.Context, obj *ent.Complaint) (*complaints.History, error) {
	return complaints.HistoryOf(obj), nil
}

func (r *indicatorValueResolver) Complaints(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.ComplaintOrder) (*ent.ComplaintConnection, error) {
	if obj.Rule.Rests != score.OnComplaints {
		return nil, nil
	}
	return r.Client.Complaint.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithComplaintOrder(orderBy),
		ent.WithComplaintFilter(func(q *ent.ComplaintQuery) (*ent.ComplaintQuery, error) {
			return obj.Complaints(ctx, q, partOf(part))
		}))
}

func (r *indicatorValueResolver) Purchases(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.PurchaseRecordOrder) (*ent.PurchaseRecordConnection, error) {
	if obj.Rule.Rests != score.OnPurchases {
		return nil, nil
	}
	return r.Client.PurchaseRecord.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithPurchaseRecordOrder(orderBy),
		ent.WithPurchaseRecordFilter(func(q *ent.PurchaseRecordQuery) (*ent.PurchaseRecordQuery, error) {
			return obj.Purchases(ctx, q, partOf(part))
		}))
}

func (r *mutationResolver) ComplaintsImport(ctx context.Context, input model.ComplaintsImportInput) (*customers.ImportResult, error) {
	in := complaints.ImportOptions{MaxRows: maxImportRows, DryRun: input.DryRun != nil && *input.DryRun}
	if input.System != nil {
		in.System = *input.System
	}
	if input.Dates != nil {
		in.Dates = *input.Dates
	}
	for _, c := range input.Columns {
		in.Columns = append(in.Columns, *c)
	}
	result, err := complaints.Import(ctx, r.Journal, strings.NewReader(input.CSV), in)
	if err != nil && result.Cursor != nil { // lots before it are written
		return nil, fault.From(err).Extend("committed", true).Extend("rows", result.Rows)
	}
	return &result, err
}

func (r *queryResolver) ComplaintDashboard(ctx context.Context, from *string, to *string) (*complaints.Figures, error) {
	figures, err := complaints.Dashboard(ctx, r.Client, from, to)
	if err != nil {
		return nil, err
	}
	return &figures, nil
}

func (r *queryResolver) ComplaintPareto(ctx context.Context, by flow.ComplaintDimension, from *string, to *string) (*complaints.Pareto, error) {
	return complaints.CountBy(ctx, r.Client, by, from, to)
}

func (r *queryResolver) ComplaintTrend(ctx context.Context, from *string, to *string) ([]*complaints.Month, error) {
	return complaints.Trend(ctx, r.Client, from, to)
}
