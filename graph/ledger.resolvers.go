package graph

import (
	"context"

	"heed/app/exchange"
	"heed/app/journal"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/model"
	"heed/rules/fault"
)

func (r *mutationResolver) RequirementLedgerExport(ctx context.Context, input exchange.LedgerInput) (*model.RequirementLedgerExportPayload, error) {
	made, cursor, err := changed(ctx, r.Resolver, func(ctx context.Context) (*ent.LedgerExport, journal.Cursor, error) {
		return exchange.CreateLedger(ctx, r.Journal, input)
	})
	if err != nil {
		return nil, err
	}
	p := &model.RequirementLedgerExportPayload{Export: made, Cursor: cursor}
	link, err := exchange.LedgerLink(ctx, r.Client, made)
	if err != nil {
		return nil, fault.From(err).Committed()
	}
	if link != "" {
		p.URL = &link
	}
	return p, nil
}

func (r *queryResolver) RequirementLedger(ctx context.Context, filter *requirements.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.RequirementOrder) (*model.RequirementLedgerConnection, error) {
	conn, err := r.Client.Requirement.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithRequirementOrder(orderBy),
		ent.WithRequirementFilter(func(q *ent.RequirementQuery) (*ent.RequirementQuery, error) { return filter.Apply(ctx, ledgerPage(q)) }))
	if err != nil {
		return nil, err
	}
	return r.ledger(ctx, conn)
}
