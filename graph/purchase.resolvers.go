package graph

import (
	"context"
	"strings"
	"time"

	"heed/app/customers"
	"heed/app/purchases"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func (r *mutationResolver) PurchaseCreate(ctx context.Context, input purchases.CreateInput) (*model.PurchaseCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(purchases.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.PurchaseCreatePayload{Purchase: made, Cursor: cursor}, nil
}

func (r *mutationResolver) PurchaseUpdate(ctx context.Context, input model.PurchaseUpdateInput) (*model.PurchaseUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(purchases.Update, purchases.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, OrderNo: input.OrderNo, Product: input.Product, Amount: input.Amount,
		Currency: input.Currency, OrderedOn: input.OrderedOn, PromisedDeliveryAt: patch(input.PromisedDeliveryAt),
		TrackingRef: patch(input.TrackingRef), MemberID: input.MemberID,
	}))
	if err != nil {
		return nil, err
	}
	return &model.PurchaseUpdatePayload{Purchase: made, Cursor: cursor}, nil
}

func (r *mutationResolver) PurchaseShip(ctx context.Context, input purchases.ShipInput) (*model.PurchaseShipPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(purchases.Ship, input))
	if err != nil {
		return nil, err
	}
	return &model.PurchaseShipPayload{Purchase: made, Cursor: cursor}, nil
}

func (r *mutationResolver) PurchaseDeliver(ctx context.Context, input purchases.DeliverInput) (*model.PurchaseDeliverPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(purchases.Deliver, input))
	if err != nil {
		return nil, err
	}
	return &model.PurchaseDeliverPayload{Purchase: made, Cursor: cursor}, nil
}

func (r *mutationResolver) PurchaseReturn(ctx context.Context, input purchases.ReturnInput) (*model.PurchaseReturnPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(purchases.Return, input))
	if err != nil {
		return nil, err
	}
	return &model.PurchaseReturnPayload{Purchase: made, Cursor: cursor}, nil
}

func (r *mutationResolver) PurchaseCancel(ctx context.Context, input purchases.CancelInput) (*model.PurchaseCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(purchases.Cancel, input))
	if err != nil {
		return nil, err
	}
	return &model.PurchaseCancelPayload{Purchase: made, Cursor: cursor}, nil
}

func (r *mutationResolver) PurchaseExceptionReport(ctx context.Context, input purchases.ExceptionReportInput) (*model.PurchaseExceptionReportPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(purchases.ReportException, input))
	if err != nil {
		return nil, err
	}
	return &model.PurchaseExceptionReportPayload{Purchase: made, Cursor: cursor}, nil
}

func (r *mutationResolver) PurchaseExceptionTell(ctx context.Context, input purchases.ExceptionTellInput) (*model.PurchaseExceptionTellPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(purchases.TellException, input))
	if err != nil {
		return nil, err
	}
	return &model.PurchaseExceptionTellPayload{Purchase: made, Cursor: cursor}, nil
}

func (r *mutationResolver) PurchaseExceptionResolve(ctx context.Context, input purchases.ExceptionResolveInput) (*model.PurchaseExceptionResolvePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(purchases.ResolveException, input))
	if err != nil {
		return nil, err
	}
	return &model.PurchaseExceptionResolvePayload{Purchase: made, Cursor: cursor}, nil
}

func (r *mutationResolver) PurchasesImport(ctx context.Context, input model.PurchasesImportInput) (*customers.ImportResult, error) {
	in := purchases.ImportOptions{MaxRows: maxImportRows, DryRun: input.DryRun != nil && *input.DryRun}
	if input.System != nil {
		in.System = *input.System
	}
	if input.Dates != nil {
		in.Dates = *input.Dates
	}
	for _, c := range input.Columns {
		in.Columns = append(in.Columns, *c)
	}
	result, err := purchases.Import(ctx, r.Journal, strings.NewReader(input.CSV), in)
	if err != nil && result.Cursor != nil { // lots before it are written
		return nil, fault.From(err).Extend("committed", true).Extend("rows", result.Rows)
	}
	return &result, err
}

func (r *purchaseRecordResolver) Customer(ctx context.Context, obj *ent.PurchaseRecord) (*ent.Customer, error) {
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *purchaseRecordResolver) IsRepeat(ctx context.Context, obj *ent.PurchaseRecord) (bool, error) {
	repeats, err := relay.Together(obj.Page, obj, "repeats", func(all []*ent.PurchaseRecord) (map[typeid.ID]bool, error) {
		return purchases.Repeats(ctx, r.Client, all)
	})
	return repeats[obj.ID], err
}

func (r *purchaseRecordResolver) PromisedDeliveryAt(_ context.Context, obj *ent.PurchaseRecord) (*time.Time, error) {
	if !obj.PromisedDeliveryAt.Before(database.Never) {
		return nil, nil
	}
	return &obj.PromisedDeliveryAt, nil
}

func (r *purchaseRecordResolver) Late(ctx context.Context, obj *ent.PurchaseRecord) (bool, error) {
	return purchases.Late(obj, viewer.Now(ctx)), nil
}

func (r *purchaseRecordResolver) AvailableActions(ctx context.Context, obj *ent.PurchaseRecord) ([]flow.PurchaseAct, error) {
	return purchases.Available(ctx, obj), nil
}

func (r *queryResolver) Purchases(ctx context.Context, filter *purchases.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.PurchaseRecordOrder) (*ent.PurchaseRecordConnection, error) {
	if orderBy == nil {
		orderBy = &ent.PurchaseRecordOrder{Direction: relay.OrderDirectionDesc, Field: ent.PurchaseRecordOrderFieldOrderedOn}
	}
	return r.Client.PurchaseRecord.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithPurchaseRecordOrder(orderBy),
		ent.WithPurchaseRecordFilter(func(q *ent.PurchaseRecordQuery) (*ent.PurchaseRecordQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *Resolver) PurchaseRecord() generated.PurchaseRecordResolver {
	return &purchaseRecordResolver{r}
}

type purchaseRecordResolver struct{ *Resolver }
