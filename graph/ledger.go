package graph

import (
	"context"

	"heed/app/requirements"
	"heed/ent"
	"heed/graph/model"
)

// ledgerPage reads with a page of the ledger whom its rows name.
func ledgerPage(q *ent.RequirementQuery) *ent.RequirementQuery {
	return q.WithCustomer().WithLeadDepartment().WithAssignee()
}

// ledger makes rows of the ledger of a page of requirements.
func (r *Resolver) ledger(ctx context.Context, page *ent.RequirementConnection) (*model.RequirementLedgerConnection, error) {
	all := make([]*ent.Requirement, len(page.Edges))
	for i, e := range page.Edges {
		all[i] = e.Node
	}
	rows, err := requirements.Ledger(ctx, r.Client, all)
	if err != nil {
		return nil, err
	}
	conn := &model.RequirementLedgerConnection{
		Edges: make([]*model.RequirementLedgerEdge, len(rows)), PageInfo: &page.PageInfo, TotalCount: page.TotalCount,
	}
	for i, row := range rows {
		conn.Edges[i] = &model.RequirementLedgerEdge{Node: row, Cursor: page.Edges[i].Cursor}
	}
	return conn, nil
}
