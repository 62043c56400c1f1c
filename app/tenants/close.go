package tenants

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/session"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/viewer"
)

// How long a company's data stays after it was closed, and how fresh its export
// must be before.
const (
	eraseAfter  = 30 * 24 * time.Hour
	exportHolds = 7 * 24 * time.Hour
)

// TenantCloseInput is a company that leaves; the slug is typed again.
type TenantCloseInput struct {
	Reason          string
	Slug            string
	ExpectedVersion int
}

// CloseTenant closes the company: its sessions end, and after 30 days its data is
// erased. It must have been fetched whole within the last 7 days, so that nobody
// loses what they did not mean to.
func CloseTenant(ctx context.Context, tx *ent.Tx, in TenantCloseInput) (*ent.Tenant, error) {
	c, err := company(ctx, tx, authz.TenantDelete)
	if err != nil {
		return nil, err
	}
	if err := Version(in.ExpectedVersion, c.Version); err != nil {
		return nil, err
	}
	reason, err := text.Lines("reason", in.Reason, 1, 1000)
	if err != nil {
		return nil, err
	}
	if in.Slug != c.Slug {
		return nil, fault.Input("slug", "tenant.slug_differs")
	}
	next, err := flow.Tenant.Next(c.State, flow.TenantActClose)
	if err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	if c.ExportedAt == nil || now.Sub(*c.ExportedAt) > exportHolds {
		return nil, fault.Precondition("tenant.not_exported").With("days", int(exportHolds/(24*time.Hour)))
	}
	from := c.State
	c, err = c.Update().SetState(next).
		SetClosing(&flow.Closing{Reason: reason, At: now, ByID: viewer.From(ctx).Member, EraseAfter: now.Add(eraseAfter)}).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: closing the company: %w", err)
	}
	err = tx.Session.Update().Where(session.CompanyID(c.ID), session.EndedAtIsNil()).
		SetEndedAt(now).SetEndReason("company closed").Exec(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: ending sessions: %w", err)
	}
	journal.Record(ctx, companyEvent("tenant.closed", c, from, nil, map[string]any{"reason": reason, "eraseAfter": c.Closing.EraseAfter}))
	return c, nil
}
