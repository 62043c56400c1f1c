package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/tenant"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// lockCompany reads the company's own row and keeps it: whoever counts what the
// company may have waits for the others who do.
func lockCompany(ctx context.Context, tx *ent.Tx) (*ent.Tenant, error) {
	q := tx.Tenant.Query().Where(tenant.ID(viewer.Tenant(ctx)))
	q.Modify(database.Lock)
	c, err := q.Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading the company: %w", err)
	}
	return c, nil
}

// company is lockCompany for a change by who may do the action.
func company(ctx context.Context, tx *ent.Tx, a authz.Action) (*ent.Tenant, error) {
	if err := authz.On(ctx, a, authz.Record{}); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	return lockCompany(ctx, tx)
}

// companyEvent tells of the company itself: every replica reads it again.
func companyEvent(kind string, c *ent.Tenant, from flow.TenantState, fields []string, detail map[string]any) journal.Event {
	e := journal.Event{
		Type: kind, Kind: flow.EventAdmin, Config: true, Fields: fields, Detail: detail,
		Subject: journal.Subject{Type: flow.SubjectTenant, ID: c.ID},
	}
	if from != c.State {
		e.From, e.To = string(from), string(c.State)
	}
	return e
}

// configEvent tells of a part of the configuration.
func configEvent(kind string, subject flow.SubjectType, id typeid.ID, fields []string, detail map[string]any) journal.Event {
	return journal.Event{
		Type: kind, Kind: flow.EventAdmin, Config: true, Fields: fields, Detail: detail,
		Subject: journal.Subject{Type: subject, ID: id},
	}
}
